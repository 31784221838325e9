/** An edit in one of many domains checks that domain, and not the others one by one. */
import { expect, test, vi } from 'vitest';
import { fileId } from '../../server/src/lexer/token-chunk';
import type { rules } from '../../server/src/rules/registry';
import { dom0lessBoard } from '../bench/generate';
import { ownSchemas } from '../bindings/schema-files';
import type { RuleRuns } from './rule-runs';
import { analysisOf, workspaceOf } from './workspace-of';

const runs: RuleRuns = await vi.hoisted(async () => (await import('./rule-runs')).countRuleRuns());
vi.mock(import('../../server/src/rules/registry'), async (original) => {
  const registry = await original();
  return { ...registry, rules: runs.counted(registry.rules) as typeof rules };
});

const path = '/w/board.dts';
const schemas = ownSchemas();

/** The line of an include is a chunk of its own: no other domain is read again with the one between two of them. */
const cut = '#include "nothing.dtsi"\n';

/** Runs by rule when a digit in the size of a module of a domain in the middle becomes another one. */
function runsFor(domains: number): ReadonlyMap<string, number> {
  const plain = dom0lessBoard(domains, 4);
  const [from = 0, to = 0] = [domains / 2, domains / 2 + 1].map((it) => {
    return plain.indexOf(`\t\tdomU${it}:`);
  });
  const text = plain.slice(0, from) + cut + plain.slice(from, to) + cut + plain.slice(to);
  const workspace = workspaceOf({ [path]: text, '/w/nothing.dtsi': '' }, { schemas });
  const at = text.indexOf('0x1000000>', from) + '0x1'.length;
  // The first key makes the line a chunk of its own.
  for (const newText of ['7', '8']) {
    analysisOf(workspace, path).diagnostics();
    runs.take();
    const edits = [{ range: { start: at, end: at + newText.length }, newText }];
    workspace.apply({ files: [{ kind: 'edits', file: fileId(path), edits }] });
  }
  analysisOf(workspace, path).diagnostics();
  return runs.take();
}

test('a module of one of 64 domains costs what it costs among 8', { timeout: 60_000 }, () => {
  const few = runsFor(8);
  expect(runsFor(64)).toEqual(few);
  const kindOf = (kind: string) => [...few].filter(([rule]) => rule.endsWith(` ${kind}`));
  const byItem = kindOf('checkEach');
  expect(byItem.length).toBeGreaterThan(50);
  for (const [rule, count] of byItem) expect(count, rule).toBeLessThanOrEqual(2);
  // What the domain was is not looked at once more before what it is.
  expect(few.get('xen/domain-cpus-zero checkEach')).toBe(1);
  // Rules that compare domains with each other look at their list, once.
  const whole = kindOf('check');
  expect(whole.length).toBeLessThan(15);
  for (const [rule, count] of whole) expect(count, rule).toBe(1);
});
