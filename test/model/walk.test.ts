import { expect, test } from 'vitest';
import { detectTarget } from '../../server/src/model/detect-target';
import { platformOf } from '../../server/src/model/platform';
import type { TargetName } from '../../server/src/model/target';
import { chosenBoard, domain, dom0Board } from '../../server/src/rules/xen/example-board';
import { treeOf } from '../analyse';

const modelOf = (dts: string, target: TargetName = 'xen') => {
  const tree = treeOf(dts);
  return platformOf(tree, detectTarget(tree, target));
};
const kindsOf = (dts: string) =>
  modelOf(dts).modules.map((it) => `${it.node.node.name} ${it.kind} ${it.decidedBy}`);
const clashesOf = (dts: string, target?: TargetName) =>
  modelOf(dts, target).settlement.clashes.map(
    (it) => `${it.first.label} | ${it.second.label} ${it.outcome}`,
  );
const module = (address: string, type: string, size = '0x100000') =>
  `module@${address} { compatible = ${type}"multiboot,module"; reg = <0x${address} ${size}>; };`;
const plain = (address: string) => module(address, '');
const typed = (address: string, type: string, size?: string) =>
  module(address, `"multiboot,${type}", `, size);

test('untyped modules are a kernel, a ramdisk, and then nothing known', () => {
  expect(kindsOf(chosenBoard(['50000000', '51000000', '52000000'].map(plain).join('\n')))).toEqual([
    'module@50000000 kernel position',
    'module@51000000 ramdisk position',
    'module@52000000 unknown position',
  ]);
});

test('untyped modules of domains, and dropped ones, count in the order', () => {
  const first = domain('domU1', plain('53000000'));
  expect(kindsOf(chosenBoard(`${first}\n${plain('50000000')}`))).toContain(
    'module@50000000 ramdisk position',
  );
  const dropped = dom0Board(`${plain('50000000')}\n${plain('51000000')}`);
  expect(kindsOf(dropped)).toContain('module@51000000 ramdisk position');
});

test('the old names state a kind, the first in the order of Xen wins', () => {
  expect(kindsOf(chosenBoard(module('50000000', '"xen,linux-initrd", ')))).toEqual([
    'module@50000000 ramdisk legacy name',
  ]);
  expect(
    kindsOf(chosenBoard(module('50000000', '"multiboot,ramdisk", "multiboot,kernel", '))),
  ).toEqual(['module@50000000 kernel compatible']);
});

test('letter case matters for the kind, not for being a module', () => {
  const dts = chosenBoard(
    plain('50000000').replace('"multiboot,module"', '"multiboot,Kernel", "Multiboot,Module"'),
  );
  expect(kindsOf(dts)).toEqual(['module@50000000 kernel position']);
});

test('a module in any container below /chosen is one of dom0', () => {
  const dts = chosenBoard(
    `box { #address-cells = <1>; #size-cells = <1>; ${typed('50000000', 'kernel')} };`,
  );
  expect(modelOf(dts).dom0?.kernel?.node?.path).toBe('/chosen/box/module@50000000');
});

test('a node whose name only begins with chosen is searched, too', () => {
  const dts = chosenBoard('', `chosen-few { ${typed('50000000', 'kernel')} };`);
  expect(modelOf(dts).dom0?.kernel?.node?.path).toBe('/chosen-few/module@50000000');
});

test('modules elsewhere are passed by, with the reason', () => {
  const deep = `a { b { ${typed('50000000', 'kernel')} }; };`;
  const long = `${'x'.repeat(80)} { ${typed('51000000', 'kernel')} };`;
  const model = modelOf(chosenBoard(`${deep}\n${long}`, `soc { ${typed('52000000', 'kernel')} };`));
  expect(model.modules).toEqual([]);
  expect(model.passedBy.map((it) => it.because)).toEqual([
    'too deep',
    'path too long',
    'outside /chosen',
  ]);
});

