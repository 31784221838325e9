/** The parts of the picture of a memory map, placed in pixels. */
import type { MemoryRegion, RegionOverlap } from '../../model/memory-map';
import type { Piece } from './address-scale';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface RegionBox extends Box {
  readonly region: MemoryRegion;
}

export interface OverlapBox extends Box {
  readonly overlap: RegionOverlap;
}

export interface BankBox extends Box {
  readonly heading: string;
}

export interface Label extends Box {
  /** One text for each column, or one that runs over all of them. */
  readonly texts: readonly LabelText[];
  readonly of: MemoryRegion | RegionOverlap;
  /** Where the line to it begins. */
  readonly anchor: { readonly x: number; readonly y: number };
  readonly isAlarm: boolean;
}

export interface LabelText {
  readonly text: string;
  readonly x: number;
  readonly style: 'owner' | 'plain' | 'size' | 'alarm';
}

export interface Tick {
  readonly y: number;
  readonly text: string;
}

export interface Picture {
  readonly width: number;
  /** Where the map ends and the legend may begin. */
  readonly bottom: number;
  /** The column of memory: its left and right edge. */
  readonly column: Column;
  readonly banks: readonly BankBox[];
  /** What lies between claims. */
  readonly pieces: readonly Piece[];
  readonly regions: readonly RegionBox[];
  readonly overlaps: readonly OverlapBox[];
  readonly ticks: readonly Tick[];
  readonly labels: readonly Label[];
  /** The heads of the columns of labels. */
  readonly heads: readonly LabelText[];
  /** What is not drawn, in a sentence. */
  readonly omission?: string;
}

/** The left and the right edge of something. */
export interface Column {
  readonly left: number;
  readonly right: number;
}

/** Pixels that a character of the 12 px font takes at most; monospaced fonts have 0.55 to 0.61 em. */
export const characterWidth = 7.4;
/** Pixels of a text in the 12 px font; what is no ASCII may be twice as wide. */
export function displayWidth(text: string): number {
  return Array.from(text).reduce((sum, it) => sum + (it <= '~' ? 1 : 2), 0) * characterWidth;
}
