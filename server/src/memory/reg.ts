/**
 * `reg` and everything written like it (`xen,static-mem`, `xen,static-heap`, `xen,shared-mem`): cells cut into
 * numbers, exact in 64 bits, each with the stretch of source that spells it. More than two cells keep their low
 * 64 bits, as in Xen's dt_read_number (Xen include/xen/bootfdt.h).
 */
import type { Span } from '../preprocessor/token-stream';
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
