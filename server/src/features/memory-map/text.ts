/** A memory map as text: a table by address in 100 columns, overlaps where they are. */
import { isLoss, summaryOf, type MemoryMap } from '../../model/memory-map';
import { stretchesOf, type MapRow, type MapStretch } from './map-rows';
import {
  addressFormat,
  clip,
  lastOf,
  overlapText,
  ownersText,
  sizeOf,
  troubleText,
  wrap,
} from './region-words';

const columns = 100;
const widestOwner = 34;
/** Owners with longer names push the rest of their row to the right, rather than the whole table. */
const ownerColumn = 20;
/** Before the rest of a row that has no room. */
const continued = ' '.repeat(8);

/** The lines of the map; `file` is how the output calls the root. */
export function memoryMapText(map: MemoryMap, file: string): string {
  const address = addressFormat([...map.regions, ...(map.ram ?? [])].map(lastOf));
  const widest = (texts: readonly string[]) =>
    texts.reduce((most, it) => Math.max(most, it.length), 0);
  const table = {
    address,
    owner: widest(map.regions.map(ownersText).filter((it) => it.length <= ownerColumn)),
    size: widest([...map.regions, ...map.free].map(sizeOf)),
  };
  const lines = [
    `Memory map of ${file} as ${map.reader} reads it`,
    summaryOf(map),
    ...stretchesOf(map).flatMap((it) => ['', ...stretchLines(it, map, table)]),
    ...noteLines(map),
  ];
  return lines.map((it) => `${it}\n`).join('');
}

interface Table {
  readonly address: (address: bigint) => string;
  /** Width of the column of owners. */
  readonly owner: number;
  /** Width of the column of sizes. */
  readonly size: number;
}

function stretchLines(stretch: MapStretch, map: MemoryMap, table: Table): readonly string[] {
  return [headingOf(stretch, map, table), ...stretch.rows.flatMap((it) => rowLines(it, table))];
}

function headingOf({ ram, banks }: MapStretch, map: MemoryMap, { address }: Table): string {
  if (ram === undefined) return map.ram === undefined ? 'Claimed' : 'Outside RAM';
  const range = `${address(ram.start)}-${address(lastOf(ram))}`;
  return clip(`RAM ${range}  ${sizeOf(ram)}  ${banks.join(', ')}`.trimEnd(), columns);
}

function rowLines(row: MapRow, { address, owner, size }: Table): readonly string[] {
  const range = row.kind === 'free' ? row.range : row.region;
  const start = `${address(range.start)}-${address(lastOf(range))}  ${sizeOf(range).padStart(size)}`;
  if (row.kind === 'free') return [`  . ${start}  free`];
  const { region } = row;
  const hasLoss = row.overlaps.some(isLoss);
  const trouble = troubleText(region);
  const mark = hasLoss || trouble !== '' ? '!' : ' ';
  const whose = clip(ownersText(region), widestOwner).padEnd(owner);
  const what = [region.what, region.name, trouble && `(${trouble})`].filter((it) => it !== '');
  return [
    ...wrap(what.join(' '), columns, [`  ${mark} ${start}  ${whose}  `, continued]),
    ...row.overlaps.flatMap((it) =>
      wrap(overlapText(it), columns, [isLoss(it) ? '  !   ' : '      ', continued]),
    ),
  ];
}

function noteLines({ hasMoreOverlaps, notes, overlaps }: MemoryMap): readonly string[] {
  const more = hasMoreOverlaps ? [`only the first ${overlaps.length} overlaps are listed`] : [];
  const all = [...more, ...notes];
  return all.length === 0 ? [] : ['', ...all.flatMap((it) => wrap(it, columns, ['note: ', '  ']))];
}
