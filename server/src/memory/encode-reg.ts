/**
 * Writing `reg` for other cell counts: the inverse of `readReg`, exact in 64 bits, in the style of the original
 * (hexadecimal stays hexadecimal, the width of a cell is kept where it was padded).
 */

/** An address and a size in bytes. */
export interface RegNumbers {
  readonly address: bigint;
  readonly size: bigint;
}

export interface RegStyle {
  /** `0X2A` instead of `0x2a`. */
  readonly isUpperCase?: boolean;
  /** Least number of hexadecimal digits of each cell; 1 writes `0x0`. */
  readonly digits?: number;
}

/** More cells than this are a mistake in the source, not something to write. */
const maxCells = 4;

/**
 * The value of a `reg` property, angle brackets included, one group per entry:
 * `<0x0 0x52000000 0x0 0x100000>`. A number that does not fit its cells yields undefined.
 */
export function encodeReg(
  entries: readonly RegNumbers[],
  addressCells: number,
  sizeCells: number,
  style: RegStyle = {},
): string | undefined {
  if (addressCells > maxCells || sizeCells > maxCells) return undefined;
  const groups: string[] = [];
  for (const { address, size } of entries) {
    const cells = [...splitCells(address, addressCells), ...splitCells(size, sizeCells)];
    if (!fits(address, addressCells) || !fits(size, sizeCells)) return undefined;
    groups.push(`<${cells.map((cell) => formatCell(cell, style)).join(' ')}>`);
  }
  return groups.join(', ');
}

/** Whether `value` can be written in `cells` cells of 32 bits. */
export function fits(value: bigint, cells: number): boolean {
  return value >= 0n && value >> BigInt(32 * cells) === 0n;
}

/** The 32-bit cells of a number, high cell first. */
export function splitCells(value: bigint, cells: number): readonly bigint[] {
  return Array.from(
    { length: cells },
    (_, i) => (value >> BigInt(32 * (cells - 1 - i))) & 0xffffffffn,
  );
}

function formatCell(cell: bigint, style: RegStyle): string {
  const digits = cell.toString(16).padStart(style.digits ?? 1, '0');
  return `0x${style.isUpperCase === true ? digits.toUpperCase() : digits}`;
}

/** The least number of cells, 1 or 2, in which all values fit. */
export function cellsNeeded(values: readonly bigint[]): 1 | 2 {
  return values.every((it) => fits(it, 1)) ? 1 : 2;
}
