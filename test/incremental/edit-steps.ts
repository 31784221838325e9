/** Steps of an edit script: edits of one file as they are typed, taken back, or read from the disk. */
import type { TextEdit } from '../../server/src/text/text-range';
import { inverseOf } from './edit-script';
import type { Random } from './random';
import {
  anyEdit,
  applied,
  moving,
  somePaste,
  somewhere,
  wrapping,
  type Passage,
} from './random-edits';

/** Edits of one file, made one after the other, each in offsets of the text before it. */
export interface EditStep {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  /** `whole`: the new text comes as one; `removed`: the file is taken away, and read again if somebody needs it. */
  readonly how?: 'whole' | 'removed';
}

type TextOf = (file: string) => string;

/** Makes the steps of one script; it remembers what can be undone. */
export interface StepMaker {
  next(text: TextOf): EditStep;
}

/** `files` are those that may be edited; the first ones more often. */
export function createStepMaker(random: Random, files: readonly string[]): StepMaker {
  const undo: EditStep[] = [];
  const focus = new Map<string, number>();
  const typing: { left: string; file: string; at: number } = { left: '', file: '', at: 0 };
  const typeOn = (): EditStep => {
    const { at, file, left } = typing;
    typing.left = left.slice(1);
    typing.at++;
    return { file, edits: [{ range: { start: at, end: at }, newText: left.slice(0, 1) }] };
  };
  const fresh = (textOf: TextOf): EditStep => {
    const file = files[Math.floor(random.number() ** 2 * files.length)] ?? '';
    const passage = { text: textOf(file), focus: focus.get(file) };
    if (random.below(80) === 0) return { file, edits: [], how: 'removed' };
    if (random.below(40) === 0) return { file, edits: [anyEdit(random, passage)], how: 'whole' };
    const left = random.below(10) === 0 ? somePaste(random, passage.text) : '';
    if (left === '') return { file, edits: someEdits(random, passage) };
    Object.assign(typing, { file, left, at: somewhere(random, passage) });
    return typeOn();
  };
  const noted = (step: EditStep, textOf: TextOf): EditStep => {
    const [first] = step.edits;
    if (first !== undefined) focus.set(step.file, first.range.start);
    undo.push(inverted(step, textOf));
    return step;
  };
  return {
    next: (textOf) => {
      if (typing.left !== '') return noted(typeOn(), textOf);
      const last = random.below(100) < 45 ? undo.pop() : undefined;
      return last ?? noted(fresh(textOf), textOf);
    },
  };
}

function someEdits(random: Random, passage: Passage): readonly TextEdit[] {
  if (random.below(12) === 0) return wrapping(random, passage);
  if (random.below(16) === 0) return moving(random, passage);
  const first = anyEdit(random, passage);
  if (random.below(10) > 0) return [first];
  const then = { text: applied(passage.text, first), focus: first.range.start };
  return [first, anyEdit(random, then)];
}

function inverted({ edits, file, how }: EditStep, textOf: TextOf): EditStep {
  const text = textOf(file);
  if (how === 'removed') return { file, edits: [replacement(text)], how: 'whole' };
  const back: TextEdit[] = [];
  edits.reduce((before, edit) => {
    back.unshift(inverseOf(before, edit));
    return applied(before, edit);
  }, text);
  return { file, edits: back };
}

/** Puts a text in the place of any other; ends beyond the text are clamped. */
function replacement(newText: string): TextEdit {
  return { range: { start: 0, end: Number.MAX_SAFE_INTEGER }, newText };
}
