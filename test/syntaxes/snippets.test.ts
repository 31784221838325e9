/**
 * The snippets, as they come out when every placeholder keeps its default: each must be a piece of
 * Devicetree source that the grammar takes whole.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
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
