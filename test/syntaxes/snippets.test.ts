/**
 * The snippets, as they come out when every placeholder keeps its default: each must be a piece of
 * Devicetree source that the grammar takes whole.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { fileId } from '../../server/src/lexer/token-chunk';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { loadGrammar, tokenize } from './tokenize';

interface Snippet {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const file = path.resolve(import.meta.dirname, '../../syntaxes/snippets.json');
const snippets = Object.entries(
  JSON.parse(fs.readFileSync(file, 'utf8')) as Readonly<Record<string, Snippet>>,
);
const grammar = await loadGrammar('dts.tmLanguage.json');

/** What VS Code inserts: placeholders become their defaults, choices their first entry. */
function expand(body: readonly string[]): string {
  const text = body.join('\n');
  const defaults = new Map(
    [...text.matchAll(/\$\{(\d+):([^}]*)\}/g)].map(([, number, value]) => [number, value]),
  );
  return text
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\{(\d+):([^}]*)\}/g, '$2')
    .replace(/\$(\d+)/g, (_, number: string) => defaults.get(number) ?? '');
}

test.each(snippets)('%s leaves no placeholder behind', (_, { body }) => {
  expect(expand(body)).not.toMatch(/\$/);
});

test.each(snippets)('%s is complete and valid for the grammar', (_, { body }) => {
  const { tokens, depth } = tokenize(grammar, expand(body));
  expect(depth).toBe(1);
  expect(tokens.filter(({ scopes }) => /^invalid/.test(scopes.at(-1) ?? ''))).toEqual([]);
});

test('no two snippets answer to the same prefix', () => {
  const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
  expect(prefixes.filter((prefix, index) => prefixes.indexOf(prefix) !== index)).toEqual([]);
});

/** A snippet with other values than its defaults for some placeholders. */
function written(name: string, values: Readonly<Record<number, string>> = {}): string {
  const body = snippets.find(([it]) => it === name)?.[1].body ?? [];
  const chosen = body.map((line) =>
    line.replace(/\$\{(\d+):[^}]*\}/g, (all, number: string) => {
      const value = values[Number(number)];
      return value === undefined ? all : `\${${number}:${value}}`;
    }),
  );
  return expand(chosen);
}

/** Puts statements in front of the last brace of a node. */
function filled(node: string, ...statements: readonly string[]): string {
  const end = node.lastIndexOf('}');
  return `${node.slice(0, end)}${statements.join('\n')}\n${node.slice(end)}`;
}

test('the snippets together make a board in which nothing is wrong', () => {
  const first = filled(
    written('Xen: domain', { 4: '48000000' }).replace(
      'vpl011;',
      `xen,enhanced = "no-xenstore";\n${written('Xen: static memory, mapped where it is')}`,
    ),
    written('Xen: ramdisk module', { 1: '4c000000' }),
    written('Xen: device tree module', { 1: '4d000000' }),
    written('Xen: vcpu', { 2: '0' }),
    written('Xen: shared memory, owner'),
    written('Xen: event channel', { 1: 'ec1', 4: 'ec2' }),
  );
  const second = filled(
    written('Xen: domain', { 1: 'domU2', 4: '50000000' }).replace(
      'vpl011;',
      'xen,enhanced = "no-xenstore";',
    ),
    written('Xen: shared memory, borrower'),
    written('Xen: event channel', { 1: 'ec2', 2: '2', 3: 'b', 4: 'ec1' }),
  );
  const chosen = filled(
    written('Xen: chosen of a dom0less system', { 1: '/cpus/cpu@0' }),
    written('Xen: static heap'),
    written('Xen: dom0 kernel', { 1: '54000000' }),
    written('Xen: dom0 ramdisk', { 1: '58000000' }),
    written('Xen: security policy', { 1: '5a000000' }),
    first,
    second,
  );
  const reservation = written('Memory reservation', { 1: '5c000000' });
  const board = filled(
    written('Board skeleton')
      .replace('/dts-v1/;', `/dts-v1/;\n${reservation}`)
      .replace(/chosen \{[^}]*\};/, chosen),
    written('Reserved memory'),
  );
  expect(findingsIn(board)).toEqual([]);
  expect(findingsIn(board.replaceAll('48000000', '54000000'))).not.toEqual([]);
});

function findingsIn(text: string): readonly string[] {
  const file = fileId('/board.dts');
  const snapshot = createWorkspace().apply({ files: [{ kind: 'text', file, text }] });
  return snapshot
    .analysis(snapshot.contextOfRoot(file))
    .diagnostics()
    .map(({ code, message }) => `${code}: ${message}`);
}
