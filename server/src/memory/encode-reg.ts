/**
 * Writing `reg` for given cell counts: the inverse of `readReg`, exact in 64 bits. Cells are hexadecimal, as
 * addresses are written.
 */

/** An address and a size in bytes. */
export interface RegNumbers {
  readonly address: bigint;
  readonly size: bigint;
}

/** More cells than this are a mistake in the source, not something to write. */
const maxCells = 4;

/**
 * The value of a `reg` property, angle brackets included, one group per entry:
 * `<0x0 0x52000000 0x0 0x100000>`. Undefined when a number does not fit its cells.
 */
export function encodeReg(
  entries: readonly RegNumbers[],
  addressCells: number,
  sizeCells: number,
): string | undefined {
  if (addressCells > maxCells || sizeCells > maxCells) return undefined;
  const groups: string[] = [];
  for (const { address, size } of entries) {
    if (!fits(address, addressCells) || !fits(size, sizeCells)) return undefined;
    const cells = [...splitCells(address, addressCells), ...splitCells(size, sizeCells)];
    groups.push(`<${cells.map((cell) => `0x${cell.toString(16)}`).join(' ')}>`);
  }
  return groups.join(', ');
}

/** Whether `value` can be written in `cells` cells of 32 bits. */
export function fits(value: bigint, cells: number): boolean {
  return value >= 0n && value >> BigInt(32 * cells) === 0n;
}

/** The 32-bit cells of a number, high cell first. */
function splitCells(value: bigint, cells: number): readonly bigint[] {
  return Array.from(
    { length: cells },
    (_, i) => (value >> BigInt(32 * (cells - 1 - i))) & 0xffffffffn,
  );
}
