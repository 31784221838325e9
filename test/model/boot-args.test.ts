import { expect, test } from 'vitest';
import { bootArgsOf, readerName, readersOf } from '../../server/src/model/boot-args';
import { detectTarget } from '../../server/src/model/detect-target';
import { platformOf, type PlatformModel } from '../../server/src/model/platform';
import { chosenBoard, domain } from '../../server/src/rules/xen/example-board';
import { treeOf } from '../analyse';

function modelOf(dts: string): PlatformModel {
  const tree = treeOf(dts);
  return platformOf(tree, detectTarget(tree, 'xen'));
}

/** The command lines by reader, `-` for none. */
function linesOf(dts: string): Readonly<Record<string, string>> {
  const lines = bootArgsOf(modelOf(dts));
  return Object.fromEntries(lines.map((it) => [readerName(it), it.source?.text ?? '-']));
}

const kernel = (bootargs: string) =>
  `kernel@50000000 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0x50000000 0x100000>; ${bootargs} };`;
const ramdisk = (bootargs: string) =>
  `ramdisk@53000000 { compatible = "multiboot,ramdisk", "multiboot,module"; reg = <0x53000000 0x100000>; ${bootargs} };`;
const domainWith = (name: string, bootargs: string) =>
  domain(name, '').replace(/reg = <0x52.*/, `$& ${bootargs}`);

/** `/chosen` with B always there; X, D and K as asked for. */
function board(has: string): string {
  return chosenBoard(`bootargs = "B";
    ${has.includes('X') ? 'xen,xen-bootargs = "X";' : ''}
    ${has.includes('D') ? 'xen,dom0-bootargs = "D";' : ''}
    ${kernel(has.includes('K') ? 'bootargs = "K";' : '')}`);
}

test.each([
  ['', '-', 'B'],
  ['K', 'B', 'K'],
  ['D', 'B', 'D'],
  ['DK', 'B', 'D'],
  ['X', 'X', 'B'],
  ['XK', 'X', 'K'],
  ['XD', 'X', 'D'],
  ['XDK', 'X', 'D'],
])('with [%s] beside bootargs of /chosen Xen gets %s and dom0 %s', (has, xen, dom0) => {
  expect(linesOf(board(has))).toEqual({ Xen: xen, dom0 });
});

test('an empty command line of the kernel is none, an empty xen,dom0-bootargs is one', () => {
  expect(linesOf(board('K').replace('"K"', '""'))).toEqual({ Xen: '-', dom0: 'B' });
  expect(linesOf(board('D').replace('"D"', '""'))).toEqual({ Xen: 'B', dom0: '' });
});

test('a domain gets what stands on its modules and nothing of /chosen', () => {
  const chosen = 'bootargs = "B"; xen,dom0-bootargs = "D";';
  expect(linesOf(chosenBoard(`${chosen} ${domain('domU1', '')}`))).toEqual({
    Xen: 'B',
    domU1: '-',
  });
  const own = domainWith('domU1', 'bootargs = "quiet";');
  expect(linesOf(chosenBoard(`${chosen} ${own}`))).toEqual({ Xen: 'B', domU1: 'quiet' });
});

test('the first module of a domain decides, whatever it is', () => {
  const first = domain('domU1', ramdisk('bootargs = "of the ramdisk";'), { without: ['kernel'] });
  const both = first.replace(/};\s*$/, `${kernel('bootargs = "of the kernel";')} };`);
  const [, line] = bootArgsOf(modelOf(chosenBoard(both)));
  expect(line?.source?.text).toBe('of the ramdisk');
  expect(line?.ignored).toMatchObject([
    {
      text: 'of the kernel',
      because: 'Xen takes the first on record, that of /chosen/domU1/ramdisk@53000000',
    },
  ]);
});

test('a domain with a unit address loses its command line, perhaps to one that is called the same', () => {
  const lost = chosenBoard(domainWith('domU@1', 'bootargs = "lost";'));
  const [, line] = bootArgsOf(modelOf(lost));
  expect(line?.source).toBeUndefined();
  expect(line?.because).toMatch(/under domU@1 and looks for domU:/);
  const first = domainWith('domU', 'bootargs = "first";');
  const second = domain('domU@1', '', { kernel: '54000000' });
  expect(linesOf(chosenBoard(`${first} ${second}`))).toMatchObject({ 'domU@1': 'first' });
});

test('Xen keeps 32 command lines and 1023 characters of each', () => {
  const many = Array.from(
    { length: 32 },
    (_, i) => `m${i} { compatible = "multiboot,module"; bootargs = "m"; };`,
  ).join('\n');
  const late = bootArgsOf(
    modelOf(chosenBoard(`${many} ${domainWith('domU1', 'bootargs = "q";')}`)),
  );
  expect(late.at(-1)?.because).toBe("Xen's table of 32 command lines is full");
  const long = linesOf(board('K').replace('"K"', `"${'k'.repeat(2000)}"`));
  expect(long.dom0).toBe('k'.repeat(1023));
});

test('the hardware domain is served as dom0 is', () => {
  const hardware = domainWith('hw', 'bootargs = "own";').replace(
    'cpus',
    'capabilities = <2>; cpus',
  );
  expect(linesOf(chosenBoard(`bootargs = "B"; ${hardware}`))).toEqual({ Xen: '-', hw: 'own' });
  expect(linesOf(chosenBoard(`xen,dom0-bootargs = "D"; ${hardware}`))).toEqual({
    Xen: '-',
    hw: 'D',
  });
});

test('a property knows who gets it and who does not', () => {
  const model = modelOf(board('DK'));
  const lines = bootArgsOf(model);
  const shared = model.chosen?.node.properties.get('bootargs');
  expect(shared).toBeDefined();
  if (shared === undefined) return;
  const { given, notGiven } = readersOf(lines, shared);
  expect(given.map(readerName)).toEqual(['Xen']);
  expect(notGiven.map(([line, because]) => [readerName(line), because])).toEqual([
    ['dom0', 'xen,dom0-bootargs comes first'],
  ]);
});
