/**
 * A memory map as an SVG picture that stands alone: no script, no resources from elsewhere, and for light and dark
 * pages alike. Colour is never the only sign: owners have numbers, kinds patterns, and each region a label.
 */
import { formatRange } from '../../memory/format-number';
import { isLoss, summaryOf, type MemoryMap, type MemoryRegion } from '../../model/memory-map';
import type { Piece } from './address-scale';
import type { PlaceOf } from './json';
import { legendOf } from './legend';
import {
  nobody,
  ownerSigns,
  patternDefinitions,
  patternOf,
  style,
  type OwnerSign,
} from './palette';
import { pictureOf } from './picture';
import {
  displayWidth,
  type BankBox,
  type Box,
  type Label,
  type LabelText,
  type OverlapBox,
  type Picture,
  type RegionBox,
} from './picture-parts';
import { clip, overlapText, ownersText, sizeOf, troubleText } from './region-words';
import { rectangle, text } from './svg-shapes';
import { px, xml } from './svg-text';

type Signs = ReadonlyMap<string, OwnerSign>;

const margin = 20;
const titleLine = 36;
const summaryLine = 56;
const mapTop = 74;
const lineHeight = 18;
/** Characters of a text that only a pointer brings up. */
const longestTip = 300;
/** Narrowest picture: the summary and the legend fit. */
const leastWidth = 640;
/** Lines of the description that tell overlaps. */
const mostDescribed = 20;

/** Draws the map; `file` is how the picture calls the root, `placeOf` tells where a claim is written. */
export function memoryMapSvg(map: MemoryMap, file: string, placeOf: PlaceOf): string {
  const picture = pictureOf(map, mapTop);
  const signs = ownerSigns(picture.regions.map((it) => it.region));
  const title = `Memory map of ${file} as ${map.reader} reads it`;
  const notes = [...(picture.omission === undefined ? [] : [picture.omission]), ...map.notes];
  const width = Math.max(
    leastWidth,
    picture.width,
    2 * margin + displayWidth(clip(title, 80)) * 1.35,
    2 * margin + displayWidth(summaryOf(map)),
  );
  const legend = legendOf(picture, signs, { x: margin, y: picture.bottom + 24, width });
  const noteLines = notes.map((it) => clip(`note: ${it}`, Math.floor((width - 2 * margin) / 7.4)));
  const height = legend.bottom + lineHeight * noteLines.length + margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${px(width)} ${px(height)}" width="${px(width)}" height="${px(height)}" role="img" aria-labelledby="mm-title mm-description">`,
    `<title id="mm-title">${xml(title)}</title>`,
    `<desc id="mm-description">${xml(descriptionOf(map))}</desc>`,
    `<style>${style}</style>`,
    `<defs>${patternDefinitions}</defs>`,
    `<rect class="page" width="${px(width)}" height="${px(height)}"/>`,
    text(clip(title, 80), margin, titleLine, 'title'),
    text(summaryOf(map), margin, summaryLine, map.overlaps.some(isLoss) ? 'alarm' : 'quiet'),
    ...picture.heads.map((it) => cell(it, mapTop + 12, 'quiet small')),
    ...picture.banks.map(bankShape),
    ...picture.pieces.map((it) => pieceShape(it, picture)),
    ...picture.regions.map((it) => regionShape(it, signs, placeOf)),
    ...picture.overlaps.map(overlapShape),
    ...picture.regions.flatMap((it) => badge(it, ownersOf(it.region, signs))),
    ...picture.ticks.map((it) => tick(it.text, it.y, picture)),
    ...picture.banks.map((it) => text(it.heading, it.x, it.y - 8, 'heading')),
    ...picture.labels.map((it) => labelShape(it, picture)),
    ...legend.shapes,
    ...noteLines.map((it, i) =>
      text(it, margin, legend.bottom + lineHeight * (i + 0.8), 'quiet small'),
    ),
    '</svg>',
    '',
  ].join('\n');
}

/** For those who cannot see the picture: what it is about, and what is wrong. */
function descriptionOf(map: MemoryMap): string {
  const losses = map.overlaps.filter(isLoss).slice(0, mostDescribed);
  return [summaryOf(map), ...losses.map(overlapText)].map((it) => `${it}.`).join(' ');
}

function bankShape({ x, y, width, height }: BankBox): string {
  return rectangle({ x, y, width, height }, 'class="ram" rx="3"');
}

