import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Target } from '../../server/src/model/target';
import { rules } from '../../server/src/rules/registry';
import type { Finding, Rule } from '../../server/src/rules/rule';
import { runRules } from '../../server/src/rules/run-rules';
import { read } from './rule-example';

const texts = { summary: 's', why: 'w', source: 'x', examples: [], severity: 'warning' } as const;

/** A rule that reports each node that has one of the properties. */
function rule(id: string, on: readonly string[], more: Partial<Rule> = {}): Rule {
  const checkNode = (
    at: { readonly node: { readonly at: Finding['at'] } },
    _input: unknown,
    report: (finding: Finding) => void,
  ) => report({ at: at.node.at, message: id });
  return { id, ...texts, on, checkNode, ...more } as Rule;
}

function ran(dts: string, all: readonly Rule[], chosen?: Parameters<typeof runRules>[2]) {
  const input = read(`/dts-v1/; ${dts}`);
  return runRules(input, all, chosen).map((it) => `${it.code} ${it.node ?? ''}`);
}

test('shows a rule the nodes with its properties, each once', () => {
  expect(ran('/ { a { x; y; }; b { y; }; c { z; }; };', [rule('g/r', ['x', 'y'])])).toEqual([
    'g/r /a',
    'g/r /b',
  ]);
});

test('silences a rule at the nodes where what it requires has spoken, also through others', () => {
  const all = [
    rule('g/first', ['x']),
    rule('g/second', ['never'], { requires: ['g/first'] }),
    rule('g/third', ['y'], { requires: ['g/second'] }),
  ];
  expect(ran('/ { a { x; y; }; b { y; }; };', all)).toEqual(['g/first /a', 'g/third /b']);
});

test('runs a rule that is off by default only when it is asked for', () => {
  const all = [rule('g/r', ['x'], { isOffByDefault: true })];
  expect(ran('/ { x; };', all)).toEqual([]);
  expect(ran('/ { x; };', all, new Map([['g/r', 'off' as const]]))).toEqual([]);
  expect(ran('/ { x; };', all, new Map([['g/r', 'hint' as const]]))).toEqual(['g/r /']);
});

test('asks who reads the tree, and in which release', () => {
  const all = [rule('xen/r', ['x'], { reader: 'xen', since: '4.18' })];
  const found = (target: Target) =>
    runRules({ ...read('/dts-v1/; / { x; };'), target }, all).map((it) => it.code);
  expect(found({ because: 'test' })).toEqual([]);
  expect(found({ xen: { version: '4.17' }, because: 'test' })).toEqual([]);
  expect(found({ xen: { version: '4.18' }, because: 'test' })).toEqual(['xen/r']);
});

test('passes over nodes that dtc leaves out', () => {
  const dts = '/ { /omit-if-no-ref/ a { x; b { x; }; }; /omit-if-no-ref/ c: c { x; }; r = <&c>; };';
  const inOrder = dts.replace('r = <&c>; ', '').replace('/ { ', '/ { r = <&c>; ');
  expect(ran(inOrder, [rule('g/r', ['x'])])).toEqual(['g/r /c']);
});

test('lets a binding schema be silent where a rule has said it', () => {
  const schema = (id: string, more: Partial<Finding>): Rule => ({
    id,
    ...texts,
    check({ tree }, report) {
      const property = tree.root.properties.get('x');
      if (property) report({ at: property.at, message: id, node: '/', ...more });
    },
  });
  const place = read('/dts-v1/; / { x; };').tree.root.properties.get('x')?.at;
  if (place === undefined) throw new Error('no property');
  const all = [
    schema('schema/enum', {}),
    schema('schema/required', { missing: 'memory' }),
    schema('xen/memory', { message: 'has no memory' }),
  ];
  const within: Rule = {
    id: 'schema/type',
    ...texts,
    check({ tree }, report) {
      const property = tree.root.properties.get('x');
      if (property) report({ at: property.at, message: 'type', within: property.at, node: '/' });
    },
  };
  expect(ran('/ { x; };', [...all, within])).toEqual(['schema/enum /', 'xen/memory /']);
});

test('goes on when a rule fails, and says which', () => {
  const broken: Rule = {
    id: 'g/broken',
    ...texts,
    check() {
      throw new Error('out of its depth');
    },
  };
  const sound: Rule = {
    id: 'g/sound',
    ...texts,
    check: ({ tree }, report) => report({ at: tree.root.at, message: 'seen', node: '/' }),
  };
  expect(ran('/ { };', [broken, sound])).toEqual(['g/broken ', 'g/sound /']);
});

test('the registry knows every rule that the folders hold', () => {
  const folder = join(__dirname, '../../server/src/rules');
  const known = new Set(rules.map((it) => it.id));
  const unknown = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((it) => /^(dtc|xen|boot|sdt)[\\/].*\.ts$/.test(it))
    .flatMap((it) => [...readFileSync(join(folder, it), 'utf8').matchAll(/^ {2,4}id: '([^']+)'/gm)])
    .map((it) => it[1] ?? '')
    .filter((it) => !known.has(it));
  expect(unknown).toEqual([]);
});

test('thousands of nodes at one unit address are not paired all with all', () => {
  const nodes = Array.from({ length: 2000 }, (_, i) => `n${i}@1 { };`).join(' ');
  const input = read(`/dts-v1/; / { #address-cells = <1>; #size-cells = <1>; ${nodes} };`);
  const found = runRules(input, rules).filter((it) => it.code === 'dtc/unique_unit_address');
  expect(new Set(found.map((it) => it.node)).size).toBe(1999);
  expect(found.length).toBeLessThan(2000 * 17);
});

test('thousands of misspelt labels are each told, and a proposal is made as long as it is cheap', () => {
  const nodes = Array.from({ length: 3000 }, (_, i) => `lab${i}: n${i} { p = <&lxb${i}>; };`);
  const input = read(`/dts-v1/; / { ${nodes.join('\n')} };`);
  const found = runRules(input, rules).filter((it) => it.code === 'dtc/phandle_references');
  expect(found.length).toBe(3000);
  expect(found[0]?.message).toContain('did you mean "lab0"');
  expect(found[2999]?.message).not.toContain('did you mean');
});
