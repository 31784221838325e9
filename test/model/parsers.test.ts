import { expect, test } from 'vitest';
import { guestRam } from '../../server/src/model/guest-layout';
import { namesCpu, parseHardAffinity } from '../../server/src/model/hard-affinity';
import { coloringOf, parseLlcColors } from '../../server/src/model/llc-colors';
import { addressInName, meantReg } from '../../server/src/model/meant-reg';
import { optionOf, xenCommandLineOf } from '../../server/src/model/xen-command-line';
import { nodeAt } from '../../server/src/tree/node-ref';
import { treeOf } from '../analyse';

const cpusOf = (text: string) => parseHardAffinity(text).ranges.map((it) => [it.first, it.last]);

test('an affinity is a list of numbers and ranges', () => {
  expect(cpusOf('0,2-3')).toEqual([
    [0, 0],
    [2, 3],
  ]);
  expect(parseHardAffinity('0,2-3')).toMatchObject({ unread: '', hasGap: false, octal: [] });
});

test('numbers of an affinity may be hexadecimal or octal', () => {
  expect(cpusOf('0x10,010')).toEqual([
    [16, 16],
    [8, 8],
  ]);
  expect(parseHardAffinity('08')).toMatchObject({ unread: '8' });
});

test('where a number is missing in an affinity Xen takes CPU 0 and stops', () => {
  expect(parseHardAffinity('all')).toMatchObject({
    ranges: [{ first: 0, last: 0 }],
    unread: 'all',
    hasGap: true,
  });
  expect(parseHardAffinity('2, 3')).toMatchObject({ unread: ' 3', hasGap: true });
  expect(cpusOf('2, 3')).toEqual([
    [2, 2],
    [0, 0],
  ]);
});

test('an affinity may name no CPU', () => {
  expect(namesCpu(parseHardAffinity(''))).toBe(false);
  expect(namesCpu(parseHardAffinity('3-1'))).toBe(false);
  expect(namesCpu(parseHardAffinity('3-1,0'))).toBe(true);
});

test.each([
  ['0-3,8', undefined],
  ['0-3,', undefined],
  ['', undefined],
  ['0, 3', '" 3"'],
  ['0,,3', 'an empty entry'],
  ['3-1', 'the reversed range "3-1"'],
  ['red', '"red"'],
])('colours "%s": refused for %s', (text, fault) => {
  expect(parseLlcColors(text).fault).toBe(fault);
});

const lineOf = (chosen: string) => {
  const tree = treeOf(`/ { chosen { ${chosen} }; };`);
  const node = nodeAt(tree, '/chosen');
  return node && xenCommandLineOf(tree, node, []);
};

test('colouring is told by the command line', () => {
  const coloring = (text: string) => coloringOf(lineOf(`xen,xen-bootargs = "${text}";`));
  expect(coloringOf(undefined)).toBeUndefined();
  expect(coloring('console=dtuart')).toEqual({ isOn: false });
  expect(coloring('llc-coloring=on')).toEqual({ isOn: true });
  expect(coloring('llc-coloring=off llc-size=1M llc-nr-ways=16')).toEqual({
    isOn: false,
    colors: 16,
  });
  expect(coloring('llc-size=2M llc-nr-ways=16')).toEqual({ isOn: true, colors: 32 });
});

test("Xen's command line is its own, or bootargs when dom0 has another", () => {
  expect(lineOf('bootargs = "b";')).toBeUndefined();
  expect(lineOf('bootargs = "b"; xen,dom0-bootargs = "d";')?.text).toBe('b');
  expect(lineOf('bootargs = "b"; xen,xen-bootargs = "x";')?.text).toBe('x');
  expect(lineOf('bootargs = "b"; xen,xen-bootargs = "";')?.text).toBe('');
});

test('the last option of a name counts', () => {
  const line = lineOf('xen,xen-bootargs = "a=1 ab=2 a=3 flag";');
  expect(line && optionOf(line, 'a')).toBe('3');
  expect(line && optionOf(line, 'flag')).toBe('');
  expect(line && optionOf(line, 'b')).toBeUndefined();
});

test.each([
  ['module@52000000', 0x52000000n],
  ['module@0x52000000', 0x52000000n],
  ['module@00AB', 0xabn],
  ['module@52000000,1', 0x52000000n],
  ['module', undefined],
  ['module@x', undefined],
])('the address in %s', (name, address) => {
  expect(addressInName(name)).toBe(address);
});

test('the unit address tells for which cells a reg was written', () => {
  const meant = (name: string, reg: string) => {
    const tree = treeOf(`/ { ${name} { reg = <${reg}>; }; };`);
    const node = nodeAt(tree, `/${name}`);
    return node && meantReg(tree, node);
  };
  expect(meant('m@52000000', '0x0 0x52000000 0x0 0x1000')).toMatchObject({
    addressCells: 2,
    sizeCells: 2,
  });
  expect(meant('m@52000000', '0x52000000 0x0 0x1000')).toMatchObject({
    addressCells: 1,
    size: 0x1000n,
  });
  expect(meant('m@52000000', '0x53000000 0x1000')).toBeUndefined();
});

test('the memory of a guest fills the first bank, then the second', () => {
  expect(guestRam(0n)).toEqual([]);
  expect(guestRam(0x1000n)).toEqual([{ start: 0x40000000n, end: 0x40001000n }]);
  expect(guestRam((3n << 30n) + 0x1000n)).toEqual([
    { start: 0x40000000n, end: 0x100000000n },
    { start: 0x200000000n, end: 0x200001000n },
  ]);
});