/** What nobody claims: its size, and a break where it is much larger than it looks. */
function pieceShape(piece: Piece, { column }: Picture): string {
  const { content, top, height, isBroken } = piece;
  const middle = top + height / 2;
  const label = piece.end > piece.start ? `${content} ${sizeOf(piece)}` : content;
  const centre = (column.left + column.right) / 2;
  const shown = text(label, centre, middle + 4, 'middle quiet small');
  if (!isBroken) return shown;
  return [breakLine(column.left - 5, middle), breakLine(column.right - 11, middle), shown].join('');
}

/** Two short zigzags across an edge of the column, over a gap in it. */
function breakLine(x: number, y: number): string {
  const zigzag = (at: number) => `M${px(x)},${px(at + 3)}l4,-6l4,6l4,-6l4,6`;
  return `<path class="break" d="${zigzag(y - 3)}${zigzag(y + 3)}"/>`;
}

function regionShape(box: RegionBox, signs: Signs, placeOf: PlaceOf): string {
  const { region } = box;
  const fills = ownersOf(region, signs).slice(0, mostStripes);
  const stripe = box.width / fills.length;
  const lost = region.state === 'kept' ? '' : ' lost';
  const faint = region.state === 'kept' ? '' : ' fill-opacity="0.4"';
  const pattern = patternOf(region);
  const shapes = [
    ...fills.map(({ fill }, i) =>
      rectangle({ ...box, x: box.x + i * stripe, width: stripe }, `fill="${fill}"${faint}`),
    ),
    ...(pattern === 'module' ? [] : [rectangle(box, `fill="url(#mm-${pattern})"`)]),
    box.height > 0
      ? rectangle(box, `class="box${lost}"`)
      : `<path class="box" d="M${px(box.x)},${px(box.y)}h${px(box.width)}"/>`,
  ];
  const tip = clip(tipOf(region, placeOf), longestTip);
  return `<g><title>${xml(tip)}</title>${shapes.join('')}</g>`;
}

function ownersOf({ owners }: MemoryRegion, signs: Signs): readonly OwnerSign[] {
  return owners.length === 0 ? [nobody] : owners.flatMap((it) => signs.get(it) ?? []);
}

/** Owners of a shared region that get a stripe of it each. */
const mostStripes = 4;

/** The owners' numbers, where there is room for them. */
function badge(box: Box, owners: readonly OwnerSign[]): readonly string[] {
  const number = owners.map((it) => it.badge).join('+');
  const width = number.length * 6.5 + 8;
  if (number === '' || width > box.width - 4 || box.height < 16) return [];
  const x = box.x + 3;
  const y = box.y + Math.min(5, (box.height - 14) / 2);
  return [
    rectangle({ x, y, width, height: 14 }, 'class="badge" rx="3"'),
    text(number, x + width / 2, y + 10.5, 'number'),
  ];
}

function tipOf(region: MemoryRegion, placeOf: PlaceOf): string {
  const [first] = region.claims;
  const place = first && placeOf(first.at);
  const where = place && `${place.file}:${place.range.start.line + 1}`;
  const range = `${formatRange(region)} (${sizeOf(region)})`;
  const parts = [ownersText(region), region.what, region.label, range, troubleText(region), where];
  return parts.filter((it) => it !== undefined && it !== '').join(', ');
}

function overlapShape(box: OverlapBox): string {
  return `<g><title>${xml(overlapText(box.overlap))}</title>${rectangle(box, 'class="clash"')}</g>`;
}

function tick(address: string, y: number, { column }: Picture): string {
  const line = `<path class="tick" d="M${px(column.left - 7)},${px(y)}h7"/>`;
  return line + text(address, column.left - 10, y + 4, 'end small');
}

function labelShape({ anchor, height, isAlarm, texts, x, y }: Label, { column }: Picture): string {
  const middle = y + height / 2;
  const elbow = column.right + 8;
  const line = `<path class="leader" d="M${px(anchor.x)},${px(anchor.y)}H${px(elbow)}L${px(x - 14)},${px(middle)}H${px(x - 5)}"/>`;
  const dot = isAlarm
    ? `<path class="clash" d="M${px(anchor.x)},${px(anchor.y)}h1"/>`
    : `<circle class="anchor" cx="${px(anchor.x)}" cy="${px(anchor.y)}" r="2.5"/>`;
  return line + dot + texts.map((it) => cell(it, middle + 4, '')).join('');
}

function cell({ style: look, text: shown, x }: LabelText, y: number, others: string): string {
  if (shown === '') return '';
  const classes = { owner: 'owner', plain: '', size: 'end', alarm: 'alarm' }[look];
  return text(shown, x, y, `${classes} ${others}`.trim());
}
