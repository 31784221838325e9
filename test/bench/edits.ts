/**
 * The keys of one round, planned before anything is measured: what a user does to a devicetree, each done and undone,
 * so that a round leaves the text as it was. An edit is given in positions of the text before it.
 */
import { lineIndexOf, positionsOf } from '../../server/src/text/line-index';
import type { PositionRange, TextEdit } from '../../server/src/text/text-range';

/** Where in a file to work. Each is a text of the file; what is typed comes right behind its first occurrence. */
export interface Anchors {
  /** A number: digits are typed behind it. */
  readonly value: string;
  /** A property with its semicolon: another one, a quote, a comment and what is to be completed come behind it. */
  readonly property: string;
  /** The last property of a node, or a whole node: a new node comes behind it. */
  readonly node: string;
  /** Its first brace is removed and restored. */
  readonly brace: string;
  /** The size of a boot module: a digit of it is changed, and one is added so that it runs into its neighbours. */
  readonly module?: string;
  /** What the pointer rests on: the end of this text. */
  readonly hover: string;
}

export const editKinds = [
  'type',
  'erase',
  'add property',
  'remove property',
  'add node',
  'remove node',
  'remove brace',
  'restore brace',
  'open quote',
  'erase quote',
  'open comment',
  'close comment',
  'erase comment',
  'move module',
  'restore module',
  'overlap module',
  'part module',
] as const;

export type EditKind = (typeof editKinds)[number];

export interface PlannedEdit {
  readonly kind: EditKind;
  /** In offsets of the text before this edit. */
  readonly edit: TextEdit;
  /** The same as positions. */
  readonly at: PositionRange;
}

/** The edits of one round, in order. Throws when an anchor is not in the text: the scenario is wrong. */
export function planRound(text: string, anchors: Anchors): readonly PlannedEdit[] {
  const value = endOf(text, anchors.value);
  const property = endOf(text, anchors.property);
  const brace = text.indexOf('{', startOf(text, anchors.brace));
  if (brace < 0) throw new Error(`no brace at or after "${anchors.brace}"`);
  return plan(text, [
    ...[...typedDigits].map((digit, i) => insert('type', value + i, digit)),
    ...[...typedDigits].map((_, i) => remove('erase', value + typedDigits.length - 1 - i, 1)),
    ...inserted('add property', 'remove property', property, '\n\tbench-property = <1 2>;'),
    ...inserted('add node', 'remove node', endOf(text, anchors.node), addedNode),
    remove('remove brace', brace, 1),
    insert('restore brace', brace, '{'),
    ...inserted('open quote', 'erase quote', property, '"'),
    insert('open comment', property, '/*'),
    insert('close comment', property + 2, '*/'),
    remove('erase comment', property, 4),
    ...(anchors.module === undefined ? [] : moduleEdits(endOf(text, anchors.module))),
  ]);
}

const typedDigits = '123';
const addedNode =
  '\n\n\tbench-node {\n\t\tcompatible = "example,bench";\n\t\tbench-cells = <1>;\n\t};';

/** One key and its undoing, for measurements that need nothing but keys. */
export function planKeys(text: string, { value }: Anchors): readonly PlannedEdit[] {
  const at = endOf(text, value);
  return plan(text, [insert('type', at, '1'), remove('erase', at, 1)]);
}

/** Keys typed without a pause: one half writes, the other erases. */
export function planBurst(text: string, { value }: Anchors, keys: number): readonly PlannedEdit[] {
  const at = endOf(text, value);
  const half = Math.floor(keys / 2);
  const there = Array.from({ length: half }, (_, i) => insert('type', at + i, '1'));
  const back = Array.from({ length: half }, (_, i) => remove('erase', at + half - 1 - i, 1));
  return plan(text, [...there, ...back]);
}

/** The beginning of a property's name on a line of its own, and its undoing. */
export function planCompletion(text: string, { property }: Anchors): readonly PlannedEdit[] {
  return plan(text, inserted('type', 'erase', endOf(text, property), '\n\ts'));
}

/** The position right behind an anchor. */
export function positionBehind(text: string, anchor: string): PositionRange['start'] {
  const at = endOf(text, anchor);
  return positionsOf(lineIndexOf(text), { start: at, end: at }).start;
}

/** The text after an edit. */
export function edited(text: string, { newText, range }: TextEdit): string {
  return text.slice(0, range.start) + newText + text.slice(range.end);
}

type Step = Pick<PlannedEdit, 'kind' | 'edit'>;

function plan(text: string, steps: readonly Step[]): readonly PlannedEdit[] {
  let current = text;
  return steps.map((step) => {
    const at = positionsOf(lineIndexOf(current), step.edit.range);
    current = edited(current, step.edit);
    return { ...step, at };
  });
}

function insert(kind: EditKind, at: number, newText: string): Step {
  return { kind, edit: { range: { start: at, end: at }, newText } };
}

function remove(kind: EditKind, at: number, length: number): Step {
  return { kind, edit: { range: { start: at, end: at + length }, newText: '' } };
}

function inserted(add: EditKind, take: EditKind, at: number, text: string): readonly Step[] {
  return [insert(add, at, text), remove(take, at, text.length)];
}

/** `end` is behind the last digit of a module's size. */
function moduleEdits(end: number): readonly Step[] {
  const lastDigit = { start: end - 1, end };
  return [
    { kind: 'move module', edit: { range: lastDigit, newText: '8' } },
    { kind: 'restore module', edit: { range: lastDigit, newText: '0' } },
    ...inserted('overlap module', 'part module', end, '0'),
  ];
}

function startOf(text: string, anchor: string): number {
  const at = text.indexOf(anchor);
  if (at < 0) throw new Error(`the file has no "${anchor}"`);
  return at;
}

function endOf(text: string, anchor: string): number {
  return startOf(text, anchor) + anchor.length;
}
