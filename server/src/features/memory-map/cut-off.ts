/** How much of a map is drawn: input of any size gives a picture of bounded size. */
import { maxDrawnRegions } from '../../base/limits';
import { byStart, type Interval } from '../../memory/interval';
import type { MemoryMap, MemoryRegion } from '../../model/memory-map';

export interface Cut {
  readonly drawn: readonly MemoryRegion[];
  /** As far as it is drawn: the last interval may be cut short. */
  readonly ram: readonly Interval[];
  /** Absent when all is drawn. What is empty from here on may hold regions that are not drawn. */
  readonly limit?: bigint;
}

/** What is drawn of a map: as many regions and intervals of RAM as the limit allows, from the lowest address on. */
export function cutOff({ regions, ram = [] }: MemoryMap): Cut {
  const undrawn = [regions[maxDrawnRegions], ram[maxDrawnRegions]].filter((it) => it !== undefined);
  const [first] = [...undrawn].sort(byStart);
  if (first === undefined) return { drawn: regions, ram };
  const limit = first.start;
  const drawn = regions.slice(0, maxDrawnRegions).filter((it) => it.start <= limit);
  const reach = drawn.reduce((most, it) => (it.end > most ? it.end : most), limit);
  const reached = ram.slice(0, maxDrawnRegions).filter((it) => it.start < reach);
  return {
    drawn,
    ram: reached.map(({ start, end }) => ({ start, end: end < reach ? end : reach })),
    limit,
  };
}
