/**
 * A list of references with arguments (`clocks = <&osc 0>, <&pll 1 2>`): each entry starts with the phandle of a
 * provider, whose `#…-cells` tells how many arguments follow (dtc checks.c check_property_phandle_args).
 * A cell of 0 or all ones stands for an entry that is left out.
 */
import type { Span } from '../../preprocessor/token-stream';
import type { ReferenceSyntax } from '../../syntax/ast';
import type { DeviceTree, DtNode, DtProperty } from '../../tree/dt-node';
import { resolveReference } from '../../tree/references';
import { byteLengthOf } from '../../tree/value';
import type { Finding, RuleInput } from '../rule';
import { cellValuesOf } from './cell-values';
import { isKept, keptNodeOfCell } from './kept-nodes';
import { providerCells } from './provider-cells';

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
  const cells = cellValuesOf(tree, property);
  if (cells === undefined) return;
  const isMarked = property.parts.some((it) => it.kind !== 'incbin');
  for (let i = 0; i < cells.length;) {
    const reference = cells.reference(i);
    const value = reference === undefined ? cells.value(i) : undefined;
    if (reference === undefined && (value === 0 || value === 0xffffffff)) {
      if (tree.isPlugin) return;
      i++;
      continue;
    }
    if (isMarked && value !== undefined) report(notReference(list, cells.at(i), i));
    const count = argumentCount(input, list, { reference, value, at: () => cells.at(i) }, report);
    if (count === undefined) return;
    const rest = cells.length - i - 1;
    if (count > rest) report(tooShort(list, cells.at(i), count, rest));
    i += 1 + count;
  }
}

/** The cell that names a provider, by reference or by number. */
interface ProviderCell {
  readonly reference: ReferenceSyntax | undefined;
  readonly value: number | undefined;
  readonly at: () => Span;
}

/** How many arguments the provider takes; undefined, with a report, when that cannot be told. */
function argumentCount(
  { tree, isFragment }: RuleInput,
  { property, cells, isOptional }: Arguments,
  cell: ProviderCell,
  report: Report,
): number | undefined {
  const provider = providerOf(tree, cell);
  if (provider === undefined) {
    if (!isFragment && !isUnresolved(tree, cell))
      report({ at: cell.at(), message: notFound(cell) });
    return undefined;
  }
  const count = providerCells(tree, provider, cells);
  if (count !== 'absent') return count === 'malformed' ? undefined : count;
  if (isOptional) return 0;
  if (!isFragment)
    report({
      at: cell.at(),
      message: `"${provider.name}" has no "${cells}", so it cannot be used in "${property.name}"`,
      related: [{ at: provider.at, message: 'the provider' }],
    });
  return undefined;
}

function providerOf(tree: DeviceTree, { reference, value }: ProviderCell): DtNode | undefined {
  if (reference === undefined) return keptNodeOfCell(tree, { value });
  const target = resolveReference(tree, reference)?.node;
  return target && isKept(tree, target) ? target : undefined;
}

/** The reference, or the cell's text, is broken: another finding says so. */
function isUnresolved(tree: DeviceTree, { reference, value }: ProviderCell): boolean {
  if (reference === undefined) return value === undefined;
  return resolveReference(tree, reference) === undefined;
}

function notFound({ reference, value }: ProviderCell): string {
  return reference === undefined
    ? `no node has phandle ${value}: refer to the provider by "&label"`
    : `"${reference.text}" is left out of the tree with its parent (/omit-if-no-ref/)`;
}

function notReference({ property }: Arguments, at: Span, index: number): Finding {
  return {
    at,
    message: `cell ${index} of "${property.name}" is a provider: write a reference ("&label") instead of a number`,
  };
}

function tooShort({ property, cells }: Arguments, at: Span, count: number, rest: number): Finding {
  const expected = `${count} ${count === 1 ? 'argument' : 'arguments'}`;
  return {
    at,
    message: `this entry of "${property.name}" is too short: "${cells}" of the provider asks for ${expected}, found ${rest}`,
  };
}
