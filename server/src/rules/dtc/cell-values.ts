/**
 * The cells of a property as bare numbers, for checks that look at every node of a large tree: nothing is made where
 * the source has one group of plain cells. Places of cells are worked out only for what is reported.
 */
import { firstWhere } from '../../base/first-where';
import type { Span } from '../../preprocessor/token-stream';
import type { CellsPart, ReferenceSyntax } from '../../syntax/ast';
import { cellSpan } from '../../syntax/cell-span';
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import { cellsOf } from '../../tree/value';

export interface CellValues {
  readonly length: number;
  /** The number of a cell; undefined when it cannot be told. Cells that are references are asked for by `reference`. */
  value(index: number): number | undefined;
  reference(index: number): ReferenceSyntax | undefined;
  at(index: number): Span;
}

/** The cells of a property; undefined when it is not made of whole cells, or not known. */
export function cellValuesOf(tree: DeviceTree, property: DtProperty): CellValues | undefined {
  const [part, ...others] = property.parts;
  if (
    part?.kind === 'cells' &&
    part.bits === 32 &&
    others.length === 0 &&
    part.unknown.length === 0
  ) {
    const { values, references } = part;
    return {
      length: values.length,
      value: (i) => (values[i] === undefined ? undefined : Number(values[i])),
      reference: (i) => referenceAt(references, i),
      at: (i) => cellSpan(part, i),
    };
  }
  const cells = cellsOf(tree, property);
  return (
    cells && {
      length: cells.length,
      value: (i) => cells[i]?.value,
      reference: (i) => cells[i]?.reference,
      at: (i) => cells[i]?.at ?? property.at,
    }
  );
}

/** The reference in a cell, if there is one; they stand in the order of their cells. */
function referenceAt(
  references: CellsPart['references'],
  index: number,
): ReferenceSyntax | undefined {
  const found = references[firstWhere(references, (it) => it.index >= index)];
  return found?.index === index ? found.reference : undefined;
}

/** The numbers of a property's cells, references as phandles; undefined as above. */
export function numbersOf(
  tree: DeviceTree,
  property: DtProperty,
): readonly (number | undefined)[] | undefined {
  const [part, ...others] = property.parts;
  const isPlain =
    part?.kind === 'cells' &&
    part.bits === 32 &&
    others.length === 0 &&
    part.unknown.length === 0 &&
    part.references.length === 0;
  if (isPlain) return part.values as readonly number[];
  return cellsOf(tree, property)?.map((it) => it.value);
}
