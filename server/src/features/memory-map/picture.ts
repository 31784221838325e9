/**
 * Where everything in the picture of a memory map stands, in pixels: addresses on the left, a column of memory, and a
 * table of labels on the right, joined to their boxes by lines. Only geometry: `svg.ts` makes it visible.
 */
import { maxDrawnRegions } from '../../base/limits';
import type { Interval } from '../../memory/interval';
import {
  isLoss,
  type MemoryMap,
  type MemoryRegion,
  type RegionOverlap,
} from '../../model/memory-map';
import { scaleOf, type Piece, type Scale } from './address-scale';
import { lanesOf } from './lanes';
import { cutOff } from './cut-off';
import { stretchesOf, type MapStretch } from './map-rows';
import { addressFormat, clip, overlapText, ownersText, sizeOf, troubleText } from './region-words';
import { spread } from './spread';

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
  readonly column: { readonly left: number; readonly right: number };
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

/** Pixels that a character of the 12 px font takes at most; monospaced fonts have 0.55 to 0.61 em. */
export const characterWidth = 7.4;
const smallCharacterWidth = 6.8;
const labelHeight = 18;
const margin = 20;
const columnWidth = 230;
/** Between the column and the labels: room for their lines. */
const gutter = 48;
const headingHeight = 24;
const inset = 7;

/** Lays out the picture, its topmost part `top` pixels from the top. */
export function pictureOf(map: MemoryMap, top: number): Picture {
  const { drawn, ram, limit } = cutOff(map);
  const address = addressFormat([...drawn, ...ram].map((it) => it.end));
  const digits = address(0n).length;
  const left = margin + Math.ceil(digits * smallCharacterWidth) + 14;
  const column = { left, right: left + columnWidth };
  const headed = top + labelHeight;
  const isRamKnown = map.ram !== undefined;
  const scale = scaleOf({
    claimed: drawn,
    ram: isRamKnown ? ram : undefined,
    limit,
    top: headed,
    heading: headingHeight,
  });
  const regions = regionBoxes(drawn, scale, column);
  const isDrawn = new Set(drawn);
  const overlaps = map.overlaps
    .filter((it) => isDrawn.has(it.first) && isDrawn.has(it.second))
    .slice(0, maxDrawnRegions);
  const table = tableOf(drawn, column.right + gutter);
  const labels = placeLabels(regions, overlaps, { scale, table, top: headed });
  const last = labels.at(-1);
  const rest = limit === undefined ? [] : [restBelow(scale)];
  const bottom = scale.bottom + rest.reduce((sum, it) => sum + it.height, 0);
  const omitted = map.regions.length - drawn.length;
  return {
    width: Math.max(table.right, ...labels.map((it) => it.x + it.width)) + margin,
    bottom: Math.max(bottom, last === undefined ? headed : last.y + last.height),
    column,
    banks: bankBoxes(map, ram, scale, column),
    pieces: [...scale.pieces.filter((it) => it.content !== 'claimed'), ...rest],
    regions,
    overlaps: overlapBoxes(overlaps, scale, regions),
    ticks: ticksOf(scale, address),
    labels,
    heads: drawn.length === 0 ? [] : table.heads,
    ...(limit !== undefined && {
      omission: `not drawn: ${omitted} more regions, and all else from ${address(limit)} on`,
    }),
  };
}

/** Stands for everything that is not drawn, of whatever size. */
function restBelow({ bottom: top, pieces }: Scale): Piece {
  const at = pieces.at(-1)?.end ?? 0n;
  return { start: at, end: at, content: 'not drawn', top, height: headingHeight, isBroken: true };
}

interface Column {
  readonly left: number;
  readonly right: number;
}

function regionBoxes(
  regions: readonly MemoryRegion[],
  scale: Scale,
  column: Column,
): readonly RegionBox[] {
  const lanes = lanesOf(regions);
  return regions.map((region, i) => {
    const { lane, of } = lanes[i] ?? { lane: 0, of: 1 };
    const width = (column.right - column.left - 2 * inset) / of;
    const x = column.left + inset + lane * width;
    return { region, x, width, ...extent(region, scale) };
  });
}

function extent(it: Interval, scale: Scale): Pick<Box, 'y' | 'height'> {
  const y = scale.topAt(it.start);
  const bottom = it.end > it.start ? scale.bottomAt(it.end) : y;
  return { y, height: Math.max(0, bottom - y) };
}

/** From the left edge of the one region of an overlap to the right edge of the other. */
function sidesIn(regions: readonly RegionBox[]): (overlap: RegionOverlap) => Column {
  const places = new Map(regions.map((it) => [it.region, it]));
  return ({ first, second }) => {
    const pair = [places.get(first), places.get(second)].filter((it) => it !== undefined);
    return {
      left: Math.min(...pair.map((it) => it.x)),
      right: Math.max(...pair.map((it) => it.x + it.width)),
    };
  };
}

/** Boxes over both regions, for overlaps that matter; one for what would look the same. */
function overlapBoxes(
  overlaps: readonly RegionOverlap[],
  scale: Scale,
  regions: readonly RegionBox[],
): readonly OverlapBox[] {
  const sidesOf = sidesIn(regions);
  const boxes = new Map<string, OverlapBox>();
  for (const overlap of overlaps) {
    if (!isLoss(overlap)) continue;
    const { left, right } = sidesOf(overlap);
    const x = left - inset / 2;
    const width = right - left + inset;
    const key = `${overlap.start} ${overlap.end} ${x} ${width}`;
    if (!boxes.has(key)) boxes.set(key, { overlap, x, width, ...extent(overlap, scale) });
  }
  return [...boxes.values()];
}

