/**
 * A memory map as JSON: addresses and sizes as hexadecimal strings, since numbers of JSON are exact to 53 bits only.
 * `end` is the first address behind a range. Places are as in LSP: from 0, in UTF-16 code units.
 */
import { hex } from '../../memory/format-number';
import type { Interval } from '../../memory/interval';
import type { MemoryMap, MemoryRegion } from '../../model/memory-map';
import type { Span } from '../../preprocessor/token-stream';
import type { PositionRange } from '../../text/text-range';

/** Where something is spelled; undefined when its file is gone. */
export type PlaceOf = (at: Span) => SourcePlace | undefined;

export interface SourcePlace {
  readonly file: string;
  readonly range: PositionRange;
}

/** The map as an object for `JSON.stringify`; `overlaps` name regions by their places in `regions`. */
export function memoryMapJson(map: MemoryMap, file: string, placeOf: PlaceOf) {
  const places = new Map(map.regions.map((it, i) => [it, i]));
  return {
    file,
    reader: map.reader,
    isRamKnown: map.ram !== undefined,
    banks: map.banks.map((it) => ({ ...range(it), node: it.node.path, ...placeOf(it.at) })),
    regions: map.regions.map((it) => regionJson(it, placeOf)),
    free: map.free.map(range),
    overlaps: map.overlaps.map((it) => ({
      ...range(it),
      first: places.get(it.first),
      second: places.get(it.second),
      outcome: it.outcome,
    })),
    hasMoreOverlaps: map.hasMoreOverlaps,
    notes: map.notes,
  };
}

function regionJson(region: MemoryRegion, placeOf: PlaceOf) {
  const { claims, inRam, kind, label, owners, state, what } = region;
  const sources = claims.map(({ at, node }) => ({ node: node?.path ?? null, ...placeOf(at) }));
  return { ...range(region), kind, what, label, owners, state, inRam, ...sources[0], sources };
}

function range({ start, end }: Interval) {
  return { start: hex(start), end: hex(end), size: hex(end - start) };
}
