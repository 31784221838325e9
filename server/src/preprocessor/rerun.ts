/**
 * Preprocessing again after an edit. The table of macros is that of the end of the last run; at the first step that
 * must be made anew it is wound back to there, and from then on the run knows which names have another meaning than
 * they had at the same point of the last run. A step that concerns none of them is taken over.
 */
import { sharedEnds } from '../base/shared-ends';
import { memoInside } from '../base/memo';
import type { FileId, TokenChunk } from '../lexer/token-chunk';
import { chunkItems, isConditional } from './chunk-items';
import type { MacroDefinition } from './macro';
import type { Condition } from './visit';
import {
  concerns,
  concernsVisit,
  effectsOf,
  type Effect,
  type FileVisit,
  type Step,
} from './visit';

export interface Rerun {
  /** Files whose text is not what it was. */
  readonly dirty: ReadonlySet<FileId>;
  /** Winds the table back to before a step of the root file. */
  rewind(root: readonly Step[], from: number): void;
  /** A definition that this run makes. */
  noteNew(effect: Effect): void;
  /** What a name meant at this point of the last run. */
  noteMeant(name: string, meant: MacroDefinition | undefined): void;
  /** The last run made these definitions; this run has not. */
  noteDropped(step: Step): void;
  /** This run takes these definitions over. */
  noteKept(step: Step): void;
  /** Whether steps without files may be taken over without asking what they concern. */
  hasSameMeanings(): boolean;
  /** Whether a step would yield what it yielded last. */
  isSame(step: Step, condition: Condition | undefined): boolean;
  isSameVisit(visit: FileVisit): boolean;
}

/** Begins a rerun; `macros` is the table at the end of the last run, or at its start, and becomes that of this run. */
export function beginRerun(
  dirty: ReadonlySet<FileId>,
  macros: Map<string, MacroDefinition>,
  at: 'end' | 'start' = 'end',
): Rerun {
  /** What names that were touched meant at this point of the last run. */
  const meant = new Map<string, MacroDefinition | undefined>();
  let isRewound = at === 'start';
  /** Those of them that mean something else now. */
  const differing = new Set<string>();
  const set = (name: string, to: MacroDefinition | undefined) => {
    if (to === undefined) macros.delete(name);
    else macros.set(name, to);
  };
  const compare = (name: string) => {
    if (macros.get(name) === meant.get(name)) differing.delete(name);
    else differing.add(name);
  };
  const noteMeant = (name: string, was: MacroDefinition | undefined) => {
    meant.set(name, was);
    compare(name);
  };
  const isUnaffected = (concernsIt: (name: string) => boolean) => {
    for (const name of differing) if (concernsIt(name)) return false;
    return true;
  };
  const isClean = (visit: FileVisit) => {
    for (const file of dirty) if (visit.files.has(file)) return false;
    return true;
  };
  return {
    dirty,
    rewind: (root, from) => {
      if (isRewound) return;
      isRewound = true;
      for (let i = root.length - 1; i >= from; i--) {
        const step = root[i];
        if (step?.hasEffects !== true) continue;
        const effects: Effect[] = [];
        effectsOf(step, (it) => effects.push(it));
        for (const { name, before } of effects.reverse()) set(name, before);
      }
    },
    noteNew: ({ name, before }) => {
      if (!meant.has(name)) meant.set(name, before);
      compare(name);
    },
    noteMeant,
    noteDropped: (step) => {
      effectsOf(step, ({ name, after }) => {
        noteMeant(name, after);
      });
    },
    noteKept: (step) => {
      if (!isRewound) return;
      effectsOf(step, ({ name, after }) => {
        set(name, after);
        if (meant.has(name)) noteMeant(name, after);
      });
    },
    hasSameMeanings: () => differing.size === 0,
    isSame: (step, condition) =>
      isSameCondition(step, condition) &&
      step.parts.every((it) => it.kind !== 'file' || isClean(it.visit)) &&
      isUnaffected((it) => concerns(step, it)),
    isSameVisit: (visit) => isClean(visit) && isUnaffected((it) => concernsVisit(visit, it)),
  };
}

/** A step without conditionals only asks whether text is read. */
function isSameCondition({ entry, chunks }: Step, condition: Condition | undefined): boolean {
  if (entry === condition) return true;
  const isActive = (it: Condition | undefined) => it?.isActive ?? true;
  return isActive(entry) === isActive(condition) && !chunks.some(hasConditionals);
}

const hasConditionals = memoInside((chunk: TokenChunk): boolean =>
  chunkItems(chunk).some(({ name }) => isConditional(name)),
);

/** The steps of a file's last visit, matched with the chunks that the file has now. */
export interface LastSteps {
  readonly steps: readonly Step[];
  /** The first that is neither taken over nor passed. */
  index: number;
  /** The chunk of the last version that it begins with. */
  chunk: number;
  /** Chunks at the start and at the end that are the same. */
  readonly before: number;
  readonly behind: number;
  readonly lastLength: number;
}

/** Matches the steps of a visit with the chunks of a new version of its file. */
export function matchSteps(visit: FileVisit, chunks: readonly TokenChunk[]): LastSteps {
  const last = visit.reading.file.chunks;
  const { before, behind } = sharedEnds(last, chunks);
  return { steps: visit.steps, index: 0, chunk: 0, before, behind, lastLength: last.length };
}

/** The step that began last time where this version has chunk `at`; those before it are passed. */
export function stepAt(
  last: LastSteps,
  chunks: readonly TokenChunk[],
  at: number,
  passed: (step: Step) => void,
): Step | undefined {
  const isBehind = at >= chunks.length - last.behind;
  if (at >= last.before && !isBehind) return undefined;
  const wanted = at < last.before ? at : at - chunks.length + last.lastLength;
  passSteps(last, wanted, passed);
  return last.chunk === wanted ? last.steps[last.index] : undefined;
}

/** Passes the steps that begin before a chunk of the last version. */
export function passSteps(last: LastSteps, before: number, passed: (step: Step) => void): void {
  for (let step = last.steps[last.index]; step !== undefined; step = last.steps[last.index]) {
    if (last.chunk >= before) return;
    passed(step);
    last.index++;
    last.chunk += step.count;
  }
}

/** How many steps from the next one on are sure to see the same chunks, with the cursor at their beginning. */
export function sameAhead(last: LastSteps): number {
  const { steps, index, chunk, before, lastLength, behind } = last;
  if (chunk >= lastLength - behind) return steps.length - index;
  let at = chunk;
  let count = 0;
  for (let step = steps[index]; step !== undefined; step = steps[index + count]) {
    if (step.isLast || at + step.chunks.length > before) return count;
    at += step.count;
    count++;
  }
  return count;
}

/** Whether all that a step saw of its file is still there. */
export function seesSame(step: Step, chunks: readonly TokenChunk[], at: number): boolean {
  if (step.isLast && at + step.chunks.length !== chunks.length) return false;
  return step.chunks.every((it, i) => it === chunks[at + i]);
}
