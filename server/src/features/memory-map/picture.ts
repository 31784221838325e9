/**
 * Where everything in the picture of a memory map stands, in pixels: addresses on the left, a column of memory, and a
 * table of labels on the right, joined to their boxes by lines. Only geometry: `svg.ts` makes it visible.
 */
import { maxDrawnRegions } from '../../base/limits';
import type { Interval } from '../../memory/interval';
import type { MemoryMap } from '../../model/memory-map';
import { scaleOf, type Piece, type Scale } from './address-scale';
import { extent, overlapBoxes, regionBoxes } from './boxes';
import { cutOff } from './cut-off';
import { labelHeight, placeLabels, tableOf } from './labels';
import { stretchesOf, type MapStretch } from './map-rows';
import type { BankBox, Column, Picture, Tick } from './picture-parts';
import { addressFormat, clip, sizeOf } from './region-words';

const smallCharacterWidth = 6.8;
const margin = 20;
const columnWidth = 230;
/** Between the column and the labels: room for their lines. */
const gutter = 48;
const headingHeight = 24;

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
