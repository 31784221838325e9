/**
 * From a model to its memory map. Nothing here decides anything that the early walk and the settlement of its claims
 * have not decided.
 */
import { byStart, merge, type Interval } from '../memory/interval';
import type { MemoryNode } from '../memory/ram';
import type { RegEntry } from '../memory/reg';
import type { Claim } from './claim';
import { isCountedAsRam } from './counted-ram';
import type { MemoryBank, MemoryMap } from './memory-map';
import { memoryMapNotes } from './memory-map-notes';
import { findOverlaps } from './memory-overlaps';
import { regionsOf } from './memory-regions';
import type { PlatformModel } from './platform';
import type { Target } from './target';
import { initrdClaims, memReserveClaims, reservedClaims } from './xen-early-walk';

/** Lays out the memory of a model that was made for the same target. */
export function memoryMapOf(model: PlatformModel, target: Target): MemoryMap {
  const banks = banksOf(model.memoryNodes, target);
  const ram = isRamKnown(model, banks) ? merge(banks) : undefined;
  const claims = target.xen ? model.claims : linuxClaims(model);
  const regions = regionsOf(claims, model, target, ram);
  const { listed, hasMore } = findOverlaps(regions, claims, model.settlement, target);
  return {
    reader: target.xen ? `Xen ${target.xen.version}` : 'Linux',
    banks,
    ...(ram && { ram }),
    regions,
    free: ram ? without(ram, merge(regions)) : [],
    overlaps: listed,
    hasMoreOverlaps: hasMore,
    notes: memoryMapNotes(model, target, ram !== undefined),
  };
}

function banksOf(nodes: readonly MemoryNode[], target: Target): readonly MemoryBank[] {
  return nodes
    .filter((it) => it.isAvailable && isCountedAsRam(it, target))
    .flatMap(({ node, reg }) =>
      (reg?.entries ?? [])
        .filter((it): it is RegEntry => it !== undefined && it.size > 0n)
        .map(({ start, end, at }) => ({ start, end, node, at })),
    )
    .sort(byStart);
}

function isRamKnown({ memoryNodes }: PlatformModel, banks: readonly MemoryBank[]): boolean {
  const isUnsure = memoryNodes.some((it) => it.reg?.entries.includes(undefined) === true);
  return banks.length > 0 && !isUnsure;
}

/** What Linux keeps out of its allocator: drivers/of/fdt.c early_init_fdt_scan_reserved_mem and the initrd. */
function linuxClaims({ tree, chosen }: PlatformModel): readonly Claim[] {
  return [
    ...memReserveClaims(tree),
    ...reservedClaims(tree),
    ...(chosen ? initrdClaims(tree, chosen) : []),
  ];
}

/** What is left of `whole` without `parts`; both are ascending and disjoint. */
function without(whole: readonly Interval[], parts: readonly Interval[]): readonly Interval[] {
  const left: Interval[] = [];
  let next = 0;
  for (const { start, end } of whole) {
    let at = start;
    while ((parts[next]?.end ?? end) <= start && next < parts.length) next++;
    for (let i = next; i < parts.length; i++) {
      const part = parts[i];
      if (part === undefined || part.start >= end) break;
      if (part.start > at) left.push({ start: at, end: part.start });
      if (part.end > at) at = part.end;
    }
    if (at < end) left.push({ start: at, end });
  }
  return left;
}
