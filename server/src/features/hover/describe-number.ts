/** One number in its usual spellings: hexadecimal, decimal, and as a size where it is a whole number of KiB. */
import { formatSize, hex } from '../../memory/format-number';

/** `0x100000 = 1048576 = 1 MiB`; a small number is itself in every spelling. */
export function describeNumber(value: bigint): string {
  if (value < 10n) return value.toString();
  const size = value >= 1024n && value % 1024n === 0n ? ` = ${formatSize(value)}` : '';
  return `${hex(value)} = ${value}${size}`;
}
