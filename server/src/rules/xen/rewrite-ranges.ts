/** The quick fix for a list of ranges that was written for other cell counts than apply. */
import { describeCells, type Cells } from '../../memory/cells';
import { encodeReg } from '../../memory/encode-reg';
import { readReg, type RegEntry, type RegReading } from '../../memory/reg';
import type { DeviceTree } from '../../tree/dt-node';
import type { Fix } from '../fix';
import { makeFix, setValue } from '../make-fix';

const usual: readonly Cells[] = [
  { address: 1, size: 1 },
  { address: 2, size: 2 },
  { address: 2, size: 1 },
];

/**
 * Writes the ranges with the cells that apply, when one of the usual counts cuts the value into ranges that are
 * sound: whole pages, and `isMeant`.
 */
export function rewriteRangesFix(
  tree: DeviceTree,
  { property, cells }: RegReading,
  isMeant: (ranges: readonly RegEntry[]) => boolean,
): readonly Fix[] {
  for (const split of usual) {
    const reading = readReg(tree, property, split);
    const ranges = reading?.entries.filter((it): it is RegEntry => it !== undefined) ?? [];
    if (ranges.length === 0 || reading?.trailing !== 0 || ranges.length !== reading.entries.length)
      continue;
    if (!ranges.every((it) => it.size > 0n && it.size % 4096n === 0n && it.start % 4096n === 0n))
      continue;
    if (!isMeant(ranges)) continue;
    const numbers = ranges.map((it) => ({ address: it.start, size: it.size }));
    const value = encodeReg(numbers, cells.address, cells.size);
    if (value === undefined) continue;
    const title = `Write ${property.name} with ${describeCells(cells)}`;
    return makeFix(title, [setValue(property, value)]);
  }
  return [];
}
