/** How a memory map's parts are called in text and pictures. */
import { readableSize } from '../../memory/format-number';
import type { Interval } from '../../memory/interval';
import type { MemoryRegion, Outcome, RegionOverlap } from '../../model/memory-map';

/** `domain-linux + domain-realtime`; `-` for what nobody owns. */
export function ownersText({ owners }: MemoryRegion): string {
  return owners.length === 0 ? '-' : owners.join(' + ');
}

/** What is wrong with a region apart from overlaps: `dropped by Xen, outside RAM`; empty when nothing is. */
export function troubleText({ state, inRam }: MemoryRegion): string {
  const words = [stateWords[state], ramWords[inRam]].filter((it) => it !== '');
  return words.join(', ');
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
  const { first, second, outcome } = overlap;
  const size = overlap.end > overlap.start ? ` of ${sizeOf(overlap)}` : '';
  const word = outcome === 'tolerated' ? 'shared bytes' : 'OVERLAP';
  return `${word}${size}: ${second.label} with ${first.label}; ${reactionTo(outcome, second)}`;
}

function reactionTo(outcome: Outcome, second: MemoryRegion): string {
  switch (outcome) {
    case 'dropped':
      return `Xen drops ${second.label}`;
    case 'panic':
      return 'Xen panics';
    case 'unnoticed':
      return 'nobody notices, and one overwrites the other';
    case 'tolerated':
      return 'this is allowed';
  }
}

/** The size of an interval for the eye: `32 MiB`; `empty`. */
export function sizeOf({ start, end }: Interval): string {
  return end > start ? readableSize(end - start) : 'empty';
}

/** Addresses padded to one width, wide enough for all that the intervals name. */
export function addressFormat(intervals: readonly Interval[]): (address: bigint) => string {
  const fewest = 8;
  const digits = intervals.reduce((most, it) => {
    return Math.max(most, it.start.toString(16).length, lastOf(it).toString(16).length);
  }, fewest);
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
