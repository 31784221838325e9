import { expect, test } from 'vitest';
import type { BindingNode } from '../../server/src/bindings/binding-node';
import { createCatalogue } from '../../server/src/bindings/catalogue';
import { validateTree } from '../../server/src/bindings/validate';
import { ownSchemas } from './schema-files';
import { cells, flag, node, text, verdict, type Properties } from './tree-builder';

const catalogue = createCatalogue(ownSchemas());
const twoCells = { '#address-cells': cells(2), '#size-cells': cells(2) };

function board(...chosen: readonly BindingNode[]): BindingNode {
  return node(
    '',
    { ...twoCells, compatible: text('v,board') },
    node('chosen', { ...twoCells, 'stdout-path': text('serial0:115200n8') }, ...chosen),
    node('memory@40000000', {
      device_type: text('memory'),
      reg: cells(0, 0x40000000, 0, 0x80000000),
    }),
    node(
      'cpus',
      { '#address-cells': cells(1), '#size-cells': cells(0) },
      node('cpu@0', { reg: cells(0), phandle: cells(1) }),
    ),
  );
}

function moduleAt(address: number, ...compatible: readonly string[]): BindingNode {
  const reg = cells(0, address, 0, 0x100000);
  return node(`module@${address.toString(16)}`, { compatible: text(...compatible), reg });
}

const kernel = moduleAt(0x50000000, 'multiboot,kernel', 'multiboot,module');

function domain(properties: Properties, ...children: readonly BindingNode[]): BindingNode {
  const needed = {
    ...twoCells,
    compatible: text('xen,domain'),
    memory: cells(0, 0x10000),
    cpus: cells(1),
  };
  return node('domU1', { ...needed, ...properties }, kernel, ...children);
}

test('a dom0less tree that uses everything has no findings', () => {
  const root = board(
    kernel,
    moduleAt(0x51000000, 'multiboot,module', 'multiboot,ramdisk'),
    moduleAt(0x52000000, 'xen,linux-initrd', 'xen,multiboot-module'),
    node('pool', {
      compatible: text('xen,cpupool'),
      'cpupool-cpus': cells(1),
      'cpupool-sched': text('null'),
    }),
    node('framebuffer@0', { compatible: text('simple-framebuffer'), width: cells(1) }),
    domain(
      {
        vpl011: flag,
        'xen,enhanced': flag,
        'xen,static-mem': cells(0, 0x60000000, 0, 0x4000000),
        'direct-map': flag,
        sve: cells(256),
        nr_spis: cells(64),
        passthrough: text('enabled'),
        'llc-colors': text('0-3,8'),
        max_grant_version: cells(1),
      },
      moduleAt(0x53000000, 'multiboot,device-tree', 'multiboot,module'),
      node('vcpu0', { compatible: text('xen,vcpu'), id: cells(0), 'hard-affinity': text('0-3,5') }),
      node('ec', { compatible: text('xen,evtchn-v1'), 'xen,evtchn': cells(10, 1) }),
      node('shm', {
        compatible: text('xen,domain-shared-memory-v1'),
        'xen,shm-id': text('ring'),
        'xen,shared-mem': cells(0, 0x68000000, 0, 0x68000000, 0, 0x100000),
        role: text('owner'),
      }),
    ),
  );
  expect(verdict(catalogue, root)).toEqual([]);
});

test.each([
  [
    'memory in one cell',
    { memory: cells(0x10000) },
    'memory: expected a 64-bit number (2 cells), found a 32-bit number (1 cell)',
  ],
  [
    'memory that is no whole page',
    { memory: cells(0, 65537) },
    'memory: expected a multiple of 4, 4 to 1068498944, found 65537',
  ],
  [
    'swapped cells of memory',
    { memory: cells(0x10000, 0) },
    'memory: expected a multiple of 4, 4 to 1068498944, found 281474976710656',
  ],
  ['too many cpus', { cpus: cells(200) }, 'cpus: expected 1 to 128, found 200'],
  [
    'a misspelt word',
    { 'xen,enhanced': text('no-xenstor') },
    'xen,enhanced: expected no value (a flag counts by being there), or one of "enabled", "disabled", "no-xenstore", "legacy", found "no-xenstor"',
  ],
  [
    'an odd vector length',
    { sve: cells(100) },
    'sve: expected no value (a flag counts by being there), or a multiple of 128, at most 2048, or at least 2147483648, found 100',
  ],
  [
    'blanks between colours',
    { 'llc-colors': text('0, 1') },
    'llc-colors 0: expected numbers and ranges with commas and without blanks, such as 0-3,8, found "0, 1"',
  ],
  [
    'a flag with a value',
    { vpl011: cells(0) },
    'vpl011: expected no value (a flag counts by being there), found 0',
  ],
  [
    'a misspelt property',
    { vpl01: flag },
    'vpl01: unknown property "vpl01": nothing reads it in this node',
  ],
  [
    'interrupts between the two limits',
    { nr_spis: cells(1000) },
    'nr_spis: expected at most 960, or 4064 to 5088, found 1000',
  ],
  [
    'an unknown grant version',
    { max_grant_version: cells(3) },
    'max_grant_version: expected one of 1, 2, found 3',
  ],
])('finds %s in a domain', (_what, properties, expected) => {
  expect(verdict(catalogue, board(domain(properties)))).toEqual([`/chosen/domU1 ${expected}`]);
});

