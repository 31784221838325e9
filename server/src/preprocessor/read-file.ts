/**
 * Reading one file, step by step: text with its macros, directives, and what is included. A step that would yield what
 * it yielded last is taken over; the others are made anew.
 */
import type { FileId, TokenChunk } from '../lexer/token-chunk';
import type { ExpansionHost } from './expand-macro';
import { expansionHost } from './expansion-host';
import { reportOpenEnds } from './open-ends';
import { readText } from './read-text';
import { isActive, type Cursor, type State } from './reading';
import type { Condition, Reading } from './visit';
import { matchSteps, passSteps, sameAhead, seesSame, stepAt, type LastSteps } from './rerun';
import { settleDirectives, textEnd } from './settle-directives';
import { flushText } from './step-text';
import { hasEffects, stepDraft, type FileVisit, type Step } from './visit';

/** Reads a file; `last` is the same visit of the last run. */
export function readFile(state: State, reading: Reading, last?: FileVisit): FileVisit {
  if (last !== undefined && state.rerun?.isSameVisit(last) === true) {
    last.steps.forEach((it) => state.rerun?.noteKept(it));
    return last;
  }
  const cursor = createCursor(state, reading);
  const { chunks } = reading.file;
  const known = last && matchSteps(last, chunks);
  /** Before the first thing that differs from the last run. */
  const rewind = () => {
    if (known && reading.depth === 0) state.rerun?.rewind(known.steps, known.index);
  };
  const passed = (step: Step) => {
    rewind();
    state.rerun?.noteDropped(step);
  };
  const taken: Taken = { steps: [], special: [] };
  while (cursor.chunk < chunks.length) {
    const step = known && stepAt(known, chunks, cursor.chunk, passed);
    if (known && step && keepRun(state, known, taken, cursor)) continue;
    if (known && step && mayKeep(state, step, cursor)) {
      take(taken, keep(state, known, step, cursor));
      continue;
    }
    rewind();
    take(taken, readStep(state, cursor, step));
  }
  if (known) passSteps(known, known.lastLength + 1, passed);
  const files = filesOf(reading, taken.special);
  return { reading, ...taken, problems: openEnds(state, cursor), files };
}

/** The steps of a visit while they come. */
interface Taken {
  readonly steps: Step[];
  readonly special: Step[];
}

function take({ steps, special }: Taken, step: Step): void {
  steps.push(step);
  if (step.isSpecial) special.push(step);
}

function createCursor(state: State, reading: Reading): Cursor {
  const made: ExpansionHost[] = [];
  const cursor: Cursor = {
    reading,
    chunk: 0,
    at: 0,
    item: 0,
    condition: undefined,
    lineShift: 0,
    host: () => (made[0] ??= expansionHost(state, cursor, readFile)),
  };
  return cursor;
}

function mayKeep(state: State, step: Step, { reading, chunk, condition }: Cursor): boolean {
  return (
    seesSame(step, reading.file.chunks, chunk) && state.rerun?.isSame(step, condition) === true
  );
}

/** Takes over, at once, all steps that follow each other and cannot differ; false when there is none. */
function keepRun(state: State, known: LastSteps, taken: Taken, cursor: Cursor): boolean {
  const { rerun } = state;
  if (rerun?.hasSameMeanings() !== true) return false;
  const end = known.index + sameAhead(known);
  const { index: first, steps: last } = known;
  let { condition } = cursor;
  let index = first;
  let chunks = 0;
  for (let step = last[index]; step && index < end; step = last[++index]) {
    if (step.hasFiles || step.entry !== condition) break;
    if (step.hasEffects) rerun.noteKept(step);
    take(taken, step);
    condition = step.exit;
    chunks += step.count;
  }
  known.index = index;
  known.chunk += chunks;
  cursor.chunk += chunks;
  cursor.condition = condition;
  return index > first;
}

/** Takes a step over and moves behind it. */
function keep(state: State, known: LastSteps, step: Step, cursor: Cursor): Step {
  state.rerun?.noteKept(step);
  known.index++;
  known.chunk += step.count;
  cursor.chunk += step.count;
  if (step.entry === cursor.condition) {
    cursor.condition = step.exit;
    return step;
  }
  const { condition } = cursor;
  return { ...step, entry: condition, exit: condition };
}

/** Reads from the start of a chunk until the start of another. */
function readStep(state: State, cursor: Cursor, last: Step | undefined): Step {
  const first = cursor.chunk;
  const { chunks } = cursor.reading.file;
  const entry = cursor.condition;
  const draft = stepDraft(state.builder.length(), first, last?.parts);
  state.step = draft;
  state.builder.startLine();
  while (cursor.chunk < chunks.length) {
    readOn(state, cursor);
    if (cursor.chunk > first && cursor.at === 0 && cursor.item === 0) break;
  }
  flushText(state);
  const count = Math.min(cursor.chunk, chunks.length) - first;
  return makeStep(
    draft,
    chunks.slice(first, Math.max(first + count, draft.end)),
    count,
    entry,
    cursor,
  );
}

function makeStep(
  { parts, asked, used, isLast }: Pick<Step, 'parts' | 'asked' | 'used' | 'isLast'>,
  chunks: readonly TokenChunk[],
  count: number,
  entry: Condition | undefined,
  { condition: exit }: Cursor,
): Step {
  const hasFiles = parts.some((it) => it.kind === 'file');
  const [only] = parts;
  const text = parts.length === 1 && only?.kind === 'text' ? only.piece : undefined;
  return {
    chunks,
    count,
    isLast,
    entry,
    exit,
    parts,
    text,
    isSpecial: asked.length > 0 || (text === undefined && parts.length > 0),
    asked,
    used,
    hasFiles,
    hasEffects: hasEffects(parts),
  };
}

/** Obeys a directive or reads text up to the next one. */
function readOn(state: State, cursor: Cursor): void {
  const { reading } = cursor;
  if (settleDirectives(state, cursor, readFile)) return;
  const chunk = reading.file.chunks[cursor.chunk];
  if (chunk === undefined) return;
  const end = textEnd(chunk, cursor);
  if (!isActive(cursor)) cursor.at = end;
  else if (reading.isDtsInclude) {
    state.builder.copy(chunk, cursor.at, end, reading.frame);
    cursor.at = end;
  } else readText(state, cursor, chunk, end, cursor.host());
}

function openEnds(state: State, cursor: Cursor): FileVisit['problems'] {
  const draft = stepDraft(state.builder.length(), 0);
  state.step = draft;
  reportOpenEnds(state, cursor);
  return draft.parts.flatMap((it) => (it.kind === 'problem' ? [it.problem] : []));
}

function filesOf({ file }: Reading, steps: readonly Step[]): ReadonlySet<FileId> {
  const files = new Set([file.id]);
  for (const { parts, hasFiles } of steps)
    if (hasFiles)
      for (const part of parts)
        if (part.kind === 'file') for (const it of part.visit.files) files.add(it);
  return files;
}
