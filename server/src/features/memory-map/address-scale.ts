/**
 * The vertical scale of the picture. The address space is cut wherever something begins or ends; each piece gets a
 * height by the logarithm of its size, between a least one that keeps it readable and a greatest one. What is not
 * claimed is pressed together further, with a visible break where it is huge.
 */
import { merge, type Interval } from '../../memory/interval';

export interface Piece extends Interval {
  readonly content: 'claimed' | 'free' | 'no RAM' | 'unclaimed' | 'not drawn';
  /** Pixels from the top of the picture. */
  readonly top: number;
  readonly height: number;
  /** Its height says nothing about its size. */
  readonly isBroken: boolean;
}

export interface Scale {
  readonly pieces: readonly Piece[];
  /** Pixels of an address that begins or ends something: of what begins there, and of what ends there. */
  readonly topAt: (address: bigint) => number;
  readonly bottomAt: (address: bigint) => number;
  /** Where the last piece ends, in pixels. */
  readonly bottom: number;
}

export interface ScaleInput {
  readonly claimed: readonly Interval[];
  /** Ascending and disjoint; absent when the RAM is not known. */
  readonly ram: readonly Interval[] | undefined;
  /** What is not claimed from this address on is not known to be free; absent when all is drawn. */
  readonly limit?: bigint | undefined;
  /** Where the first piece begins, in pixels. */
  readonly top: number;
  /** Pixels above each interval of RAM, for its heading. */
  readonly heading: number;
}

interface Heights {
  readonly claimed: readonly [least: number, most: number];
  readonly free: readonly [least: number, most: number];
}

const roomy: Heights = { claimed: [26, 68], free: [22, 52] };
const dense: Heights = { claimed: [19, 28], free: [15, 20] };
/** From so many claims on the heights are dense. */
const many = 24;
const heightOfHole = 30;
/** log2 of the sizes in bytes that get the least and the greatest height: 64 KiB and 1 GiB. */
const smallest = 16;
const greatest = 30;
/** What is not claimed and so many times larger than the largest claim is drawn with a break. */
const hugeFactor = 4n;

/** Makes the scale for claims and RAM; without either it has no piece. */
export function scaleOf({ claimed, ram, limit, top, heading }: ScaleInput): Scale {
  const heights = claimed.length < many ? roomy : dense;
  const largest = claimed.reduce((most, it) => max(most, it.end - it.start), 1n);
  const ramStarts = new Set(ram?.map((it) => it.start));
  const isClaimed = memberOf(merge(claimed));
  const isRam = memberOf(ram ?? []);
  const contentAt = (start: bigint): Piece['content'] => {
    if (isClaimed(start)) return 'claimed';
    if (limit !== undefined && start >= limit) return 'not drawn';
    if (ram === undefined) return 'unclaimed';
    return isRam(start) ? 'free' : 'no RAM';
  };
  const borders = bordersOf([...claimed, ...(ram ?? [])]);
  const pieces: Piece[] = [];
  let bottom = top;
  borders.forEach((start, i) => {
    if (ramStarts.has(start)) bottom += heading;
    const end = borders[i + 1];
    if (end === undefined) return;
    const content = contentAt(start);
    const isHole = content !== 'claimed' && content !== 'free';
    const range = content === 'claimed' ? heights.claimed : heights.free;
    const height = isHole ? heightOfHole : heightOf(end - start, range);
    const isBroken = isHole || (content === 'free' && end - start > hugeFactor * largest);
    pieces.push({ start, end, content, top: bottom, height, isBroken });
    bottom += height;
  });
  const tops = new Map(pieces.map((it) => [it.start, it.top]));
  const bottoms = new Map(pieces.map((it) => [it.end, it.top + it.height]));
  return {
    pieces,
    topAt: (address) => tops.get(address) ?? bottoms.get(address) ?? top,
    bottomAt: (address) => bottoms.get(address) ?? tops.get(address) ?? top,
    bottom,
  };
}

function heightOf(size: bigint, [least, most]: readonly [number, number]): number {
  const share = (Math.log2(Number(size)) - smallest) / (greatest - smallest);
  return Math.round(least + (most - least) * Math.max(0, Math.min(1, share)));
}

function bordersOf(intervals: readonly Interval[]): readonly bigint[] {
  const borders = new Set(intervals.flatMap((it) => [it.start, it.end]));
  return [...borders].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Whether ascending addresses lie in the intervals, which are ascending and disjoint. */
function memberOf(intervals: readonly Interval[]): (address: bigint) => boolean {
  let next = 0;
  return (address) => {
    while (next < intervals.length && (intervals[next]?.end ?? 0n) <= address) next++;
    const it = intervals[next];
    return it !== undefined && it.start <= address;
  };
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
