import { expect, test } from 'vitest';
import { boardRanges } from '../../server/src/memory/translate-address';
import { nodeAt } from '../../server/src/tree/node-ref';
import { treeOf } from '../analyse';

function startOf(ranges: string): string | undefined {
  const tree = treeOf(`/ { #address-cells = <2>; #size-cells = <1>;
    bus { #address-cells = <1>; #size-cells = <1>; ${ranges} dev@1000 { reg = <0x1000 0x10>; }; }; };`);
  const node = nodeAt(tree, '/bus/dev@1000');
  return node && boardRanges(tree, node)[0]?.start.toString(16);
}

test('an address goes up through the ranges of its bus', () => {
  expect(startOf('ranges;')).toBe('1000');
  expect(startOf('ranges = <0x0 0x1 0xf0000000 0x2000>;')).toBe('1f0001000');
  expect(startOf('ranges = <0x0 0x0 0x0 0x800>, <0x1000 0x0 0x80000000 0x10>;')).toBe('80000000');
});

test('without ranges, or outside them, there is no way up', () => {
  expect(startOf('')).toBeUndefined();
  expect(startOf('ranges = <0x0 0x0 0x0 0x1000>;')).toBeUndefined();
});
