/** A model that is read again after an edit is the one before wherever the tree is. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Claim } from '../../server/src/model/claim';
import { keepList } from '../../server/src/model/keep';
import { platformOf, type PlatformModel } from '../../server/src/model/platform';
import { valueOf } from '../../server/src/model/xen-property';
import { createLiveTree } from '../../server/src/tree/live-tree';
import { treeOf } from '../analyse';
import { withProperty } from './edit-node';

const domainAt = (i: number) => {
  const at = (0x50000000 + i * 0x1000000).toString(16);
  return `domU${i} {
    compatible = "xen,domain"; #address-cells = <1>; #size-cells = <1>;
    memory = <0x0 0x10000>; cpus = <1>;
    kernel@${at} { compatible = "multiboot,kernel", "multiboot,module"; reg = <0x${at} 0x100000>; bootargs = "quiet"; };
    evtchn { compatible = "xen,evtchn-v1"; xen,evtchn = <10 0x1>; };
    shared { compatible = "xen,domain-shared-memory-v1"; xen,shm-id = "ring${i % 2}"; xen,shared-mem = <0x40000000 0x1000>; };
  };`;
};
const board = (domains: number) => `/ {
  #address-cells = <1>; #size-cells = <1>;
  memory@40000000 { device_type = "memory"; reg = <0x40000000 0x40000000>; };
  chosen { #address-cells = <1>; #size-cells = <1>;
    ${Array.from({ length: domains }, (_, i) => domainAt(i)).join('\n')}
    untyped@41000000 { compatible = "multiboot,module"; reg = <0x41000000 0x1000>; };
  };
};`;
const target = { xen: { version: '4.21' }, because: 'a test' } as const;

/** A model of a live tree that is moved on, property by property. */
function living(domains: number) {
  let plain = treeOf(board(domains));
  const tree = createLiveTree(plain);
  const model = platformOf(tree, target);
  return {
    model,
    edit: (path: string, name: string, written: string) => {
      plain = withProperty(plain, path, name, written);
      tree.update(plain, () => undefined);
    },
    fresh: () => platformOf({ ...plain }, target),
  };
}

/** The parts of a model as they are now. */
function partsOf(model: PlatformModel) {
  const { memoryNodes, ram, modules, readings, passedBy, claims, settlement, domains } = model;
  const { dom0, sharedMemory, sharedRegions, sharedUses, eventChannels, cpupools } = model;
  const memory = { memoryNodes, ram: ram ?? [], sharedMemory, sharedRegions, sharedUses };
  const lists = { modules, readings, passedBy, claims, domains, eventChannels, cpupools };
  return { ...memory, ...lists, settlement, dom0 };
}
type Parts = ReturnType<typeof partsOf>;

/** The model before and after, and which things of a list are others. */
function edit(path: string, name: string, written: string) {
  const { model, edit: change } = living(8);
  const before = partsOf(model);
  change(path, name, written);
  const after = partsOf(model);
  const others = <T>(list: (parts: Parts) => readonly T[]) => {
    const known = new Set(list(before));
    return list(after).filter((it) => !known.has(it));
  };
  return { before, after, others };
}

const lists = [
  'memoryNodes',
  'ram',
  'modules',
  'readings',
  'passedBy',
  'claims',
  'domains',
  'sharedMemory',
  'sharedRegions',
  'sharedUses',
  'eventChannels',
  'cpupools',
] as const;

test('nothing is new when nothing has changed', () => {
  const { before, after } = edit('/chosen', 'other', 'other = "x";');
  expect(lists.filter((it) => after[it] !== before[it])).toEqual([]);
  expect(after.settlement.recorded === before.settlement.recorded).toBe(true);
  expect(after.dom0 === before.dom0).toBe(true);
});

