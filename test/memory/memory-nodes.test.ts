import { expect, test } from 'vitest';
import { initrdOf } from '../../server/src/memory/initrd';
import { memoryNodesOf, ramOf } from '../../server/src/memory/ram';
import { memReservesOf, reservedRegionsOf } from '../../server/src/memory/reserved-memory';
import { nodeAt } from '../../server/src/tree/node-ref';
import { treeOf } from '../analyse';

const ramIn = (body: string) =>
  ramOf(memoryNodesOf(treeOf(`/ { #address-cells = <1>; #size-cells = <1>; ${body} };`)));

test('banks of all memory nodes are joined', () => {
  const ram = ramIn(`
    memory@40000000 { device_type = "memory"; reg = <0x40000000 0x1000>, <0x80000000 0x1000>; };
    memory@40001000 { device_type = "memory"; reg = <0x40001000 0x1000>; };`);
  expect(ram).toEqual([
    { start: 0x40000000n, end: 0x40002000n },
    { start: 0x80000000n, end: 0x80001000n },
  ]);
});

test('RAM is unknown when the boot loader fills it in', () => {
  expect(ramIn('')).toBeUndefined();
  expect(ramIn('memory { device_type = "memory"; reg = <0 0>; };')).toBeUndefined();
});

test('RAM is unknown when a bank cannot be told', () => {
  const bank = 'device_type = "memory"; reg = <0x40000000 0x1000>, <&nowhere 0x1000>;';
  expect(ramIn(`memory { ${bank} };`)).toBeUndefined();
});

test('a memory controller is no memory', () => {
  expect(ramIn('memory@f000 { compatible = "acme,ddr"; reg = <0xf000 0x1000>; };')).toBeUndefined();
});

test('a disabled bank is no RAM', () => {
  expect(
    ramIn('memory { device_type = "memory"; status = "disabled"; reg = <1 2>; };'),
  ).toBeUndefined();
});

test('reserved regions take the cells of /reserved-memory, else 2 and 1, never those of the root', () => {
  const tree = treeOf(`/ { #address-cells = <1>; #size-cells = <1>;
    reserved-memory { a { reg = <0x0 0x41000000 0x1000>; }; b { size = <4>; }; c { status = "disabled"; reg = <0 1 2>; }; };
  };`);
  const regions = reservedRegionsOf(tree);
  expect(regions.map((it) => it.node.node.name)).toEqual(['a', 'b', 'c']);
  expect(regions[0]?.reg?.entries[0]?.start).toBe(0x41000000n);
  expect(regions[1]?.reg).toBeUndefined();
  expect(regions.map((it) => it.isAvailable)).toEqual([true, true, false]);
});

test('/memreserve/ entries are exact in 64 bits', () => {
  const tree = treeOf('/dts-v1/; /memreserve/ 0xffffffff00000000 0x80000000; / { };');
  expect(memReservesOf(tree)).toMatchObject([
    { start: 0xffffffff00000000n, end: 0xffffffff80000000n },
  ]);
});

const initrdIn = (lines: string) => {
  const tree = treeOf(`/ { chosen { ${lines} }; };`);
  const chosen = nodeAt(tree, '/chosen');
  return chosen && initrdOf(tree, chosen);
};

test('the ends of the initrd have the width that each was written with', () => {
  expect(initrdIn('linux,initrd-start = <0x1000>; linux,initrd-end = <0x1 0x0>;')?.range).toEqual({
    start: 0x1000n,
    end: 0x100000000n,
  });
});

test.each([
  ['linux,initrd-start = <1>;', 'end missing'],
  ['linux,initrd-start = <1 2 3>; linux,initrd-end = <1>;', 'start length'],
  ['linux,initrd-start = <1>; linux,initrd-end = [01];', 'end length'],
  ['linux,initrd-start = <2>; linux,initrd-end = <2>;', 'empty'],
])('%s is refused: %s', (lines, fault) => {
  expect(initrdIn(lines)?.fault).toBe(fault);
});

test('an end without a start is nothing to Xen', () => {
  expect(initrdIn('linux,initrd-end = <2>;')?.fault).toBeUndefined();
});
