import { expect, test } from 'vitest';
import { createCatalogue } from '../../server/src/bindings/catalogue';
import {
  allCompatibles,
  compatiblesAt,
  describeCompatible,
} from '../../server/src/bindings/knowledge/compatible-knowledge';
import type { PlaceContext } from '../../server/src/bindings/knowledge/applied-parts';
import {
  describeProperty,
  propertiesAt,
} from '../../server/src/bindings/knowledge/property-knowledge';
import { ownSchemas } from './schema-files';
import { catalogueOf } from './tree-builder';

const catalogue = createCatalogue(ownSchemas());
const inChosen: PlaceContext = { path: ['chosen', 'x'], compatibles: [[], []] };
const inDomain: PlaceContext = {
  path: ['chosen', 'domU1', 'x'],
  compatibles: [[], ['xen,domain'], []],
};
const domain: PlaceContext = { path: ['chosen', 'domU1'], compatibles: [[], ['xen,domain']] };

function offered(place: PlaceContext): readonly string[] {
  return compatiblesAt(catalogue, place).flatMap((it) =>
    it.deprecated === undefined ? [it.value] : [],
  );
}

test('offers what may stand directly under /chosen', () => {
  expect(offered(inChosen)).toEqual([
    'multiboot,kernel',
    'multiboot,ramdisk',
    'xen,xsm-policy',
    'multiboot,microcode',
    'multiboot,module',
    'xen,domain',
    'xen,cpupool',
    'xen,evtchn-v1',
    'xen,domain-shared-memory-v1',
  ]);
});

test('offers what may stand in a domain', () => {
  expect(offered(inDomain)).toEqual([
    'multiboot,kernel',
    'multiboot,ramdisk',
    'multiboot,device-tree',
    'multiboot,module',
    'xen,vcpu',
    'xen,evtchn-v1',
    'xen,domain-shared-memory-v1',
  ]);
});

test('offers nothing where no schema speaks of the children', () => {
  expect(offered({ path: ['soc', 'uart'], compatibles: [[], []] })).toEqual([]);
  expect(offered({ path: [], compatibles: [] })).toEqual([]);
});

test('completes a list that is begun, the string that it lacks first', () => {
  const begun = { ...inDomain, compatibles: [[], ['xen,domain'], ['multiboot,kernel']] };
  const [first] = compatiblesAt(catalogue, begun);
  expect(first).toMatchObject({
    value: 'multiboot,module',
    list: ['multiboot,kernel', 'multiboot,module'],
  });
  const generic = { ...inDomain, compatibles: [[], ['xen,domain'], ['multiboot,module']] };
  expect(offered(generic)).toEqual([
    'multiboot,kernel',
    'multiboot,ramdisk',
    'multiboot,device-tree',
  ]);
});

test('tells with each string the list that makes the node complete', () => {
  const kernel = compatiblesAt(catalogue, inChosen).find((it) => it.value === 'multiboot,kernel');
  expect(kernel).toMatchObject({
    list: ['multiboot,kernel', 'multiboot,module'],
    meaning: 'The kernel of dom0.',
    since: 'Xen 4.5',
    schemaTitle: 'Boot module of dom0 or of Xen',
  });
});

test('the same string means something else in a domain', () => {
  expect(describeCompatible(catalogue, 'multiboot,kernel', inDomain)).toMatchObject({
    meaning: 'The kernel of the domain.',
    since: 'Xen 4.12',
  });
});

test('old spellings say what to write instead', () => {
  expect(describeCompatible(catalogue, 'xen,linux-zimage', inChosen)).toMatchObject({
    deprecated: 'Use multiboot,kernel',
  });
});

test('knows where each string belongs', () => {
  const places = (value: string): readonly string[] | undefined =>
    allCompatibles(catalogue)
      .find((it) => it.value === value)
      ?.places.map((it) => it.parent);
  expect(places('multiboot,module')).toEqual(['/chosen', 'xen,domain']);
  expect(places('multiboot,device-tree')).toEqual(['xen,domain']);
  expect(places('xen,domain')).toEqual(['/chosen']);
  expect(places('shared-dma-pool')).toEqual(['/reserved-memory']);
});

