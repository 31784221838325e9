/** How addresses and sizes are shown: addresses in hexadecimal, sizes in the largest binary unit that is exact. */

/** `0x52000000` */
export function hex(value: bigint | number): string {
  return `0x${value.toString(16)}`;
}

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** A size in bytes as `64 MiB`, `1 byte`, `0x1001 bytes`. */
export function formatSize(bytes: bigint): string {
  if (bytes === 1n) return '1 byte';
  let value = bytes;
  let unit = 0;
  while (value !== 0n && value % 1024n === 0n && unit < units.length - 1) {
    value /= 1024n;
    unit++;
  }
  const text = value >= 100_000n ? hex(value) : value.toString();
  return `${text} ${units[unit] ?? ''}`;
}

/** How many ranges a message lists. */
const mostRanges = 8;

/** Ranges one after the other; of very many only the first. */
export function formatRanges(
  ranges: readonly { readonly start: bigint; readonly end: bigint }[],
): string {
  const listed = ranges.slice(0, mostRanges).map(formatRange).join(', ');
  const others = ranges.length - mostRanges;
  return others > 0 ? `${listed} and ${others} more` : listed;
}

/** A half-open range as `0x50000000–0x500fffff`: both ends inside; `0x50000000 (empty)` when it has no byte. */
export function formatRange(range: { readonly start: bigint; readonly end: bigint }): string {
  if (range.end <= range.start) return `${hex(range.start)} (empty)`;
  return `${hex(range.start)}–${hex(range.end - 1n)}`;
}