test('another reg of one module makes that module, its claim and its domain new', () => {
  const { after, others } = edit(
    '/chosen/domU3/kernel@53000000',
    'reg',
    'reg = <0x53000000 0x200000>;',
  );
  expect(others((it) => it.modules).map((it) => it.region?.size)).toEqual([0x200000n]);
  expect(others((it) => it.claims).map((it) => it.label)).toEqual(['domU3/kernel@53000000']);
  expect(others((it) => it.domains).map((it) => it.node.path)).toEqual(['/chosen/domU3']);
  expect(others((it) => it.eventChannels).map((it) => it.node.path)).toEqual([
    '/chosen/domU3/evtchn',
  ]);
  expect(others((it) => it.sharedMemory).length).toBe(0);
  expect(others((it) => it.sharedRegions).length).toBe(0);
  expect(after.modules.length).toBe(9);
});

test('another memory of one domain makes that domain new, and no module', () => {
  const { before, after, others } = edit('/chosen/domU5', 'memory', 'memory = <0x0 0x20000>;');
  expect(others((it) => it.domains).map((it) => [it.id, valueOf(it.memory)])).toEqual([
    [6, 0x20000n],
  ]);
  expect(after.modules === before.modules).toBe(true);
  expect(after.claims === before.claims).toBe(true);
  expect(others((it) => it.sharedUses).map((it) => it.user)).toEqual(['domU5']);
});

test('a clash stays the same for as long as both its claims do', () => {
  const move = (at: string) => `reg = <0x${at} 0x100000>;`;
  const { model, edit: change } = living(8);
  change('/chosen/domU1/kernel@51000000', 'reg', move('50000000'));
  change('/chosen/domU2/kernel@52000000', 'reg', move('53080000'));
  const before = model.settlement;
  change('/chosen/domU5/kernel@55000000', 'reg', move('54080000'));
  const after = model.settlement;
  expect(before.clashes.length).toBe(1);
  expect(after.clashes.length).toBe(2);
  expect(after.clashes[0] === before.clashes[0]).toBe(true);
  expect(after.shared === before.shared).toBe(true);
  expect(after.shared.length).toBe(1);
});

/** What a model says, node by node, without the nodes themselves. */
function told({ claims, settlement, domains, sharedUses, eventChannels }: PlatformModel) {
  const range = (it: Claim) => `${it.label} ${it.start} ${it.end} ${it.module?.kind}`;
  return {
    claims: claims.map(range),
    clashes: settlement.clashes.map((it) => [range(it.first), range(it.second), it.outcome]),
    recorded: settlement.recorded.map(range),
    shared: settlement.shared.map((it) => [it.module.node.path, range(it.original)]),
    domains: domains.map((it) => [
      it.node.path,
      it.id,
      valueOf(it.memory),
      it.modules.map(({ node, record }) => [node.path, record && range(record)]),
    ]),
    uses: sharedUses.map((it) => [it.shm.node.path, it.user, it.domain?.id]),
    channels: eventChannels.map((it) => [it.node.path, it.domain?.id, it.port?.value]),
  };
}

test('what is kept says the same as what is read from nothing', () => {
  const { model, edit: change, fresh } = living(8);
  expect(told(model)).toEqual(told(fresh()));
  for (const at of ['50000000', '52080000', '57000000', '53000000']) {
    change('/chosen/domU3/kernel@53000000', 'reg', `reg = <0x${at} 0x100000>;`);
    expect(told(model), at).toEqual(told(fresh()));
  }
});

test('a list keeps each thing that is still said, in whatever order', () => {
  const things = fc.uniqueArray(fc.record({ key: fc.nat(12), text: fc.nat(2) }), {
    selector: (it) => it.key,
  });
  const isSame = (a: Thing, b: Thing) => a.key === b.key && a.text === b.text;
  fc.assert(
    fc.property(things, things, (before, now) => {
      const kept = keepList<Thing>(before, now, isSame, (it) => it.key);
      expect(kept).toEqual(now);
      if (before.length > 0 && isEqual(before, now)) expect(kept).toBe(before);
      for (const it of kept)
        if (before.some((old) => isSame(old, it))) expect(before).toContain(it);
    }),
  );
});

interface Thing {
  readonly key: number;
  readonly text: number;
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
