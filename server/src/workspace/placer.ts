/**
 * Findings in files and offsets, of one analysis of a context after the other. What lies before the edited text stays
 * the same object, what lies behind it moves along; only what is new, or lies within, is looked for in its file.
 */
import { exchangeOf } from '../base/exchange';
import { mergeOrdered } from '../base/merge-ordered';
import { sharedEnds } from '../base/shared-ends';
import { linesOf, type SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import type { RawDiagnostic } from '../rules/found';
import { positionAt } from '../text/line-index';
import type { TextRange } from '../text/text-range';
import type { Context } from './context';
import { comparedBy, placedOf, type Placed, type ContextFiles } from './placed';
import type { Diagnostic, RelatedLocation } from './snapshot';

type PlacedFinding = Placed<RawDiagnostic>;

/** Places one list after the other. */
export interface Placer {
  /** Those that the user wants to see, in order. No object may stand twice in a list. */
  place(found: readonly RawDiagnostic[], files: ContextFiles): readonly Diagnostic[];
}

export function createPlacer(): Placer {
  const cell: { last?: Placing } = {};
  return {
    place(found, files) {
      const { last } = cell;
      const isComparable = last !== undefined && isOfSameFiles(last, files);
      return (cell.last = placing(isComparable ? last : nothingOf(files), found, files)).placed;
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

function nothingOf({ context, reads }: ContextFiles): Placing {
  return { context, reads, sources: new Map(), found: [], placed: [], lost: new Set() };
}

/** Whether the files come in the same order, and the user wants to see the same. */
function isOfSameFiles(last: Placing, { context, reads }: ContextFiles): boolean {
  const { before } = sharedEnds(last.reads, reads);
  return last.context === context && before === reads.length && before === last.reads.length;
}

function placing(last: Placing, found: readonly RawDiagnostic[], files: ContextFiles): Placing {
  const { context, file, reads } = files;
  const { come, gone, isInOrder } = exchangeOf(last.found, found);
  const cuts = cutsSince(last, files);
  const kept: PlacedFinding[] = [];
  const again: RawDiagnostic[] = [...come];
  for (const it of last.placed) {
    const { origin } = it;
    if (gone.size > 0 && gone.has(origin)) continue;
    const moved = last.lost.has(origin) ? undefined : movedBy(cuts, it);
    if (moved === undefined) again.push(origin);
    else kept.push(moved);
  }
  const lost = new Set<RawDiagnostic>();
  const fresh = again.map((it) => placedOf(it, it, files, lost)).filter((it) => it !== undefined);
  const compare = comparedIn(found, reads);
  const placed = isInOrder
    ? mergeOrdered(kept, fresh.sort(compare), compare)
    : [...kept, ...fresh].sort(compare);
  const sources = new Map(reads.map((it) => [it, file(it)]));
  return { context, reads, sources, found, placed, lost };
}

type Compare = (a: PlacedFinding, b: PlacedFinding) => number;

/** The order in which findings are shown; those that say the same stay in the order in which they were found. */
function comparedIn(found: readonly RawDiagnostic[], reads: readonly FileId[]): Compare {
  const compare = comparedBy(reads);
  const cell: { ranks?: ReadonlyMap<RawDiagnostic, number> } = {};
  const rankOf = ({ origin }: PlacedFinding) => {
    cell.ranks ??= new Map(found.map((it, i) => [it, i]));
    return cell.ranks.get(origin) ?? 0;
  };
  return (a, b) => compare(a, b) || rankOf(a) - rankOf(b);
}

/** What was cut anew in a file since last time, and what that does to what lies behind it. */
interface Cut {
  /** Of the old text, in code units. */
  readonly start: number;
  readonly end: number;
  /** By how much everything behind it moves. */
  readonly shift: number;
  /** Everything behind it stays on its line and in its column. */
  readonly isLineKept: boolean;
}

type Cuts = (file: FileId) => Cut | undefined;

function cutsSince({ sources }: Placing, { file }: ContextFiles): Cuts {
  const known = new Map<FileId, Cut | undefined>();
  return (id) => {
    if (known.has(id)) return known.get(id);
    const cut = cutBetween(sources.get(id), file(id));
    known.set(id, cut);
    return cut;
  };
}

function cutBetween(old: SourceFile | undefined, now: SourceFile | undefined): Cut | undefined {
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
function movedBy(cuts: Cuts, it: PlacedFinding): PlacedFinding | undefined {
  const cut = cuts(it.file);
  const range = cut === undefined ? it.range : movedRange(cut, it.range);
  if (range === undefined) return undefined;
  let isMoved = range !== it.range;
  let isLineKept = !isMoved || cut?.isLineKept === true;
  for (const { file, range: old } of it.related) {
    const far = cuts(file);
    const now = far === undefined ? old : movedRange(far, old);
    if (now === undefined) return undefined;
    if (now === old) continue;
    isMoved = true;
    isLineKept &&= far?.isLineKept === true;
  }
  if (!isMoved) return it;
  const related = it.related.length === 0 ? it.related : it.related.map(movedRelated(cuts));
  const { code, severity, message, file, fixes, tags, origin } = it;
  const spot = isLineKept ? it.spot : {};
  return { code, severity, message, file, range, related, fixes, tags, origin, spot };
}

function movedRelated(cuts: Cuts): (it: RelatedLocation) => RelatedLocation {
  return (it) => {
    const cut = cuts(it.file);
    return cut === undefined ? it : { ...it, range: movedRange(cut, it.range) ?? it.range };
  };
}

/** The same range where nothing moves it; undefined where it may lie in what was cut anew. */
function movedRange(cut: Cut, range: TextRange): TextRange | undefined {
  const { start, end } = range;
  // An empty range at an edge belongs to a token on either side.
  const isEmpty = start === end;
  if (isEmpty ? end < cut.start : end <= cut.start) return range;
  if (isEmpty ? start <= cut.end : start < cut.end) return undefined;
  if (cut.shift === 0 && cut.isLineKept) return range;
  return { start: start + cut.shift, end: end + cut.shift };
}
