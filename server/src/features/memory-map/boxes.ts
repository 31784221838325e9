/** The boxes of regions and overlaps in the column of memory. */
import type { Interval } from '../../memory/interval';
import { isLoss, type MemoryRegion, type RegionOverlap } from '../../model/memory-map';
import type { Scale } from './address-scale';
import { lanesOf } from './lanes';
import type { Box, Column, OverlapBox, RegionBox } from './picture-parts';

/** Between the edges of the column and its boxes, in pixels. */
const inset = 7;

/** A box for each region; they ascend by start. */
export function regionBoxes(
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

/** Where an interval is on the scale; what is empty has no height. */
export function extent(it: Interval, scale: Scale): Pick<Box, 'y' | 'height'> {
  const y = scale.topAt(it.start);
  const bottom = it.end > it.start ? scale.bottomAt(it.end) : y;
  return { y, height: Math.max(0, bottom - y) };
}

/** From the left edge of the one region of an overlap to the right edge of the other. */
export function sidesIn(regions: readonly RegionBox[]): (overlap: RegionOverlap) => Column {
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
export function overlapBoxes(
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
