/**
 * Findings in files and offsets, of one analysis of a context after the other. What lies before the edited text stays
 * the same object, what lies behind it moves along; only what is new, or lies within, is looked for in its file.
 */
import { exchangeOf } from '../base/exchange';
import { sharedEnds } from '../base/shared-ends';
import { linesOf, type SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import type { RawDiagnostic } from '../rules/found';
import { positionAt } from '../text/line-index';
import type { TextRange } from '../text/text-range';
import type { Context } from './context';
import { comparedBy, placedOf, type Placed, type Surroundings } from './placed';
import type { Diagnostic, RelatedLocation } from './snapshot';

type PlacedFinding = Placed<RawDiagnostic>;

/** Places one list after the other. */
export interface Placer {
  /** Those that the user wants to see, in order. No object may stand twice in a list. */
  place(found: readonly RawDiagnostic[], surroundings: Surroundings): readonly Diagnostic[];
}

export function createPlacer(): Placer {
  const cell: { last?: Placing } = {};
  return {
    place(found, surroundings) {
      const { last } = cell;
      const isSameKind = last !== undefined && isComparable(last, surroundings);
      const now = isSameKind ? placedAgain(last, found, surroundings) : undefined;
      return (cell.last = now ?? placedAnew(found, surroundings)).placed;
    },
  };
}

/** What was placed last, and where. */
interface Placing {
  readonly context: Context;
  readonly reads: readonly FileId[];
  readonly sources: ReadonlyMap<FileId, SourceFile | undefined>;
  readonly found: readonly RawDiagnostic[];
  readonly placed: readonly PlacedFinding[];
  /** Those of which something lies nowhere: who knows when that will be found. */
  readonly lost: ReadonlySet<RawDiagnostic>;
}

/** Whether the files come in the same order, and the user wants to see the same. */
function isComparable(last: Placing, { context, reads }: Surroundings): boolean {
  const { before } = sharedEnds(last.reads, reads);
  return last.context === context && before === reads.length && before === last.reads.length;
}

function placedAnew(found: readonly RawDiagnostic[], surroundings: Surroundings): Placing {
  const lost = new Set<RawDiagnostic>();
  const placed = found.flatMap((it) => placedOf(it, it, surroundings, lost));
  return placingOf(found, placed.sort(comparedBy(surroundings.reads)), lost, surroundings);
}

/** Undefined when the order of what is left cannot be told from that of last time. */
function placedAgain(
  last: Placing,
  found: readonly RawDiagnostic[],
  surroundings: Surroundings,
): Placing | undefined {
  const { come, gone, isInOrder: isOrderKept } = exchangeOf(last.found, found);
  if (!isOrderKept) return undefined;
  const damages = damagesSince(last, surroundings);
  const kept: PlacedFinding[] = [];
  const again: RawDiagnostic[] = [...come];
  for (const it of last.placed) {
    const { origin } = it;
    if (gone.size > 0 && gone.has(origin)) continue;
    const moved = last.lost.has(origin) ? undefined : movedBy(damages, it);
    if (moved === undefined) again.push(origin);
    else kept.push(moved);
  }
  const lost = new Set<RawDiagnostic>();
  const compare = comparedBy(surroundings.reads);
  const fresh = again.flatMap((it) => placedOf(it, it, surroundings, lost)).sort(compare);
  const placed = mergedUnlessTied(kept, fresh, compare);
  return placed && placingOf(found, placed, lost, surroundings);
}

function placingOf(
  found: readonly RawDiagnostic[],
  placed: readonly PlacedFinding[],
  lost: ReadonlySet<RawDiagnostic>,
  { context, file, reads }: Surroundings,
): Placing {
  const sources = new Map(reads.map((it) => [it, file(it)]));
  return { context, reads, sources, found, placed, lost };
}

/** What was cut anew in a file since last time, and what that does to what lies behind it. */
interface Damage {
  /** Of the old text, in code units. */
  readonly start: number;
  readonly end: number;
  /** By how much everything behind it moves. */
  readonly shift: number;
  /** Everything behind it stays on its line and in its column. */
  readonly isLineKept: boolean;
}

type Damages = (file: FileId) => Damage | undefined;

function damagesSince({ sources }: Placing, { file }: Surroundings): Damages {
  const known = new Map<FileId, Damage | undefined>();
  return (id) => {
    if (known.has(id)) return known.get(id);
    const damage = damageBetween(sources.get(id), file(id));
    known.set(id, damage);
    return damage;
  };
}

function damageBetween(
  old: SourceFile | undefined,
  now: SourceFile | undefined,
): Damage | undefined {
  if (old === now) return undefined;
  if (old === undefined || now === undefined)
    return { start: 0, end: Infinity, shift: 0, isLineKept: false };
  const { before, behind } = sharedEnds(old.chunks, now.chunks);
  const end = old.starts[old.chunks.length - behind] ?? old.length;
  const endNow = now.starts[now.chunks.length - behind] ?? now.length;
  const [here, hereNow] = [positionAt(linesOf(old), end), positionAt(linesOf(now), endNow)];
  return {
    start: old.starts[before] ?? 0,
    end,
    shift: endNow - end,
    isLineKept: here.line === hereNow.line && here.character === hereNow.character,
  };
}

/** The finding where it lies now; undefined when something of it has to be looked for. */
function movedBy(damages: Damages, it: PlacedFinding): PlacedFinding | undefined {
  const damage = damages(it.file);
  const range = damage === undefined ? it.range : movedRange(damage, it.range);
  if (range === undefined) return undefined;
  let isMoved = range !== it.range;
  let isLineKept = !isMoved || damage?.isLineKept === true;
  for (const { file, range: old } of it.related) {
    const far = damages(file);
    const now = far === undefined ? old : movedRange(far, old);
    if (now === undefined) return undefined;
    if (now === old) continue;
    isMoved = true;
    isLineKept &&= far?.isLineKept === true;
  }
  if (!isMoved) return it;
  const related = it.related.length === 0 ? it.related : it.related.map(movedRelated(damages));
  const { code, severity, message, file, fixes, tags, origin } = it;
  const spot = isLineKept ? it.spot : {};
  return { code, severity, message, file, range, related, fixes, tags, origin, spot };
}

function movedRelated(damages: Damages): (it: RelatedLocation) => RelatedLocation {
  return (it) => {
    const damage = damages(it.file);
    return damage === undefined ? it : { ...it, range: movedRange(damage, it.range) ?? it.range };
  };
}

/** The same range where nothing moves it; undefined where it may lie in what was cut anew. */
function movedRange(damage: Damage, range: TextRange): TextRange | undefined {
  const { start, end } = range;
  // An empty range at an edge belongs to a token on either side.
  const isEmpty = start === end;
  if (isEmpty ? end < damage.start : end <= damage.start) return range;
  if (isEmpty ? start <= damage.end : start < damage.end) return undefined;
  if (damage.shift === 0 && damage.isLineKept) return range;
  return { start: start + damage.shift, end: end + damage.shift };
}

/** One list of two that are in order; undefined when the order of two is not told by what they say. */
function mergedUnlessTied(
  kept: readonly PlacedFinding[],
  fresh: readonly PlacedFinding[],
  compare: (a: Diagnostic, b: Diagnostic) => number,
): readonly PlacedFinding[] | undefined {
  let all: readonly PlacedFinding[] = [];
  let next = 0;
  for (const [i, it] of fresh.entries()) {
    const isTied = (other: PlacedFinding | undefined) =>
      other !== undefined && compare(other, it) === 0;
    const place = firstAbove(kept, next, (other) => compare(other, it) > 0);
    if (isTied(kept[place - 1]) || isTied(fresh[i - 1])) return undefined;
    all = all.concat(kept.slice(next, place), it);
    next = place;
  }
  return all.concat(kept.slice(next));
}

/** The first place from which on all are above, in a list in which those above come last. */
function firstAbove<T>(all: readonly T[], from: number, isAbove: (it: T) => boolean): number {
  let low = from;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAbove(all[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
