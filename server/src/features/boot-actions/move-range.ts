/** Static memory, static heap and shared memory that meet something, or lie outside RAM, move to the next free place. */
import { hex } from '../../memory/format-number';
import type { RegEntry, RegReading } from '../../memory/reg';
import { isSameSpan } from '../../model/keep';
import type { Claim } from '../../model/claim';
import { locate } from '../../preprocessor/locate';
import type { Place } from '../../preprocessor/problem';
import { staticHeapOf } from '../../rules/xen/static-heap';
import type { Diagnostic } from '../../workspace/snapshot';
import type { CodeAction } from '../code-action';
import { blockSize, freePlace, pageSize } from './free-place';
import { rangeEdits, sharedEdits } from './range-edits';
import { findingsOf, offer, type Site } from './site';
import { completeEntries } from './static-memory';

/** The document asks for it, and nothing smaller pays (Xen docs/misc/arm/device-tree/booting.txt). */
const heapAlignment = 0x10000n;

/** The quick fixes for the findings about these three. */
export function moveRangeActions(site: Site): readonly CodeAction[] {
  const { domain, model } = site;
  return [
    ...listActions(site, domain?.staticMem, [
      'xen/static-mem-overlap',
      'xen/static-mem-outside-ram',
    ]),
    ...listActions(site, staticHeapOf(model), [
      'xen/static-heap-overlap',
      'xen/static-heap-outside-ram',
    ]),
    ...sharedActions(site),
  ];
}

function listActions(
  site: Site,
  reading: RegReading | undefined,
  codes: readonly string[],
): readonly CodeAction[] {
  const diagnostics = findingsOf(site, codes);
  const [finding] = diagnostics;
  const entries = reading && completeEntries(reading);
  if (finding === undefined || reading === undefined || entries === undefined) return [];
  const entry = entries.find((it) => isAt(site, it.at, finding));
  const wish = entry && {
    addressCells: reading.cells.address,
    smallest: codes.includes('xen/static-heap-overlap') ? heapAlignment : pageSize,
    isIgnored: (it: Claim) => isSameSpan(it.at, entry.at),
  };
  const place = wish && nextPlace(site, entry, wish);
  if (place === undefined) return [];
  const moved = entries.map((it) =>
    it === entry ? { start: place.address, end: place.address + it.size } : it,
  );
  const what =
    entries.length === 1 ? reading.property.name : `this range of ${reading.property.name}`;
  return offer(
    site,
    `Move ${what} to ${hex(place.address)}, the next free ${place.name}`,
    { source: rangeEdits(site, reading, moved) },
    { diagnostics, isPreferred: true },
  );
}

interface Wish {
  readonly addressCells: number;
  /** The alignment of what is no multiple of 2 MiB, in bytes. */
  readonly smallest: bigint;
  readonly isIgnored: (claim: Claim) => boolean;
}

function nextPlace(
  { model }: Site,
  { start, size }: Pick<RegEntry, 'start' | 'size'>,
  { addressCells, smallest, isIgnored }: Wish,
): { readonly address: bigint; readonly name: string } | undefined {
  if (size === 0n) return undefined;
  const alignment = size % blockSize === 0n ? blockSize : smallest;
  const address = freePlace(model, { size, alignment, addressCells, from: start, isIgnored });
  const name = alignment === blockSize ? '2 MiB block' : 'page';
  return address === undefined ? undefined : { address, name };
}

function isAt({ files }: Site, place: Place, { file, range }: Diagnostic): boolean {
  const found = locate(place, files);
  return found?.file === file && found.range.start === range.start;
}

/** All nodes of the region move, so that they go on naming the same host range. */
function sharedActions(site: Site): readonly CodeAction[] {
  const diagnostics = findingsOf(site, ['xen/shm-overlap', 'xen/shm-outside-ram']);
  const shm = site.model.sharedMemory.find((it) => it.node.path === site.node.path);
  const { host, size, id } = shm ?? {};
  if (diagnostics.length === 0 || shm === undefined || host === undefined || size === undefined)
    return [];
  const nodes = site.model.sharedRegions.find((it) => it.id === id)?.nodes ?? [shm];
  const paths = new Set(nodes.map((it) => it.node.path));
  const place = nextPlace(
    site,
    { start: host.start, size },
    {
      addressCells: Math.min(...nodes.map((it) => it.cells?.address ?? 2)),
      smallest: pageSize,
      isIgnored: (it) => it.kind === 'shared-mem' && paths.has(it.node?.path ?? ''),
    },
  );
  if (place === undefined) return [];
  return offer(
    site,
    `Move shared memory "${id ?? ''}" to ${hex(place.address)}, the next free ${place.name}`,
    { source: nodes.flatMap((it) => sharedEdits(site, it, place.address, size)) },
    { diagnostics, isPreferred: true },
  );
}
