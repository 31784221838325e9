/**
 * A list of references with arguments (`clocks = <&osc 0>, <&pll 1 2>`): each entry starts with the phandle of a
 * provider, whose `#…-cells` tells how many arguments follow (dtc checks.c check_property_phandle_args).
 * A cell of 0 or all ones stands for an entry that is left out.
 */
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import { byteLengthOf, cellsOf, firstCell, type Cell } from '../../tree/value';
import type { Finding, RuleInput } from '../rule';
import { keptNodeByPhandle } from './kept-nodes';

export interface Arguments {
  readonly property: DtProperty;
  /** `#clock-cells` */
  readonly cells: string;
  readonly isOptional: boolean;
}

type Report = (finding: Finding) => void;

/** Walks the entries and reports what dtc would; stops where the rest can no longer be cut into entries. */
export function checkArguments(input: RuleInput, list: Arguments, report: Report): void {
  const { tree } = input;
  const { property } = list;
  const length = byteLengthOf(tree, property);
  if (length === undefined) return;
  if (length % 4 !== 0) {
    const message = `"${property.name}" has a wrong length: expected whole cells of 4 bytes, found ${length} bytes`;
    report({ at: property.at, message });
    return;
  }
  const cells = cellsOf(tree, property) ?? [];
  const isMarked = property.parts.some((it) => it.kind !== 'incbin');
  for (let i = 0; i < cells.length;) {
    const cell = cells[i];
    if (cell?.value === undefined) return;
    if (cell.value === 0 || cell.value === 0xffffffff) {
      if (tree.isPlugin) return;
      i++;
      continue;
    }
    if (isMarked && cell.reference === undefined) report(notReference(list, cell, i));
    const count = argumentCount(input, list, cell, report);
    if (count === undefined) return;
    if (i + 1 + count > cells.length) report(tooShort(list, cell, count, cells.length - i - 1));
    i += 1 + count;
  }
}

/** How many arguments the provider takes; undefined, with a report, when that cannot be told. */
function argumentCount(
  { tree, isFragment }: RuleInput,
  { property, cells, isOptional }: Arguments,
  cell: Cell,
  report: Report,
): number | undefined {
  const provider = keptNodeByPhandle(tree, cell.value ?? 0);
  if (provider === undefined) {
    if (!isFragment)
      report({
        at: cell.at,
        message: `no node has phandle ${cell.value}: refer to the provider by "&label"`,
      });
    return undefined;
  }
  const count = provider.properties.get(cells);
  if (count !== undefined) return wellFormedCount(tree, count);
  if (isOptional) return 0;
  if (!isFragment)
    report({
      at: cell.at,
      message: `"${provider.name}" has no "${cells}", so it cannot be used in "${property.name}"`,
      related: [{ at: provider.at, message: 'the provider' }],
    });
  return undefined;
}

function wellFormedCount(tree: DeviceTree, count: DtProperty): number | undefined {
  return byteLengthOf(tree, count) === 4 ? firstCell(tree, count) : undefined;
}

function notReference({ property }: Arguments, { at }: Cell, index: number): Finding {
  return {
    at,
    message: `cell ${index} of "${property.name}" is a provider: write a reference ("&label") instead of a number`,
  };
}

function tooShort(
  { property, cells }: Arguments,
  { at }: Cell,
  count: number,
  rest: number,
): Finding {
  const expected = `${count} ${count === 1 ? 'argument' : 'arguments'}`;
  return {
    at,
    message: `this entry of "${property.name}" is too short: "${cells}" of the provider asks for ${expected}, found ${rest}`,
  };
}
