import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { offsetAt, lineIndexOf } from '../../server/src/text/line-index';
import { checkedBoard } from './checked-board';
import {
  edited,
  planBurst,
  planCompletion,
  planKeys,
  planRound,
  positionBehind,
  type PlannedEdit,
} from './edits';
import { scenarioNamed, scenarioNames, type Scenario } from './scenarios';

const places = {
  root: path.resolve(import.meta.dirname, '../..'),
  linux: '/nowhere',
  work: '/made-up',
};

/** Large ones are made in the same way as these. */
const scenarios = ['small', 'flat-1k', 'dom0less-2', 'dom0less-16'].flatMap(
  (name) => scenarioNamed(name, places) ?? [],
);

function applied(text: string, edits: readonly PlannedEdit[]): readonly string[] {
  const texts = [text];
  for (const { edit } of edits) texts.push(edited(texts.at(-1) ?? '', edit));
  return texts;
}

function textAfter({ anchors, text }: Scenario, kind: PlannedEdit['kind']): string {
  const plan = planRound(text, anchors);
  return applied(text, plan)[plan.findLastIndex((it) => it.kind === kind) + 1] ?? '';
}

test('every scenario of a test is there', () => {
  expect(scenarios).toHaveLength(4);
  expect(scenarioNames()).toEqual(expect.arrayContaining(scenarios.map((it) => it.name)));
});

test('a board of the kernel is left out where there is no tree', () => {
  expect(scenarioNamed('imx8mp-evk', places)).toBeUndefined();
});

describe.each(scenarios)('$name', (scenario) => {
  const { anchors, text } = scenario;

  test.each([
    ['a round', planRound(text, anchors)],
    ['a pair of keys', planKeys(text, anchors)],
    ['a burst', planBurst(text, anchors, 20)],
    ['a completion', planCompletion(text, anchors)],
  ])('%s leaves the text as it was', (_, plan) => {
    const texts = applied(text, plan);
    expect(texts.at(-1)).toBe(text);
    expect(plan.every((_it, i) => texts[i] !== texts[i + 1])).toBe(true);
    expect(plan.length).toBeGreaterThan(0);
  });

  test('positions and offsets of an edit say the same', () => {
    const plan = planRound(text, anchors);
    const texts = applied(text, plan);
    plan.forEach(({ at, edit }, i) => {
      const lines = lineIndexOf(texts[i] ?? '');
      expect(offsetAt(lines, at.start)).toBe(edit.range.start);
      expect(offsetAt(lines, at.end)).toBe(edit.range.end);
    });
  });

  test('a new property and a new node are where they may be', () => {
    const isOfSyntax = (code: string) => code.startsWith('syntax/');
    for (const kind of ['type', 'add property', 'add node', 'close comment'] as const)
      expect(checkedBoard(textAfter(scenario, kind)).filter(isOfSyntax)).toEqual([]);
  });

  test('a lost brace, an open quote and an open comment are mistakes', () => {
    const before = checkedBoard(text);
    for (const kind of ['remove brace', 'open quote', 'open comment'] as const)
      expect(checkedBoard(textAfter(scenario, kind)), kind).not.toEqual(before);
  });
});

describe.each(scenarios.filter((it) => it.anchors.module !== undefined))(
  '$name, its module',
  (scenario) => {
    test('grows without touching another, and then into another', () => {
      const before = checkedBoard(scenario.text);
      const isOverlap = (code: string) => code === 'xen/module-overlap';
      expect(checkedBoard(textAfter(scenario, 'move module')).filter(isOverlap)).toEqual([]);
      expect(before.filter(isOverlap)).toEqual([]);
      expect(checkedBoard(textAfter(scenario, 'overlap module')).some(isOverlap)).toBe(true);
    });
  },
);

test('an anchor that is not there is a mistake of the scenario', () => {
  expect(() => positionBehind('/ { };', 'nothing')).toThrow('nothing');
});
