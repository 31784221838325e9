/**
 * What a run may take over from the run of another root file that lies beside it: boards of one family include the same
 * files. A file is read as it was there when the names in it mean the same now; `Rerun` tells, which is told of every
 * definition that lies between.
 */
import { maxIncludeDepth } from '../base/limits';
import type { MacroDefinition } from './macro';
import { beginRerun, type Rerun } from './rerun';
import type { Effect, FileVisit, Reading } from './visit';

/** A rerun whose visits are found by the file that they read, wherever the other run read it. */
export interface Neighbour extends Rerun {
  /** What the other run did with a file that is about to be included; until `leave`, it is asked for nothing else. */
  enter(reading: Reading): FileVisit | undefined;
  leave(): void;
}

/** Begins a run beside another one, whose root is `visit`; `macros` is the table at the start of both. */
export function beginBeside(visit: FileVisit, macros: Map<string, MacroDefinition>): Neighbour {
  const rerun = beginRerun(new Set(), macros, 'start');
  const log = logOf(visit);
  /** How far into the other run the meanings that `rerun` compares with are those of the other run. */
  let at = 0;
  let isInside = false;
  const moveTo = (to: number) => {
    for (; at < to; at++) noteMeant(log.effects[at]?.name, log.effects[at]?.after);
    for (; at > to; at--) noteMeant(log.effects[at - 1]?.name, log.effects[at - 1]?.before);
  };
  const noteMeant = (name: string | undefined, meant: MacroDefinition | undefined) => {
    if (name !== undefined) rerun.noteMeant(name, meant);
  };
  return {
    ...rerun,
    enter: (reading) => {
      if (isInside) return undefined;
      const entry = nearest(log.visits.get(reading.path), reading, at);
      if (entry === undefined || reading.depth + log.depth >= maxIncludeDepth) return undefined;
      moveTo(entry.from);
      isInside = true;
      at = entry.to;
      return entry.visit;
    },
    leave: () => {
      isInside = false;
    },
  };
}

interface LogEntry {
  readonly visit: FileVisit;
  /** The effects of the visit. */
  readonly from: number;
  readonly to: number;
}

/** All definitions of a run in order, and where among them each file was read. */
interface Log {
  readonly effects: readonly Effect[];
  /** By the path of the file. */
  readonly visits: ReadonlyMap<string, readonly LogEntry[]>;
  /** How deep includes are nested. */
  readonly depth: number;
}

function logOf(root: FileVisit): Log {
  const effects: Effect[] = [];
  const visits = new Map<string, LogEntry[]>();
  let deepest = 0;
  const pass = (visit: FileVisit, depth: number) => {
    deepest = Math.max(deepest, depth);
    for (const { parts, hasFiles, hasEffects } of visit.steps) {
      if (!hasFiles && !hasEffects) continue;
      for (const part of parts) {
        if (part.kind === 'effect') effects.push(part);
        if (part.kind !== 'file') continue;
        const from = effects.length;
        pass(part.visit, depth + 1);
        note(part.visit, from);
      }
    }
  };
  const note = (visit: FileVisit, from: number) => {
    const entry = { visit, from, to: effects.length };
    const known = visits.get(visit.reading.path);
    if (known === undefined) visits.set(visit.reading.path, [entry]);
    else known.push(entry);
  };
  pass(root, 0);
  return { effects, visits, depth: deepest };
}

/** The next visit of the same kind to the same file, else the last one before. */
function nearest(
  entries: readonly LogEntry[] | undefined,
  { file, isDtsInclude }: Reading,
  at: number,
): LogEntry | undefined {
  let before: LogEntry | undefined;
  for (const entry of entries ?? []) {
    const { reading } = entry.visit;
    if (reading.file !== file || reading.isDtsInclude !== isDtsInclude) continue;
    if (entry.from >= at) return entry;
    before = entry;
  }
  return before;
}
