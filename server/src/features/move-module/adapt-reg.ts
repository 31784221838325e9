/**
 * Writing a module's `reg` for other cell counts, exact in 64 bits. The cells keep the text they were written with
 * (macros, expressions, letter case); only high cells that are zero come or go. How the old cells were meant is told
 * by the unit address where the declared cell counts contradict it.
 */
import { textBetween } from '../../lexer/source-file';
import { cellSpan } from '../../syntax/cell-span';
import { inheritedCells, type Cells } from '../../memory/cells';
import { encodeReg, fits } from '../../memory/encode-reg';
import { hex } from '../../memory/format-number';
import { readReg, type RegEntry } from '../../memory/reg';
import { addressInName } from '../../model/meant-reg';
import { locate } from '../../preprocessor/locate';
import { streamFrame, type Span } from '../../preprocessor/token-stream';
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { cellsOf } from '../../tree/value';
import type { Files } from './written-block';

type Counts = Pick<Cells, 'address' | 'size'>;

/** What `reg` says and with which cells it was meant; entries are in bytes. */
export interface WrittenReg {
  readonly property: DtProperty;
  readonly counts: Counts;
  readonly entries: readonly RegEntry[];
}

/** A node's `reg` as it is meant; undefined without one, or when no cell counts make sense of it. */
export function writtenReg(tree: DeviceTree, module: NodeRef): WrittenReg | undefined {
  const property = module.node.properties.get('reg');
  const count = (property && cellsOf(tree, property))?.length ?? 0;
  if (property === undefined || module.parent === undefined || count === 0) return undefined;
  const declared = inheritedCells(tree, module.parent);
  const usual = [[2, 2], [1, 1], [2, 1], [1, 2]].map(([address = 0, size = 0]) => ({ address, size })); // prettier-ignore
  const candidates = [...(declared ? [declared] : []), ...usual];
  const readings = candidates.flatMap((counts) => {
    if (counts.address === 0 || counts.size === 0 || count % (counts.address + counts.size) !== 0)
      return [];
    const entries = readReg(tree, property, counts)?.entries ?? [];
    const known = entries.filter((it): it is RegEntry => it !== undefined);
    return known.length > 0 && known.length === entries.length
      ? [{ property, counts, entries: known }]
      : [];
  });
  const stated = addressInName(module.node.name);
  return readings.find((it) => it.entries[0]?.start === stated) ?? readings[0];
}

export type AdaptedReg =
  | { readonly kind: 'unchanged' }
  /** `<…>` groups, to stand in place of the whole value. */
  | { readonly kind: 'rewritten'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** The value of `reg` for other cell counts. `files` gives the files that the tree was read from. */
export function adaptReg(reg: WrittenReg, counts: Counts, files: Files): AdaptedReg {
  if (counts.address === reg.counts.address && counts.size === reg.counts.size)
    return { kind: 'unchanged' };
  for (const { start, size } of reg.entries) {
    const tooBig = fits(start, counts.address)
      ? fits(size, counts.size) ? undefined : (['size', size, counts.size] as const)
      : (['address', start, counts.address] as const); // prettier-ignore
    if (tooBig === undefined) continue;
    const [what, value, cells] = tooBig;
    const noun = cells === 1 ? 'cell' : 'cells';
    return { kind: 'refused', reason: `${what} ${hex(value)} does not fit in ${cells} ${noun}` };
  }
  const texts = cellTexts(reg.property, files);
  if (texts !== undefined) return { kind: 'rewritten', text: regrouped(texts, reg, counts) };
  const numbers = reg.entries.map((it) => ({ address: it.start, size: it.size }));
  const text = encodeReg(numbers, counts.address, counts.size);
  return text === undefined
    ? {
        kind: 'refused',
        reason: `its reg does not fit in ${counts.address} + ${counts.size} cells`,
      }
    : { kind: 'rewritten', text };
}

/** The text of each 32-bit cell; undefined when some cell is not spelled on its own in a file. */
function cellTexts(property: DtProperty, files: Files): readonly string[] | undefined {
  const texts: string[] = [];
  for (const part of property.parts) {
    if (part.kind !== 'cells' || part.bits !== 32 || part.unknown.length > 0) return undefined;
    for (let i = 0; i < part.values.length; i++) {
      const text = writtenText(cellSpan(part, i), files);
      if (text === undefined) return undefined;
      texts.push(text);
    }
  }
  return texts;
}

/** The text that spells a span: itself, or the use of a macro that makes it and nothing else. */
function writtenText(span: Span, files: Files): string | undefined {
  const found = locate(span, files);
  if (found === undefined) return undefined;
  const { stream, from, to } = span;
  const frame = streamFrame(stream, from);
  const isWholeUse =
    frame?.kind === 'macro' &&
    streamFrame(stream, to - 1) === frame &&
    streamFrame(stream, from - 1) !== frame &&
    streamFrame(stream, to) !== frame;
  if (!found.isVerbatim && !isWholeUse) return undefined;
  const file = files(found.file);
  return file && textBetween(file, found.range.start, found.range.end);
}

function regrouped(texts: readonly string[], reg: WrittenReg, counts: Counts): string {
  const zero = zeroLike(texts);
  const width = reg.counts.address + reg.counts.size;
  const resized = (cells: readonly string[], count: number) => [
    ...Array.from({ length: Math.max(0, count - cells.length) }, () => zero),
    ...cells.slice(Math.max(0, cells.length - count)),
  ];
  const entries = reg.entries.map((_, i) => {
    const entry = texts.slice(i * width, (i + 1) * width);
    const address = resized(entry.slice(0, reg.counts.address), counts.address);
    const size = resized(entry.slice(reg.counts.address), counts.size);
    return [...address, ...size].join(' ');
  });
  return reg.property.parts.length === 1
    ? `<${entries.join(' ')}>`
    : entries.map((it) => `<${it}>`).join(', ');
}

/** A zero in the style of the other cells: `0`, `0x0` or padded as they all are. */
function zeroLike(texts: readonly string[]): string {
  if (texts.every((it) => /^[0-9]+$/.test(it))) return '0';
  const prefix = texts.some((it) => it.startsWith('0X')) ? '0X' : '0x';
  const isPadded = texts.every((it) => /^0x[0-9a-f]{8}$/i.test(it));
  return prefix + (isPadded ? '00000000' : '0');
}