function bankBoxes(
  map: MemoryMap,
  ram: readonly Interval[],
  scale: Scale,
  { left, right }: Column,
): readonly BankBox[] {
  const stretches = stretchesOf(map).filter((it) => it.ram !== undefined);
  const widest = Math.floor((right - left) / smallCharacterWidth);
  return ram.map((it, i) => ({
    x: left,
    width: right - left,
    ...extent(it, scale),
    heading: clip(headingOf(stretches[i]), widest),
  }));
}

function headingOf(stretch: MapStretch | undefined): string {
  const { ram, banks = [] } = stretch ?? {};
  return `RAM ${ram ? sizeOf(ram) : ''} ${banks.join(', ')}`.trimEnd();
}

/** An address at each border; where a bank begins above its heading another may end. */
function ticksOf(scale: Scale, address: (it: bigint) => string): readonly Tick[] {
  const ticks = scale.pieces.map((it) => ({ y: it.top, text: address(it.start) }));
  const last = scale.pieces.at(-1);
  return last === undefined ? ticks : [...ticks, { y: scale.bottom, text: address(last.end) }];
}

interface Table {
  readonly x: number;
  readonly right: number;
  readonly heads: readonly LabelText[];
  readonly textsOf: (region: MemoryRegion) => readonly LabelText[];
}

/** Characters that the columns of labels have at most: owner, what, name, trouble. */
const widest = { owner: 36, what: 24, name: 31, trouble: 34 } as const;

function tableOf(regions: readonly MemoryRegion[], x: number): Table {
  const owner = (it: MemoryRegion) => clip(ownersText(it), widest.owner);
  const what = (it: MemoryRegion) => clip(it.what, widest.what);
  const name = (it: MemoryRegion) => clip(it.name, widest.name);
  const trouble = (it: MemoryRegion) => clip(troubleText(it), widest.trouble);
  const room = (head: string, text: (it: MemoryRegion) => string) =>
    regions.reduce((most, it) => Math.max(most, displayWidth(text(it))), displayWidth(head));
  const gap = 2 * characterWidth;
  const whatX = x + room('owner', owner) + gap;
  const nameX = whatX + room('what', what) + gap;
  const sizeX = nameX + room('node', name) + gap + room('size', sizeOf);
  const troubleX = sizeX + gap;
  const texts = (
    cells: readonly [string, string, string, string, string],
  ): readonly LabelText[] => [
    { text: cells[0], x, style: 'owner' as const },
    { text: cells[1], x: whatX, style: 'plain' },
    { text: cells[2], x: nameX, style: 'plain' },
    { text: cells[3], x: sizeX, style: 'size' },
    { text: cells[4], x: troubleX, style: 'alarm' },
  ];
  const hasTrouble = regions.some((it) => troubleText(it) !== '');
  return {
    x,
    right: hasTrouble ? troubleX + room('', trouble) : sizeX,
    heads: texts(['owner', 'what', 'node', 'size', '']).map((it) =>
      it.style === 'owner' ? { ...it, style: 'plain' } : it,
    ),
    textsOf: (it) => texts([owner(it), what(it), name(it), sizeOf(it), trouble(it)]),
  };
}

/** Pixels of a text in the 12 px font; what is no ASCII may be twice as wide. */
export function displayWidth(text: string): number {
  return Array.from(text).reduce((sum, it) => sum + (it <= '~' ? 1 : 2), 0) * characterWidth;
}

interface Surroundings {
  readonly scale: Scale;
  readonly table: Table;
  readonly top: number;
}

const mostOverlapText = 110;

function placeLabels(
  regions: readonly RegionBox[],
  overlaps: readonly RegionOverlap[],
  { scale, table, top }: Surroundings,
): readonly Label[] {
  const sidesOf = sidesIn(regions);
  const wishes = [
    ...regions.map((box) => ({
      of: box.region,
      box,
      texts: table.textsOf(box.region),
      isAlarm: false,
      width: table.right - table.x,
    })),
    ...overlaps.map((overlap) => {
      const isAlarm = isLoss(overlap);
      const text = clip(overlapText(overlap), mostOverlapText);
      const box = { x: sidesOf(overlap).right, width: 0, ...extent(overlap, scale) };
      const style = isAlarm ? 'alarm' : 'plain';
      const texts: readonly LabelText[] = [{ text, x: table.x, style }];
      return { of: overlap, box, texts, isAlarm, width: displayWidth(text) };
    }),
  ];
  const middle = ({ y, height }: Pick<Box, 'y' | 'height'>) => y + height / 2;
  wishes.sort((a, b) => middle(a.box) - middle(b.box));
  const tops = spread(
    wishes.map(({ box }) => middle(box) - labelHeight / 2),
    labelHeight,
    top,
  );
  return wishes.map(({ of, box, texts, isAlarm, width }, i) => {
    const y = tops[i] ?? top;
    const slack = Math.min(5, box.height / 2);
    const centre = y + labelHeight / 2;
    const anchorY = Math.max(box.y + slack, Math.min(centre, box.y + box.height - slack));
    const anchor = { x: box.x + box.width - (box.width > 0 ? 6 : 0), y: anchorY };
    return { x: table.x, y, width, height: labelHeight, texts, of, anchor, isAlarm };
  });
}
