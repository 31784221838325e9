/** New numbers in the properties that name ranges of memory. */
import { alignDown } from '../../memory/free-space';
import type { Interval } from '../../memory/interval';
import type { RegReading } from '../../memory/reg';
import type { SharedMemory } from '../../model/shared-memory';
import type { SourceEdit } from '../../rules/fix';
import { cellsOf } from '../../tree/value';
import { writeNumber } from './cell-text';
import { pageSize } from './free-place';
import type { Site } from './site';

export type Edits = readonly (SourceEdit | undefined)[];

/** Writes ranges over those that a property has, one for each, in order. */
export function rangeEdits(
  { tree, files }: Site,
  { property, cells }: Pick<RegReading, 'property' | 'cells'>,
  ranges: readonly Interval[],
): Edits {
  const words = cellsOf(tree, property) ?? [];
  const width = cells.address + cells.size;
  return ranges.flatMap(({ start, end }, i) => {
    const address = { from: i * width, count: cells.address };
    const size = { from: i * width + cells.address, count: cells.size };
    return [
      ...writeNumber(words, address, start, files),
      ...writeNumber(words, size, end - start, files),
    ];
  });
}

/**
 * Gives a node of shared memory this host range. A guest address that was the host's stays so, as direct-mapped domains
 * need it; any other becomes a multiple of 4 KiB.
 */
export function sharedEdits(
  { tree, files }: Site,
  { property, cells, host, guestAddress }: SharedMemory,
  start: bigint | undefined,
  size: bigint,
): Edits {
  const words = property && cellsOf(tree, property);
  if (words === undefined || cells === undefined || guestAddress === undefined) return [undefined];
  const { address } = cells;
  const guest =
    host?.start === guestAddress && start !== undefined ? start : alignDown(guestAddress, pageSize);
  const numbers = [...(host && start !== undefined ? [start] : []), guest];
  const sizeFrom = numbers.length * address;
  return [
    ...numbers.flatMap((it, i) =>
      writeNumber(words, { from: i * address, count: address }, it, files),
    ),
    ...writeNumber(words, { from: sizeFrom, count: cells.size }, size, files),
  ];
}
