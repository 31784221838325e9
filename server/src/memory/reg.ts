/**
 * `reg` and everything written like it (`xen,static-mem`, `xen,static-heap`, `xen,shared-mem`): cells cut into
 * numbers, exact in 64 bits, each with the stretch of source that spells it. More than two cells keep their low
 * 64 bits, as in Xen's dt_read_number (Xen include/xen/bootfdt.h).
 */
import type { Span } from '../preprocessor/token-stream';
import type { CellsPart, ValuePart } from '../syntax/ast';
import { cellSpan } from '../syntax/cell-span';
import type { DeviceTree, DtProperty } from '../tree/dt-node';
import { byteLengthOf, cellsOf, type Cell } from '../tree/value';
import type { Cells } from './cells';
import type { Interval } from './interval';

/** An address with its size, in bytes. */
export interface RegEntry extends Interval {
  readonly size: bigint;
  /** The cells that spell it. */
  readonly at: Span;
}

export interface RegReading {
  readonly property: DtProperty;
  readonly cells: Cells;
  /** Length of the value in bytes. */
  readonly bytes: number;
  /** How many 32-bit cells the value has. */
  readonly count: number;
  /** The complete entries; one is undefined when a cell of it cannot be told. */
  readonly entries: readonly (RegEntry | undefined)[];
  /** Cells after the last complete entry. */
  readonly trailing: number;
}

/** Reads `address size` entries; undefined when not even the length is known. */
export function readReg(
  tree: DeviceTree,
  property: DtProperty,
  cells: Cells,
): RegReading | undefined {
  const [part, ...others] = property.parts;
  if (part !== undefined && others.length === 0 && isPlain(part))
    return readPlain(property, part, cells);
  const bytes = byteLengthOf(tree, property);
  if (bytes === undefined) return undefined;
  const words = cellsOf(tree, property) ?? [];
  const width = cells.address + cells.size;
  const whole = width === 0 ? 0 : Math.floor(words.length / width);
  const entries: (RegEntry | undefined)[] = [];
  for (let i = 0; i < whole; i++) entries.push(entryAt(words, i * width, cells));
  return {
    property,
    cells,
    bytes,
    count: words.length,
    entries,
    trailing: words.length - whole * width,
  };
}

type PlainCells = CellsPart & { readonly values: readonly number[] };

/** One group of 32-bit numbers, as nearly every `reg` is written: it says all without the tree. */
function isPlain(part: ValuePart): part is PlainCells {
  return (
    part.kind === 'cells' &&
    part.bits === 32 &&
    part.references.length === 0 &&
    part.unknown.length === 0
  );
}

function readPlain(property: DtProperty, part: PlainCells, cells: Cells): RegReading {
  const count = part.values.length;
  const width = cells.address + cells.size;
  const whole = width === 0 ? 0 : Math.floor(count / width);
  const entries: RegEntry[] = [];
  for (let i = 0; i < whole; i++) {
    const start = plainNumber(part.values, i * width, cells.address);
    const size = plainNumber(part.values, i * width + cells.address, cells.size);
    const { from } = cellSpan(part, i * width);
    const { to } = cellSpan(part, (i + 1) * width - 1);
    const at = { stream: part.stream, from, to };
    entries.push({ start, size, end: start + size, at });
  }
  return { property, cells, bytes: 4 * count, count, entries, trailing: count - whole * width };
}

function plainNumber(values: readonly number[], from: number, count: number): bigint {
  const last = from + count - 1;
  const low = count > 0 ? (values[last] ?? 0) : 0;
  const high = count > 1 ? (values[last - 1] ?? 0) : 0;
  return high === 0 ? BigInt(low) : (BigInt(high) << 32n) | BigInt(low);
}

function entryAt(words: readonly Cell[], from: number, cells: Cells): RegEntry | undefined {
  const start = numberOf(words, from, cells.address);
  const size = numberOf(words, from + cells.address, cells.size);
  const at = spanOfCells(words, from, cells.address + cells.size);
  if (start === undefined || size === undefined || at === undefined) return undefined;
  return { start, size, end: start + size, at };
}

/** The number in `count` cells from `from`, high cell first, cut to 64 bits; undefined when one is unknown. */
export function numberOf(words: readonly Cell[], from: number, count: number): bigint | undefined {
  let number = 0n;
  for (let i = from; i < from + count; i++) {
    const value = words[i]?.value;
    if (value === undefined) return undefined;
    number = BigInt.asUintN(64, (number << 32n) | BigInt(value));
  }
  return number;
}

/** The source of `count` cells from `from`; undefined when there are none. */
export function spanOfCells(words: readonly Cell[], from: number, count: number): Span | undefined {
  const first = words[from]?.at;
  const last = words[from + count - 1]?.at;
  if (first === undefined || last === undefined || count === 0) return first;
  if (first.stream !== last.stream || last.to < first.from) return first;
  return { stream: first.stream, from: first.from, to: last.to };
}
