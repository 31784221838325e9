import { expect, test } from 'vitest';
import { nearestName } from '../../server/src/rules/nearest-name';

test.each([
  ['a letter changed', 'multiboot,kernal', 'multiboot,kernel'],
  ['two neighbours swapped', 'multiboot,kernle', 'multiboot,kernel'],
  ['a letter dropped', 'multibot,ramdisk', 'multiboot,ramdisk'],
  ['a letter added', 'uarrt0', 'uart0'],
])('finds the name meant: %s', (_title, written, meant) => {
  expect(nearestName(written, ['multiboot,kernel', 'multiboot,ramdisk', 'uart0'])).toBe(meant);
});

test('proposes nothing that is too different', () => {
  expect(nearestName('clk', ['gic', 'uart0'])).toBeUndefined();
  expect(nearestName('serial', ['ethernet'])).toBeUndefined();
});

test('proposes the closest of several', () => {
  expect(nearestName('uart1', ['uart22', 'uart2'])).toBe('uart2');
});

test('proposes nothing for a name that is too long to be compared', () => {
  const name = 'n'.repeat(200_000);
  expect(nearestName(`${name}a`, [`${name}b`])).toBeUndefined();
});
