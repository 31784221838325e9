/**
 * A memory map as stretches of the address space in ascending order, each RAM or not, with what lies in it: the order
 * in which text and picture tell it.
 */
import { overlaps, type Interval } from '../../memory/interval';
import type { MemoryMap, MemoryRegion, RegionOverlap } from '../../model/memory-map';

export interface MapStretch {
  /** RAM; absent for what lies in none, or when the RAM is not known. */
  readonly ram?: Interval;
  /** Nodes that make up the RAM, each once. */
  readonly banks: readonly string[];
  readonly rows: readonly MapRow[];
}

export type MapRow =
  | { readonly kind: 'free'; readonly range: Interval }
  | {
      readonly kind: 'region';
      readonly region: MemoryRegion;
      /** Those in which this region is the one that lies higher or comes later. */
      readonly overlaps: readonly RegionOverlap[];
    };

/** The stretches; a region belongs to the one in which it starts. */
export function stretchesOf(map: MemoryMap): readonly MapStretch[] {
  const rows = [...regionRows(map), ...map.free.map((range): MapRow => ({ kind: 'free', range }))];
  rows.sort((a, b) => compare(startOf(a), startOf(b)));
  const stretches: MapStretch[] = [];
  let next = 0;
  const take = (before: bigint | undefined): readonly MapRow[] => {
    const from = next;
    while (next < rows.length && (before === undefined || startOf(rows[next]) < before)) next++;
    return rows.slice(from, next);
  };
  const outside = (before: bigint | undefined) => {
    const found = take(before);
    if (found.length > 0) stretches.push({ banks: [], rows: found });
  };
  const banks = banksByRam(map);
  map.ram?.forEach((ram, i) => {
    outside(ram.start);
    stretches.push({ ram, banks: banks[i] ?? [], rows: take(ram.end) });
  });
  outside(undefined);
  return stretches;
}

function regionRows(map: MemoryMap): readonly MapRow[] {
  const places = new Map(map.regions.map((it, i) => [it, i]));
  const later = new Map<MemoryRegion, RegionOverlap[]>();
  for (const overlap of map.overlaps) {
    const { first, second } = overlap;
    const it = (places.get(first) ?? 0) > (places.get(second) ?? 0) ? first : second;
    const others = later.get(it);
    if (others === undefined) later.set(it, [overlap]);
    else others.push(overlap);
  }
  return map.regions.map((region) => ({
    kind: 'region',
    region,
    overlaps: later.get(region) ?? [],
  }));
}

/** The names of the nodes for each interval of RAM; both ascend. */
function banksByRam({ banks, ram }: MemoryMap): readonly (readonly string[])[] {
  let next = 0;
  return (ram ?? []).map((it) => {
    const names = new Set<string>();
    for (let bank = banks[next]; bank && overlaps(bank, it); bank = banks[++next])
      names.add(bank.node.node.name);
    return [...names];
  });
}

function startOf(row: MapRow | undefined): bigint {
  if (row === undefined) return 0n;
  return row.kind === 'free' ? row.range.start : row.region.start;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