test('the order of nodes decides between a dropped module and a panic', () => {
  const reserved =
    'reserved-memory { #address-cells = <1>; #size-cells = <1>; fw@50000000 { reg = <0x50000000 0x1000>; }; };';
  const after = dom0Board('', reserved);
  const before = after
    .replace(/ +reserved-memory \{.*\n/, '')
    .replace('    chosen {', `    ${reserved}\n    chosen {`);
  expect(clashesOf(after)).toEqual(['kernel@50000000 | /reserved-memory/fw@50000000 panic']);
  expect(clashesOf(before)).toEqual(['/reserved-memory/fw@50000000 | kernel@50000000 dropped']);
  expect(modelOf(before).dom0?.kernel).toBeUndefined();
});

test('a dropped module makes no trouble for those after it', () => {
  const dts = dom0Board(
    `${typed('50080000', 'ramdisk')}\n${typed('50100000', 'xsm-policy').replace('multiboot,xsm', 'xen,xsm')}`,
  );
  expect(clashesOf(dts)).toEqual(['kernel@50000000 | module@50080000 dropped']);
  expect(modelOf(dts).settlement.recorded).toHaveLength(2);
});

test('a domain is met before its own modules', () => {
  const dts = chosenBoard(domain('domU1', 'xen,static-mem = <0x52000000 0x4000000>;'));
  expect(clashesOf(dts)).toEqual(['xen,static-mem of domU1 | domU1/kernel@52000000 dropped']);
});

test('two owners of one blob share it, and the first size counts', () => {
  const dts = dom0Board(domain('domU1', '', { kernel: '50000000' }));
  const { settlement, domains } = modelOf(dts);
  expect(settlement.clashes).toEqual([]);
  expect(settlement.shared).toHaveLength(1);
  expect(domains[0]?.kernel?.record?.node?.path).toBe('/chosen/kernel@50000000');
});

test('a release without comparison records both modules', () => {
  const dts = dom0Board(typed('50080000', 'ramdisk'));
  expect(clashesOf(dts, 'xen@4.17')).toEqual(['kernel@50000000 | module@50080000 unnoticed']);
  expect(modelOf(dts, 'xen@4.17').dom0?.ramdisk).toBeDefined();
});

test('users of one shared region do not collide, others do', () => {
  const shm = (id: string, address: string) =>
    `shared@${address} { compatible = "xen,domain-shared-memory-v1"; xen,shm-id = "${id}"; xen,shared-mem = <0x${address} 0x80000000 0x100000>; };`;
  const dts = (second: string) =>
    chosenBoard(`${domain('domU1', shm('ring', '68000000'))}
${domain('domU2', second, { kernel: '54000000' })}`);
  expect(clashesOf(dts(shm('ring', '68000000')))).toEqual([]);
  expect(clashesOf(dts(shm('other', '68080000')))).toHaveLength(1);
});

test('the table of modules is full after thirty', () => {
  const modules = Array.from({ length: 31 }, (_, i) =>
    typed((0x50000000 + i * 0x100000).toString(16), 'ramdisk'),
  );
  expect(modelOf(chosenBoard(modules.join('\n'))).settlement.surplus).toHaveLength(1);
});

test('the static memory of a domain has the cells of /chosen, its modules those of the domain, the heap those of the root', () => {
  const dts = `/ {
    #address-cells = <1>; #size-cells = <1>;
    chosen {
      #address-cells = <2>; #size-cells = <1>;
      xen,static-heap = <0x70000000 0x1000000>;
      domU1 {
        compatible = "xen,domain";
        #address-cells = <2>; #size-cells = <2>;
        xen,static-mem = <0x1 0x60000000 0x4000000>;
        kernel { compatible = "multiboot,kernel", "multiboot,module"; reg = <0x1 0x52000000 0x0 0x100000>; };
      };
    };
  };`;
  expect(modelOf(dts).claims.map((it) => [it.kind, it.start])).toEqual([
    ['static-heap', 0x70000000n],
    ['static-mem', 0x160000000n],
    ['module', 0x152000000n],
  ]);
});

test('the same tree and target give the same model', () => {
  const tree = treeOf(dom0Board(''));
  const target = detectTarget(tree, 'auto');
  expect(platformOf(tree, target)).toBe(platformOf(tree, target));
});

test('without Xen as the reader the model knows memory only', () => {
  const model = modelOf(dom0Board(''), 'none');
  expect(model.modules).toEqual([]);
  expect(model.ram).toEqual([{ start: 0x40000000n, end: 0xc0000000n }]);
});
