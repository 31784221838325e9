import { expect, test } from 'vitest';
import { detectTarget } from '../../server/src/model/detect-target';
import { platformOf } from '../../server/src/model/platform';
import {
  chosenBoard,
  domain,
  domainBoard,
  dom0Board,
} from '../../server/src/rules/xen/example-board';
import { treeOf } from '../analyse';

const modelOf = (dts: string) => {
  const tree = treeOf(dts);
  return platformOf(tree, detectTarget(tree, 'xen'));
};

test('a domain takes the last module of a kind, dom0 the first', () => {
  const second =
    'second@53000000 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0x53000000 0x1000>; };';
  const model = modelOf(
    dom0Board(`${second.replaceAll('53', '54')}\n${domain('domU1', second, { without: ['kernel'] })}
${domain('domU2', second.replaceAll('53', '55'), { kernel: '56000000' })}`),
  );
  expect(model.dom0?.kernel?.label).toBe('kernel@50000000');
  expect(model.domains.map((it) => it.kernel?.node.node.name)).toEqual([
    'second@53000000',
    'kernel@56000000',
  ]);
});

test('without a kernel of its own there is no dom0', () => {
  expect(modelOf(domainBoard('')).dom0).toBeUndefined();
  expect(modelOf(dom0Board(domain('domU1', ''))).dom0).toBeDefined();
});

test('without any kernel Xen still tries to build dom0', () => {
  const ramdisk =
    'r@51000000 { compatible = "multiboot,ramdisk", "multiboot,module"; reg = <0x51000000 0x1000>; };';
  expect(modelOf(chosenBoard(ramdisk)).dom0).toMatchObject({ ramdisk: { label: 'r@51000000' } });
});

test('domains are counted from 1 in tree order, whatever their status', () => {
  const model = modelOf(
    chosenBoard(
      `${domain('b', 'status = "disabled";')}\n${domain('a', '', { kernel: '54000000' })}`,
    ),
  );
  expect(model.domains.map((it) => [it.node.node.name, it.id])).toEqual([
    ['b', 1],
    ['a', 2],
  ]);
});

test('only direct children of /chosen are built', () => {
  expect(
    modelOf(chosenBoard(`box { ${domain('domU1', '')} };`, domain('domU2', ''))).domains,
  ).toEqual([]);
});

test('numbers are read as Xen reads them', () => {
  const [it] = modelOf(
    domainBoard('memory = <0x1 0x0>, <0x5>;\ncpus = <2 3>;\ncapabilities = <5>;', {
      without: ['memory', 'cpus'],
    }),
  ).domains;
  expect(it?.memory).toMatchObject({ state: 'value', value: 0x100000000n });
  expect(it?.cpus).toMatchObject({ state: 'value', value: 2, bytes: 8 });
  expect(it?.capabilities).toEqual({ isControl: true, isHardware: false, isXenstore: true });
});

test('a number too short is absent to Xen, and known to us', () => {
  const [it] = modelOf(
    domainBoard('memory = <1>;\ncpus;', { without: ['memory', 'cpus'] }),
  ).domains;
  expect(it?.memory).toMatchObject({ state: 'short', bytes: 4 });
  expect(it?.cpus).toMatchObject({ state: 'short', bytes: 0 });
});

test.each([
  ['', 'off'],
  ['xen,enhanced;', 'xenstore'],
  ['xen,enhanced = "enabled";', 'xenstore'],
  ['xen,enhanced = "no-xenstore";', 'no-xenstore'],
  ['xen,enhanced = "legacy";', 'legacy'],
  ['xen,enhanced = "disabled";', 'off'],
  ['xen,enhanced = "Enabled";', 'off'],
  ['xen,enhanced = <1>;', 'off'],
])('"%s" makes the interface %s', (line, enhanced) => {
  expect(modelOf(domainBoard(line)).domains[0]?.enhanced).toBe(enhanced);
});

test('event channels are visited below /chosen first, and know their domain and far end', () => {
  const end = (label: string, remote: string) =>
    `${label}: evtchn-${label} { compatible = "xen,evtchn-v1"; xen,evtchn = <10 &${remote}>; };`;
  const model = modelOf(dom0Board(`${domain('domU1', end('b', 'a'))}\n${end('a', 'b')}`));
  expect(
    model.eventChannels.map((it) => [it.node.node.name, it.domain?.id, it.remote?.node?.name]),
  ).toEqual([
    ['evtchn-a', undefined, 'evtchn-b'],
    ['evtchn-b', 1, 'evtchn-a'],
  ]);
});

test('shared memory has two forms that differ in length', () => {
  const shm = (cells: string) =>
    modelOf(
      domainBoard(
        `s { compatible = "xen,domain-shared-memory-v1"; xen,shm-id = "a"; xen,shared-mem = <${cells}>; };`,
      ),
    ).sharedMemory[0];
  expect(shm('1 2 3')).toMatchObject({ host: { start: 1n, end: 4n }, guestAddress: 2n, size: 3n });
  expect(shm('2 3')).toMatchObject({ form: 'without host address', guestAddress: 2n, size: 3n });
  expect(shm('2 3')?.host).toBeUndefined();
  expect(shm('1 2 3 4')?.form).toBeUndefined();
});
