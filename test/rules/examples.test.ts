import { describe, expect, test } from 'vitest';
import { rules } from '../../server/src/rules/registry';
import type { Rule } from '../../server/src/rules/rule';
import { runRules } from '../../server/src/rules/run-rules';
import { analyse, applyFix, markOf, readerOf, readExample, show } from './rule-example';

const all: readonly Rule[] = rules;

function findingsOf(rule: Rule, source: string, target: Parameters<typeof readerOf>[1]) {
  const analysed = analyse(source, readerOf(rule, target));
  const chosen = new Map([[rule.id, rule.severity]]);
  const found = runRules(analysed, all, chosen).filter((it) => it.code === rule.id);
  return { analysed, found };
}

describe.each(all.map((rule) => ({ rule, id: rule.id })))('$id', ({ rule }) => {
  test.each(rule.examples.map((example) => ({ example, title: example.title })))(
    'says what the example marks: $title',
    ({ example }) => {
      const expected = readExample(example.dts);
      const { analysed, found } = findingsOf(rule, expected.source, example.target);
      expect(analysed.problems.map((it) => it.message)).toEqual([]);
      const marks = found.map((it) => {
        const mark = markOf(analysed, it);
        const meant = expected.marks.find(
          ({ line, from, to, text }) =>
            line === mark.line && from === mark.from && to === mark.to && mark.text.includes(text),
        );
        return meant ?? mark;
      });
      expect(show(expected, marks)).toBe(show(expected, expected.marks));
    },
  );

  test('mends what it can mend', () => {
    for (const example of rule.examples) {
      if (example.fixed === undefined) continue;
      const { source } = readExample(example.dts);
      const { analysed, found } = findingsOf(rule, source, example.target);
      const fix = found[0]?.fixes[0];
      if (fix === undefined) throw new Error(`no fix in "${example.title}"`);
      const fixed = applyFix(analysed, fix);
      expect(fixed).toBe(readExample(example.fixed).source);
      expect(findingsOf(rule, fixed, example.target).found.length).toBeLessThan(found.length);
    }
  });

  test('has an example of the mistake and one without it', () => {
    const counts = rule.examples.map((it) => readExample(it.dts).marks.length);
    expect(counts.some((it) => it > 0)).toBe(true);
    expect(counts.some((it) => it === 0)).toBe(true);
  });
});
