import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BindingNode } from '../../server/src/bindings/binding-node';
import { createCatalogue } from '../../server/src/bindings/catalogue';
import { factsBelow } from '../../server/src/bindings/decode/inherited-facts';
import { factsOfRoot, validateNode, validateTree } from '../../server/src/bindings/validate';
import { ownSchemas } from './schema-files';
import { bytes, cells, flag, node, text } from './tree-builder';

const files = ownSchemas();
const catalogue = createCatalogue(files);

const value = fc.oneof(
  fc.constantFrom(
    flag,
    text('xen,domain'),
    text('multiboot,kernel', 'multiboot,module'),
    text('disabled'),
  ),
  fc
    .array(fc.constantFrom(0, 1, 2, 0xffffffff, 0x10000), { maxLength: 6 })
    .map((it) => cells(...it)),
  fc.uint8Array({ maxLength: 9 }).map((it) => bytes(...it)),
);
const property = fc.constantFrom(
  'compatible',
  'reg',
  'memory',
  'cpus',
  '#address-cells',
  '#size-cells',
  'status',
  'phandle',
  'xen,evtchn',
  'xen,static-mem',
  'interrupts',
  'interrupt-parent',
  'ranges',
  'foo-gpios',
  'cpupool-cpus',
  '__proto__',
  'a/b~c',
);
const name = fc.constantFrom(
  'chosen',
  'domU1',
  'module@1',
  'memory@0',
  'reserved-memory',
  'x',
  '__fixups__',
  'memory',
);

function treeOf(depth: number): fc.Arbitrary<BindingNode> {
  const children =
    depth === 0
      ? fc.constant([])
      : fc.uniqueArray(treeOf(depth - 1), { maxLength: 3, selector: (it) => it.name });
  return fc
    .tuple(
      name,
      fc.uniqueArray(fc.tuple(property, value), { maxLength: 6, selector: ([it]) => it }),
      children,
    )
    .map(([it, properties, below]) => ({
      name: it,
      properties: new Map(properties),
      children: below,
    }));
}

const root = treeOf(3).map((it) => ({ ...it, name: '' }));

test('any tree is judged without throwing, and again with the same result', () => {
  fc.assert(
    fc.property(root, (it) => {
      const findings = validateTree(catalogue, it);
      expect(validateTree(createCatalogue(files), it)).toEqual(findings);
    }),
    { numRuns: 20 },
  );
});

test('after an edit the remembered verdicts equal those from scratch', () => {
  fc.assert(
    fc.property(root, root, (before, other) => {
      const grafted = { ...before, children: [...other.children, ...before.children.slice(1)] };
      validateTree(catalogue, before);
      expect(validateTree(catalogue, grafted)).toEqual(
        validateTree(createCatalogue(files), grafted),
      );
    }),
    { numRuns: 20 },
  );
});

test('a tree is judged node by node, each by itself and the facts that it inherits', () => {
  const domain = node('d', { compatible: text('xen,domain') });
  const chosen = node('chosen', { status: text('okay') }, domain);
  const top = node('', {}, chosen);
  const facts = factsBelow(chosen, factsBelow(top, factsOfRoot(top), 'chosen'), 'd');
  const findings = validateNode(catalogue, domain, facts);
  expect(findings.map((it) => it.path)).toEqual(['/chosen/d', '/chosen/d']);
  expect(validateTree(catalogue, top)).toEqual(findings);
});

test('an untouched node keeps its findings object for object', () => {
  const domain = node('d', { compatible: text('xen,domain') });
  const judge = (bootargs: string): readonly unknown[] => {
    const chosen = node('chosen', { bootargs: text(bootargs) }, domain);
    return validateTree(catalogue, node('', {}, chosen));
  };
  const [first] = judge('a');
  expect(judge('b')[0]).toBe(first);
});

test('a provider with other cells, or a disabled parent, changes the verdict of a node that stays', () => {
  const pool = node('pool', { compatible: text('xen,cpupool') });
  const below = (status: string): readonly unknown[] =>
    validateTree(catalogue, node('', {}, node('chosen', { status: text(status) }, pool)));
  expect(below('okay')).toHaveLength(1);
  expect(below('disabled')).toHaveLength(0);
  expect(below('okay')).toHaveLength(1);
});
