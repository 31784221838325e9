import { describe, expect, test } from 'vitest';
import { createCatalogue } from '../../server/src/bindings/catalogue';
import { fixesOfProblem, frontEndRules } from '../../server/src/rules/front-end';
import type { Fix } from '../../server/src/rules/fix';
import { rules } from '../../server/src/rules/registry';
import type { RuleExample, RuleText } from '../../server/src/rules/rule';
import { runRules } from '../../server/src/rules/run-rules';
import { ownSchemas } from '../bindings/schema-files';
import { applyFix, markOf, read, readerOf, readExample, show, type Read } from './rule-example';

const catalogue = createCatalogue(ownSchemas());

interface Case {
  readonly id: string;
  readonly rule: RuleText;
  readonly findings: (input: Read) => readonly Parameters<typeof markOf>[1][];
  readonly fixOfFirst: (input: Read) => Fix | undefined;
  /** What else may be wrong with the examples. */
  readonly isAlone: boolean;
}

const ruleCases = rules.map((rule): Case => {
  // Other rules say some of what the schemas say, and then the schemas are silent.
  const beside = rule.id.startsWith('schema/') ? [rule] : rules;
  const findings = (input: Read) =>
    runRules(input, beside, new Map([[rule.id, rule.severity]])).filter(
      (it) => it.code === rule.id,
    );
  const fixOfFirst = (input: Read) => findings(input)[0]?.fixes[0];
  return { id: rule.id, rule, findings, fixOfFirst, isAlone: true };
});

const frontEndCases = frontEndRules.map((rule): Case => {
  const findings = (input: Read) => input.problems.filter((it) => it.code === rule.id);
  const fixOfFirst = (input: Read) => {
    const [first] = findings(input);
    return first && fixesOfProblem(first, input.tree)[0];
  };
  return { id: rule.id, rule, findings, fixOfFirst, isAlone: false };
});

/** Without examples: what takes more than one source to show, more than a page, or schemas that do not come with the product. */
const notShown = [
  'xen/domain-too-many',
  // Two sources: test/rules/xen/guests.test.ts.
  'xen/nr-spis-too-small-device',
  'xen/pdtb-assigned-twice',
  'xen/pdtb-host-not-passthrough',
  'xen/pdtb-irq-mismatch',
  'xen/pdtb-no-iommu',
  'xen/pdtb-ppi',
  'xen/pdtb-xen-path-unknown',
  'xen/vpl011-spi-clash',
  'schema/dependent-required',
  'schema/unevaluated-properties',
  'schema/exclusive-minimum',
  'schema/exclusive-maximum',
  'schema/min-items',
  'schema/max-items',
  'schema/unique-items',
  'schema/contains',
  'schema/any-of',
  'schema/not',
  'schema/not-allowed',
  'cpp/include-depth',
  'cpp/expansion-limit',
  'cpp/token-limit',
  'syntax/nesting-limit',
  'syntax/problem-limit',
  'syntax/expression-limit',
  'syntax/incbin-not-found',
  'syntax/missing-version',
  'suppress/unknown-rule',
  'suppress/unused',
];

describe.each([...ruleCases, ...frontEndCases])(
  '$id',
  ({ id, rule, findings, fixOfFirst, isAlone }) => {
    const inputOf = (source: string, example: RuleExample) =>
      read(source, readerOf(rule, example.target), {
        ...(example.board && { board: example.board }),
        ...(id.startsWith('schema/') && { catalogue }),
      });

    test.each(rule.examples.map((example) => ({ example, title: example.title })))(
      'says what the example marks: $title',
      ({ example }) => {
        const expected = readExample(example.dts);
        const input = inputOf(expected.source, example);
        if (isAlone) expect(input.problems.map((it) => it.message)).toEqual([]);
        const marks = findings(input).map((it) => {
          const mark = markOf(input, it);
          const meant = expected.marks.find(
            ({ line, from, to, text }) =>
              line === mark.line &&
              from === mark.from &&
              to === mark.to &&
              mark.text.includes(text),
          );
          return meant ?? mark;
        });
        expect(show(expected, marks)).toBe(show(expected, expected.marks));
      },
    );

    test('mends what it can mend', () => {
      for (const example of rule.examples) {
        if (example.fixed === undefined) continue;
        const input = inputOf(readExample(example.dts).source, example);
        const fix = fixOfFirst(input);
        if (fix === undefined) throw new Error(`no fix in "${example.title}"`);
        const fixed = applyFix(input, fix);
        expect(fixed).toBe(readExample(example.fixed).source);
        expect(findings(inputOf(fixed, example)).length).toBeLessThan(findings(input).length);
      }
    });

    test('has an example of the mistake and one without it', () => {
      const counts = rule.examples.map((it) => readExample(it.dts).marks.length);
      const isShown = counts.some((it) => it > 0) && counts.some((it) => it === 0);
      expect(isShown).toBe(!notShown.includes(id));
    });
  },
);