test('places come from the schemas, not from code', () => {
  const own = catalogueOf({
    rack: `
      properties: { $nodename: { const: rack } }
      additionalProperties:
        type: object
        properties: { compatible: { contains: { enum: ['v,slot'] } } }
    `,
    slot: `
      properties:
        compatible: { const: 'v,slot', description: A slot of the rack. }
        depth: { $ref: /schemas/types.yaml#/definitions/uint32, enum: [1, 2], default: 1 }
      additionalProperties: false
    `,
  });
  const place = { path: ['rack', 'x'], compatibles: [[], []] };
  expect(compatiblesAt(own, place)).toMatchObject([
    { value: 'v,slot', meaning: 'A slot of the rack.' },
  ]);
  const slot = { path: ['rack', 'x'], compatibles: [[], ['v,slot']] };
  expect(describeProperty(own, slot, 'depth')).toMatchObject({
    types: ['uint32'],
    values: [{ value: 1 }, { value: 2 }],
    default: 1,
  });
});

test('describes a property with type, values, default, meaning and release', () => {
  expect(describeProperty(catalogue, domain, 'passthrough')).toMatchObject({
    types: ['string'],
    values: [{ value: 'enabled' }, { value: 'disabled' }],
    default: 'disabled',
    meaning: 'Prepares the domain for devices behind an IOMMU.',
    since: 'Xen 4.19',
    isRequired: false,
    consequence: { kind: 'ignored' },
    schemaTitle: 'Domain that Xen builds at boot (dom0less)',
  });
  expect(describeProperty(catalogue, domain, 'memory')).toMatchObject({
    types: ['uint64'],
    minimum: 4,
    multipleOf: 4,
    isRequired: true,
  });
  expect(describeProperty(catalogue, domain, 'xen,enhanced')).toMatchObject({
    types: ['flag', 'string'],
    values: [
      { value: 'enabled' },
      { value: 'disabled' },
      { value: 'no-xenstore' },
      { value: 'legacy' },
    ],
  });
});

test('the descriptions hold no lines of fixed form', () => {
  const all = [domain, inDomain, inChosen, { path: ['chosen'], compatibles: [[]] }]
    .flatMap((it) => propertiesAt(catalogue, it))
    .map((it) => it.description)
    .join('\n');
  expect(all).not.toMatch(/^(Since|Otherwise|Form|Deprecated):/m);
});

test('a property of a module is explained where the module is', () => {
  const names = (compatible: string): readonly string[] =>
    propertiesAt(catalogue, { ...inDomain, compatibles: [[], ['xen,domain'], [compatible]] }).map(
      (it) => it.name,
    );
  expect(names('multiboot,module')).toEqual(
    expect.arrayContaining(['reg', 'bootargs', 'xen,uefi-binary']),
  );
  expect(names('xen,vcpu')).toEqual(expect.arrayContaining(['id', 'hard-affinity']));
  expect(names('xen,vcpu')).not.toContain('bootargs');
});

test('an alternative is not required by itself', () => {
  const module = { ...inDomain, compatibles: [[], ['xen,domain'], ['multiboot,module']] };
  expect(describeProperty(catalogue, module, 'reg')).toMatchObject({ isRequired: false });
  expect(describeProperty(catalogue, module, 'compatible')).toMatchObject({ isRequired: true });
});

test('what each cell means is told where cells differ', () => {
  const channel = { ...inDomain, compatibles: [[], ['xen,domain'], ['xen,evtchn-v1']] };
  expect(describeProperty(catalogue, channel, 'xen,evtchn')?.items).toEqual([
    'Local port, at most 1023 for a domain without privileges',
    'The node of the other end',
  ]);
});

test('a node known by its name has its properties, and standard ones are known everywhere', () => {
  const memory = { path: ['memory@0'], compatibles: [[]] };
  expect(describeProperty(catalogue, memory, 'device_type')).toMatchObject({
    values: [{ value: 'memory' }],
    isRequired: true,
  });
  const anywhere = { path: ['soc', 'uart'], compatibles: [] };
  expect(describeProperty(catalogue, anywhere, 'status')?.types).toEqual(['string']);
  expect(describeProperty(catalogue, anywhere, 'memory')).toBe(undefined);
});

test('a property of a vendor is explained even where no schema expects it', () => {
  const device = { path: ['soc', 'uart'], compatibles: [] };
  expect(describeProperty(catalogue, device, 'xen,passthrough')).toMatchObject({
    since: 'Xen 4.6',
  });
  expect(describeProperty(catalogue, device, 'v,unheard-of')).toBe(undefined);
});
