/** Static memory, static heap and shared memory made of whole pages: each range moves as little as it can. */
import { alignDown, alignUp } from '../../memory/free-space';
import { overlaps, type Interval } from '../../memory/interval';
import type { RegEntry } from '../../memory/reg';
import type { SharedMemory } from '../../model/shared-memory';
import type { Domain } from '../../model/xen-late-pass';
import { staticHeapOf } from '../../rules/xen/static-heap';
import type { CodeAction } from '../code-action';
import { isFree, pageSize } from './free-place';
import { rangeEdits, sharedEdits, type Edits } from './range-edits';
import { findingsOf, offer, type Site } from './site';
import { completeEntries, memoryEdits } from './static-memory';

/** Xen's document asks for 64 KiB (docs/misc/arm/device-tree/booting.txt). */
const heapAlignment = 0x10000n;

/** The quick fixes for the three findings about alignment. */
export function alignActions(site: Site): readonly CodeAction[] {
  return [...staticMemActions(site), ...heapActions(site), ...shmActions(site)];
}

function staticMemActions(site: Site): readonly CodeAction[] {
  const { domain } = site;
  const diagnostics = findingsOf(site, ['xen/static-mem-align']);
  if (diagnostics.length === 0 || domain?.staticMem === undefined) return [];
  const entries = completeEntries(domain.staticMem);
  if (entries === undefined) return [];
  const ranges: Interval[] = [];
  for (const entry of entries) {
    const others = [...ranges, ...entries.filter((it) => it.start > entry.start)];
    const range = candidates(entry, wishOf(domain, entries)).find(
      (it) =>
        it.end > it.start &&
        !others.some((other) => overlaps(other, it)) &&
        isFree(
          site.model,
          it,
          ({ kind, node }) => kind === 'static-mem' && node?.path === domain.node.path,
        ),
    );
    if (range === undefined) return [];
    ranges.push(range);
  }
  const source = [
    ...rangeEdits(site, domain.staticMem, ranges),
    ...followingMemory(site, domain, entries, ranges),
  ];
  return offer(
    site,
    'Align xen,static-mem to 4 KiB',
    { source },
    { diagnostics, isPreferred: true },
  );
}

/** The size that `memory` asks of a single range, when it is a number of pages. */
function wishOf({ memory }: Domain, entries: readonly RegEntry[]): bigint | undefined {
  const wanted = memory.state === 'value' ? memory.value * 1024n : 1n;
  return entries.length === 1 && wanted % pageSize === 0n ? wanted : undefined;
}

/** Whole pages near the range: of the wished size when that is less than a page away, else rounded. */
function candidates({ start, size }: RegEntry, wish: bigint | undefined): readonly Interval[] {
  const near = wish !== undefined && (wish > size ? wish - size : size - wish) < pageSize;
  const up = alignUp(size, pageSize);
  const sizes = near ? [wish] : [up, alignDown(size, pageSize)];
  const starts = [alignDown(start, pageSize), alignUp(start, pageSize)];
  return sizes.flatMap((length) => starts.map((at) => ({ start: at, end: at + length })));
}

/** `memory` follows where it was the sum before. */
function followingMemory(
  site: Site,
  { memory }: Domain,
  before: readonly RegEntry[],
  after: readonly Interval[],
): Edits {
  const sum = (all: readonly Interval[]) =>
    all.reduce((total, it) => total + it.end - it.start, 0n);
  if (memory.state !== 'value' || memory.value * 1024n !== sum(before)) return [];
  if (sum(before) === sum(after)) return [];
  return memoryEdits(site, memory.property, sum(after) / 1024n);
}

/** Rounded inward, as Xen does with pages: what lies outside is not used now either. */
function heapActions(site: Site): readonly CodeAction[] {
  const diagnostics = findingsOf(site, ['xen/static-heap-align']);
  const heap = diagnostics.length > 0 ? staticHeapOf(site.model) : undefined;
  const ranges = heap && completeEntries(heap)?.map(inward);
  if (heap === undefined || ranges?.every((it) => it.end > it.start) !== true) return [];
  const source = rangeEdits(site, heap, ranges);
  const title = 'Round xen,static-heap inward to 64 KiB';
  return offer(site, title, { source }, { diagnostics, isPreferred: true });
}

function inward({ start, end }: RegEntry): Interval {
  return { start: alignUp(start, heapAlignment), end: alignDown(end, heapAlignment) };
}

/** All nodes of a region follow, so that they go on naming the same host range. */
function shmActions(site: Site): readonly CodeAction[] {
  const diagnostics = findingsOf(site, ['xen/shm-align']);
  const shm = site.model.sharedMemory.find((it) => it.node.path === site.node.path);
  if (diagnostics.length === 0 || shm === undefined) return [];
  const region = site.model.sharedRegions.find((it) => it.id === shm.id);
  const nodes = region?.nodes ?? [shm];
  const size = alignUp(shm.size ?? 0n, pageSize);
  const start = shm.host && hostStart(site, nodes, shm.host.start, size);
  if (size === 0n || (shm.host !== undefined && start === undefined)) return [];
  const source = nodes.flatMap((it) => sharedEdits(site, it, start, size));
  const title = 'Align xen,shared-mem to 4 KiB';
  const where = nodes.length > 1 ? ` in all ${nodes.length} nodes of "${shm.id ?? ''}"` : '';
  return offer(site, title + where, { source }, { diagnostics, isPreferred: true });
}

function hostStart(
  { model }: Site,
  nodes: readonly SharedMemory[],
  start: bigint,
  size: bigint,
): bigint | undefined {
  const paths = new Set(nodes.map((it) => it.node.path));
  return [alignDown(start, pageSize), alignUp(start, pageSize)].find((at) =>
    isFree(
      model,
      { start: at, end: at + size },
      ({ kind, node }) => kind === 'shared-mem' && paths.has(node?.path ?? ''),
    ),
  );
}
