/** How a memory map's parts are called in text and pictures. */
import { readableSize } from '../../memory/format-number';
import type { Interval } from '../../memory/interval';
import { isLoss, isMisplaced, type MemoryRegion, type RegionOverlap } from '../../model/memory-map';

/** `domain-linux + domain-realtime`; `-` for what nobody owns. */
export function ownersText({ owners }: MemoryRegion): string {
  return owners.length === 0 ? '-' : owners.join(' + ');
}

/** What is wrong with a region apart from overlaps: `dropped by Xen, outside RAM`; empty when nothing is. */
export function troubleText(region: MemoryRegion): string {
  const ram = isMisplaced(region) ? ramWords[region.inRam] : '';
  return [stateWords[region.state], ram].filter((it) => it !== '').join(', ');
}

const stateWords: Readonly<Record<MemoryRegion['state'], string>> = {
  kept: '',
  dropped: 'dropped by Xen',
  surplus: 'too many modules: dropped by Xen',
};

const ramWords: Readonly<Record<MemoryRegion['inRam'], string>> = {
  all: '',
  part: 'partly outside RAM',
  none: 'outside RAM',
  unknown: '',
};

/** `OVERLAP of 16 MiB: ramdisk@49000000 with kernel@48000000; Xen drops ramdisk@49000000`. */
export function overlapText(overlap: RegionOverlap): string {
  const { first, second } = overlap;
  const size = overlap.end > overlap.start ? ` of ${sizeOf(overlap)}` : '';
  const word = isLoss(overlap) ? 'OVERLAP' : 'overlap';
  return `${word}${size}: ${second.label} with ${first.label}; ${reactionTo(overlap)}`;
}

function reactionTo({ first, second, outcome }: RegionOverlap): string {
  switch (outcome) {
    case 'dropped':
      return `Xen drops ${second.label}`;
    case 'panic':
      return `Xen stops at ${second.label}`;
    case 'unnoticed':
      return 'one overwrites the other';
    case 'tolerated':
      return 'this is allowed';
    case 'moot':
      return `Xen drops ${first.state === 'kept' ? second.label : first.label} anyhow`;
  }
}

/** The size of an interval for the eye: `32 MiB`; `empty`. */
export function sizeOf({ start, end }: Interval): string {
  return end > start ? readableSize(end - start) : 'empty';
}

/** Addresses padded to one width, that of the longest. */
export function addressFormat(addresses: readonly bigint[]): (address: bigint) => string {
  const fewest = 8;
  const greatest = addresses.reduce((a, b) => (b > a ? b : a), 0n);
  const digits = Math.max(fewest, greatest.toString(16).length);
  return (address) => `0x${address.toString(16).padStart(digits, '0')}`;
}

/** The last byte of an interval; its start when it is empty. */
export function lastOf({ start, end }: Interval): bigint {
  return end > start ? end - 1n : start;
}

/** A text cut to a number of characters (code points), with an ellipsis where something is missing. */
export function clip(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** What stands before the first line of a text, and before each further one. */
export type Margins = readonly [first: string, others: string];

/** A text in lines of at most `columns` characters, where its words allow that. */
export function wrap(text: string, columns: number, [first, others]: Margins): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isBare = true;
  for (const word of text.split(' ')) {
    const isFull = line.length + 1 + word.length > columns;
    if (isFull && !isBare) lines.push(line);
    line = isBare ? line + word : isFull ? others + word : `${line} ${word}`;
    isBare = false;
  }
  return [...lines, line];
}
