import fc from 'fast-check';
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

/** Every cell of the table, as the textbook has it. */
function slips(a: string, b: string): number {
  const rows: number[][] = [];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 0; i <= a.length; i++) {
    rows.push([]);
    for (let j = 0; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const least = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        isSwap ? at(i - 2, j - 2) + 1 : Infinity,
      );
      rows[i]?.push(i === 0 ? j : j === 0 ? i : least);
    }
  }
  return at(a.length, b.length);
}

test('looking near the diagonal only finds what a look at everything finds', () => {
  const name = fc.stringMatching(/^[abc]{1,10}$/);
  fc.assert(
    fc.property(name, fc.array(name, { maxLength: 8 }), (written, known) => {
      const limit = written.length <= 3 ? 1 : written.length <= 8 ? 2 : 3;
      const distances = known.map((it) => (it === written ? Infinity : slips(written, it)));
      const least = Math.min(...distances);
      const nearest = least <= limit ? known[distances.indexOf(least)] : undefined;
      expect(nearestName(written, known)).toBe(nearest);
    }),
    { numRuns: 2000 },
  );
});
