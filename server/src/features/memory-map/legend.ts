/** What the colours, numbers and patterns of the picture mean: only those that occur, in rows. */
import { nobody, patternNames, patternOf, type OwnerSign, type Pattern } from './palette';
import { displayWidth, type Picture } from './picture-parts';
import { clip } from './region-words';
import { rectangle, text } from './svg-shapes';
import { px } from './svg-text';

export interface Legend {
  readonly shapes: readonly string[];
  /** Where it ends, in pixels from the top. */
  readonly bottom: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
  /** Width of the picture. */
  readonly width: number;
}

interface Entry {
  readonly name: string;
  /** The shapes of a swatch whose upper left corner is given. */
  readonly swatch: (x: number, y: number) => string;
}

const rowHeight = 22;
const swatchWidth = 30;
const swatchHeight = 16;
/** Owners that are listed; every label names its own. */
const mostOwners = 40;
const longestName = 30;
/** Between two entries. */
const gap = 22;

/** Lays out the legend of a picture. */
export function legendOf(
  picture: Picture,
  signs: ReadonlyMap<string, OwnerSign>,
  { x, y, width }: Place,
): Legend {
  const owners = ownerEntries(picture, signs);
  const kinds = kindEntries(picture);
  const first = rows('owner', owners, { x, y, width });
  const second = rows('kind', kinds, { x, y: first.bottom, width });
  return { shapes: [...first.shapes, ...second.shapes], bottom: second.bottom + 4 };
}

function ownerEntries(
  { regions }: Picture,
  signs: ReadonlyMap<string, OwnerSign>,
): readonly Entry[] {
  const hasNobody = regions.some((it) => it.region.owners.length === 0);
  const all = [...signs.values(), ...(hasNobody ? [nobody] : [])];
  const entries = all.slice(0, mostOwners).map(({ name, fill, badge }): Entry => ({
    name: clip(name, longestName),
    swatch: (x, y) => ownerSwatch(x, y, fill, badge),
  }));
  const others = all.length - entries.length;
  return others === 0 ? entries : [...entries, { name: `and ${others} more`, swatch: () => '' }];
}

function ownerSwatch(x: number, y: number, fill: string, badge: string): string {
  const box = { x, y, width: swatchWidth, height: swatchHeight };
  const colour = rectangle(box, `class="box" style="fill:${fill}"`);
  if (badge === '') return colour;
  const width = badge.length * 6.5 + 8;
  const plate = { x: x + (swatchWidth - width) / 2, y: y + 2, width, height: swatchHeight - 4 };
  const number = text(badge, x + swatchWidth / 2, y + 11.5, 'number');
  return colour + rectangle(plate, 'class="badge" rx="3"') + number;
}

function kindEntries({ regions, overlaps, pieces }: Picture): readonly Entry[] {
  const used = new Set(regions.map((it) => patternOf(it.region)));
  const patterns = (Object.keys(patternNames) as Pattern[]).filter((it) => used.has(it));
  const box = (x: number, y: number) => ({ x, y, width: swatchWidth, height: swatchHeight });
  const entries = patterns.map((pattern): Entry => ({
    name: patternNames[pattern],
    swatch: (x, y) =>
      rectangle(box(x, y), 'class="box" style="fill:#cfd6dd"') +
      (pattern === 'module' ? '' : rectangle(box(x, y), `fill="url(#mm-${pattern})"`)),
  }));
  const isLost = regions.some((it) => it.region.state !== 'kept');
  if (isLost)
    entries.push({
      name: 'dropped by Xen',
      swatch: (x, y) => rectangle(box(x, y), 'class="box lost"'),
    });
  if (overlaps.length > 0)
    entries.push({ name: 'overlap', swatch: (x, y) => rectangle(box(x, y), 'class="clash"') });
  if (pieces.some((it) => it.isBroken))
    entries.push({
      name: 'gap, not to scale',
      swatch: (x, y) => {
        const zigzag = (at: number) => `M${px(x + 6)},${px(at)}l5,-6l5,6l5,-6l5,6`;
        return `<path class="break" d="${zigzag(y + 9)}${zigzag(y + 15)}"/>`;
      },
    });
  return entries;
}

/** The entries from left to right, on as many rows as they need. */
function rows(title: string, entries: readonly Entry[], { x, y, width }: Place): Legend {
  if (entries.length === 0) return { shapes: [], bottom: y };
  const from = x + displayWidth('owner  ');
  const shapes = [text(title, x, y + 12, 'quiet')];
  let at = from;
  let top = y;
  for (const { name, swatch } of entries) {
    const room = swatchWidth + 8 + displayWidth(name) + gap;
    if (at > from && at + room - gap > width - x) {
      at = from;
      top += rowHeight;
    }
    shapes.push(swatch(at, top), text(name, at + swatchWidth + 8, top + 12, ''));
    at += room;
  }
  return { shapes, bottom: top + rowHeight + 4 };
}
