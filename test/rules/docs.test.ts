import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { rulePages } from '../../server/src/rules/rule-index';
import { documentedRules } from '../../server/src/rules/registry';
import { coveragePage, openRows, rowsToldTwice } from './reactions/page';

const folder = join(__dirname, '../../docs/rules');

const pages = new Map([...rulePages(), ['coverage.md', coveragePage(documentedRules)]]);

/** `scripts/rule-docs.mjs` sets this: the pages are written first. */
if (process.env['UPDATE_DOCS'] === '1') {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of pages) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

test('every rule has a page, and no page is left over', () => {
  const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.md'))
    .map((it) => it.replaceAll('\\', '/'));
  expect(written.sort()).toEqual([...pages.keys()].sort());
});

test('the pages say what the rules say: run scripts/rule-docs.mjs after a change', () => {
  for (const [path, text] of pages) {
    expect(readFileSync(join(folder, path), 'utf8'), path).toBe(text);
  }
});

test('no two rules have one name, and each name is group/name', () => {
  const ids = documentedRules.map((it) => it.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((it) => !/^(dtc\/[a-z0-9_]+|[a-z]+\/[a-z0-9-]+)$/.test(it))).toEqual([]);
});

test('every rule tells its mistake in one line and its reason in sentences', () => {
  for (const { id, summary, why, source } of documentedRules) {
    expect(summary, id).toMatch(/^[^\n]{10,140}\.$/);
    expect(why, id).toMatch(/[^\n]{10,}$/);
    expect(source.length, id).toBeGreaterThan(3);
  }
});

test('each reaction of Xen has a rule, or the reason why none can tell it', () => {
  expect(openRows(documentedRules)).toEqual([]);
  expect(rowsToldTwice(documentedRules)).toEqual([]);
});
