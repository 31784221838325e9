/** The table of labels beside the column: its columns, and a row for each region and each overlap, none upon another. */
import { isLoss, type MemoryRegion, type RegionOverlap } from '../../model/memory-map';
import type { Scale } from './address-scale';
import { extent, sidesIn } from './boxes';
import {
  characterWidth,
  displayWidth,
  type Box,
  type Label,
  type LabelText,
  type RegionBox,
} from './picture-parts';
import { clip, overlapText, ownersText, sizeOf, troubleText } from './region-words';
import { spread } from './spread';

/** Height of a row, in pixels. */
export const labelHeight = 18;

/** The columns of the table, in pixels. */
export interface Table {
  readonly x: number;
  readonly right: number;
  readonly heads: readonly LabelText[];
  readonly textsOf: (region: MemoryRegion) => readonly LabelText[];
}

/** Characters that the columns of labels have at most: owner, what, name, trouble. */
const widest = { owner: 36, what: 24, name: 31, trouble: 34 } as const;

/** Columns that are as wide as the texts of the regions need, from `x` on. */
export function tableOf(regions: readonly MemoryRegion[], x: number): Table {
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

interface Surroundings {
  readonly scale: Scale;
  readonly table: Table;
  readonly top: number;
}

const mostOverlapText = 110;

/** Places a label near each region and each overlap. */
export function placeLabels(
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