test('finds what a domain lacks, and tells what Xen does then', () => {
  const bare = node('domU1', { compatible: text('xen,domain') });
  expect(validateTree(catalogue, board(bare))).toMatchObject([
    {
      path: '/chosen/domU1',
      missing: 'memory',
      consequence: { kind: 'refused', text: 'Xen panics' },
    },
    {
      path: '/chosen/domU1',
      missing: 'cpus',
      consequence: { kind: 'refused', text: 'Xen panics' },
    },
  ]);
});

test.each([
  [
    'a kernel without the generic string',
    moduleAt(1, 'multiboot,kernel'),
    [
      'compatible: expected one of "multiboot,module", "xen,multiboot-module" among the entries, found "multiboot,kernel"',
    ],
  ],
  [
    'an unknown string',
    moduleAt(1, 'multiboot,initrd', 'multiboot,module'),
    [
      'compatible 0: expected one of "multiboot,kernel", "multiboot,ramdisk", "xen,xsm-policy", "multiboot,microcode", "multiboot,module", "xen,linux-zimage", "xen,linux-initrd", "xen,multiboot-module", found "multiboot,initrd"',
    ],
  ],
  [
    'a module without a place',
    node('module@1', { compatible: text('multiboot,module') }),
    [': missing one of the properties "reg", "xen,uefi-binary"'],
  ],
  [
    'two places',
    node('module@1', { compatible: text('multiboot,module'), reg: cells(0, 1, 0, 1, 0, 2, 0, 1) }),
    ['reg: expected 1 entry, found 2 (of 4 and 4 cells)'],
  ],
])('finds %s under /chosen', (_what, module, expected) => {
  const found = verdict(catalogue, board(module)).map((it) =>
    it.replace('/chosen/module@1', '').trimStart(),
  );
  expect(found).toEqual(expected);
});

test('a module of a domain has to name its kind, in words that Xen knows for domains', () => {
  const [plain, legacy] = [
    board(
      node(
        'd',
        { ...twoCells, compatible: text('xen,domain'), memory: cells(0, 4), cpus: cells(1) },
        moduleAt(1, 'multiboot,module'),
      ),
    ),
    board(
      node(
        'd',
        { ...twoCells, compatible: text('xen,domain'), memory: cells(0, 4), cpus: cells(1) },
        moduleAt(1, 'xen,linux-zimage', 'multiboot,module'),
      ),
    ),
  ];
  expect(validateTree(catalogue, plain)).toMatchObject([
    {
      path: '/chosen/d/module@1',
      property: 'compatible',
      keyword: 'contains',
      consequence: { kind: 'refused' },
    },
  ]);
  expect(validateTree(catalogue, legacy)).toMatchObject([
    { path: '/chosen/d/module@1', property: 'compatible', item: 0, keyword: 'enum' },
  ]);
});

test('a child of /chosen that nobody reads is reported', () => {
  const root = board(node('x', { compatible: text('multiboot,kernal') }), node('container', {}));
  expect(validateTree(catalogue, root)).toMatchObject([
    {
      path: '/chosen/x',
      property: 'compatible',
      keyword: 'contains',
      consequence: { kind: 'ignored' },
    },
  ]);
});

test('/chosen may hold the properties of other vendors, but no misspelt ones of Xen', () => {
  const chosen = node('chosen', { 'zephyr,console': text('/x'), 'xen,dom0-bootarg': text('x') });
  expect(verdict(catalogue, node('', {}, chosen))).toEqual([
    '/chosen xen,dom0-bootarg: unknown property "xen,dom0-bootarg": nothing reads it in this node',
  ]);
});

test('the initrd has a start and an end, of one or two cells', () => {
  const initrd = (properties: Properties): readonly string[] =>
    verdict(catalogue, node('', {}, node('chosen', properties)));
  expect(initrd({ 'linux,initrd-start': cells(0, 1), 'linux,initrd-end': cells(2) })).toEqual([]);
  expect(initrd({ 'linux,initrd-start': cells(1) })).toEqual([
    '/chosen: property "linux,initrd-start" needs property "linux,initrd-end" beside it',
  ]);
});

test('RAM is known by its device_type', () => {
  const root = node(
    '',
    twoCells,
    node('memory@0', { reg: cells(0, 0, 0, 1) }),
    node('memory', { device_type: text('memory'), reg: cells(0, 4, 0, 1, 0, 8, 0, 1) }),
  );
  expect(verdict(catalogue, root)).toEqual(['/memory@0: missing required property "device_type"']);
});

test('/reserved-memory has cells and ranges, and its regions a place or a size', () => {
  const regions = [
    node('a@0', { reg: cells(0, 0, 0, 1), 'no-map': flag }),
    node('pool', { compatible: text('shared-dma-pool'), size: cells(0, 1), reusable: flag }),
    node('b', {}),
    node('c@1', { reg: cells(0, 1, 0, 1), 'no-map': flag, reusable: flag }),
  ];
  const good = { ...twoCells, ranges: flag };
  expect(verdict(catalogue, node('', {}, node('reserved-memory', good, ...regions)))).toEqual([
    '/reserved-memory/b: missing one of the properties "reg", "size", "iommu-addresses"',
    '/reserved-memory/c@1: property "reusable" is not allowed here',
  ]);
  expect(verdict(catalogue, node('', {}, node('reserved-memory', twoCells)))).toEqual([
    '/reserved-memory: missing required property "ranges"',
  ]);
});

test('an ordinary device tree has nothing to do with these schemas', () => {
  const uart = node('serial@9000000', {
    compatible: text('arm,pl011'),
    reg: cells(0, 0x9000000, 0, 0x1000),
    clocks: cells(1, 2),
    status: text('disabled'),
    'clock-names': text('a', 'a'),
  });
  expect(verdict(catalogue, node('', { ...twoCells, model: text('x') }, uart))).toEqual([]);
});
