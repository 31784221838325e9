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

/** Digits before a size is rounded. */
const mostDigits = 4;

/** A size for the eye: exact where few digits do, as `1918 MiB`, else rounded to the largest unit, as `~6.2 GiB`. */
export function readableSize(bytes: bigint): string {
  const exact = formatSize(bytes);
  const digits = exact.indexOf(' ');
  if (digits <= mostDigits && !exact.startsWith('0x')) return exact;
  let unit = 0;
  while (unit < units.length - 1 && bytes >= 1024n ** BigInt(unit + 1)) unit++;
  const tenths = (bytes * 10n) / 1024n ** BigInt(unit);
  return `~${tenths / 10n}.${tenths % 10n} ${units[unit] ?? ''}`;
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
