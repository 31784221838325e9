/**
 * Cuts the numbers of a property into entries whose length other nodes decide: `reg` by the parent's cells, `clocks` by
 * each provider's `#clock-cells`, and so on. What cannot be cut stays one row. Facts: dt-schema's dtb reader, in the
 * order of its passes: gpios, interrupts, addresses, iommu-map, phandle arrays.
 */
import type { BindingNode } from '../binding-node';
import type { TypeTable } from '../type-table';
import {
  bitsOf,
  numberList,
  numbersIn,
  type Decoded,
  type DecodedList,
  type NumberList,
} from './decoded';
import { cutEvery } from './decode-property';
import {
  cellAt,
  interruptCellsOf,
  unresolvedPhandle,
  type InheritedFacts,
} from './inherited-facts';

export interface Cutting {
  readonly types: TypeTable;
  readonly node: BindingNode;
  readonly facts: InheritedFacts;
}

/** The value of `property` in entries. */
export function cutRows(at: Cutting, property: string, value: Decoded): Decoded {
  const row = onlyRow(value);
  if (row === undefined) return value;
  return (
    cutGpios(at, property, row) ??
    cutInterrupts(at, property, row) ??
    cutAddresses(at, property, row) ??
    cutIommuMap(at, property, row) ??
    cutReferences(at, property, row) ??
    value
  );
}

function onlyRow(value: Decoded): NumberList | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: DecodedList = value;
  const row = numbersIn(list[0]);
  // Rows that a schema's fixed shape already cut join again where a pass knows better.
  return row === undefined || list.length === 1 ? row : joined(list);
}

function joined(rows: DecodedList): NumberList | undefined {
  const all = rows.map(numbersIn);
  const first = all[0];
  if (first === undefined || all.includes(undefined)) return undefined;
  return numberList(
    all.flatMap((it) => it ?? []),
    first[bitsOf] ?? 32,
  );
}

type Cut = DecodedList | undefined;

function rowsBy(row: NumberList, length: number): DecodedList {
  return length > 0 ? cutEvery(row, length, row[bitsOf] ?? 32) : [row];
}

/** Rows of the lengths that `lengthAt` gives for each start; the rest is one row when it gives none. */
function rowsWhere(row: NumberList, lengthAt: (at: number) => number | undefined): DecodedList {
  const bits = row[bitsOf] ?? 32;
  const rows: DecodedList[] = [];
  for (let at = 0; at < row.length;) {
    const length = lengthAt(at) ?? 0;
    const end = length > 0 ? at + length : row.length;
    rows.push(numberList(row.slice(at, end), bits));
    at = end;
  }
  return rows;
}

function cutGpios(at: Cutting, property: string, row: NumberList): Cut {
  const isGpio = /^gpios?$|-gpios?$/.test(property) && !property.endsWith(',nr-gpios');
  if (!isGpio) return undefined;
  if (at.facts.isBelowGpioHog || at.node.properties.has('gpio-hog')) return [row];
  return rowsWhere(row, (from) => {
    const phandle = row[from];
    if (phandle === 0) return 1;
    if (phandle === unresolvedPhandle) return nextUnresolved(row, from + 1) - from;
    const cells = at.facts.providers.cellsOf(Number(phandle), '#gpio-cells');
    return cells === undefined ? undefined : cells + 1;
  });
}

function nextUnresolved(row: NumberList, from: number): number {
  const next = row.indexOf(unresolvedPhandle, from);
  return next < 0 ? row.length : next;
}

function cutInterrupts(at: Cutting, property: string, row: NumberList): Cut {
  if (property === 'interrupts') return rowsBy(row, interruptCellsOf(at.node, at.facts));
  if (property !== 'interrupt-map') return undefined;
  const own = (cellAt(at.node, '#address-cells') ?? 0) + (cellAt(at.node, '#interrupt-cells') ?? 0);
  const parent = row[own];
  if (parent === undefined) return [row];
  if (parent === unresolvedPhandle) return rowsBy(row, nextUnresolved(row, own + 1) - own);
  const { providers } = at.facts;
  const interrupt = providers.cellsOf(Number(parent), '#interrupt-cells');
  const address = providers.cellsOf(Number(parent), '#address-cells');
  if (interrupt === undefined || address === undefined) return [row];
  return rowsBy(row, own + 1 + address + interrupt);
}

function cutAddresses(at: Cutting, property: string, row: NumberList): Cut {
  const { addressCells, sizeCells } = at.facts;
  if (at.types.typesOf(property).includes('address')) return rowsBy(row, addressCells + sizeCells);
  if (property !== 'ranges' && property !== 'dma-ranges') return undefined;
  const child = (cellAt(at.node, '#address-cells') ?? 0) + (cellAt(at.node, '#size-cells') ?? 0);
  return rowsBy(row, addressCells + child);
}

function cutIommuMap(at: Cutting, property: string, row: NumberList): Cut {
  if (property !== 'iommu-map') return undefined;
  const own = cellAt(at.node, '#iommu-cells') || 1;
  const parent = row[own];
  if (parent === undefined) return [row];
  if (parent === unresolvedPhandle) return rowsBy(row, nextUnresolved(row, own + 1) - own);
  const cells = at.facts.providers.cellsOf(Number(parent), '#iommu-cells');
  return cells === undefined ? [row] : rowsBy(row, own + 1 + cells + 1);
}

/** Which property of the provider tells the cells after the phandle, where the name does not. */
const cellsProperty: ReadonlyMap<string, string> = new Map([
  ['assigned-clocks', '#clock-cells'],
  ['assigned-clock-parents', '#clock-cells'],
  ['cooling-device', '#cooling-cells'],
  ['interrupts-extended', '#interrupt-cells'],
  ['interconnects', '#interconnect-cells'],
  ['mboxes', '#mbox-cells'],
  ['sound-dai', '#sound-dai-cells'],
  ['msi-parent', '#msi-cells'],
  ['msi-ranges', '#interrupt-cells'],
  ['dma-masters', '#dma-cells'],
]);

function cutReferences(at: Cutting, property: string, row: NumberList): Cut {
  if (!at.types.typesOf(property).includes('phandle-array')) return undefined;
  if (property !== 'dma-masters' && hasFixedShape(at, property)) return undefined;
  if (property === 'memory-region') return rowsBy(row, 1);
  const named = cellsProperty.get(property);
  const isPlural = property.endsWith('s') && !property.includes('gpio');
  const count = named ?? (isPlural ? `#${property.slice(0, -1)}-cells` : undefined);
  const lengthAt = (from: number): number | undefined => {
    if (property === 'gpio-ranges') return row[from] === 0 ? 1 : 4;
    return count === undefined ? undefined : entryLength(at, property, row, from, count);
  };
  if (lengthAt(0) === undefined) return undefined;
  return entries(row, lengthAt, property);
}

/** Unlike the other passes this one drops what follows an entry of unknown length, as dt-schema does. */
function entries(
  row: NumberList,
  lengthAt: (from: number) => number | undefined,
  property: string,
): DecodedList {
  const rows: DecodedList[] = [];
  for (let at = 0; at < row.length;) {
    let length = lengthAt(at);
    if (length === undefined) break;
    if (property === 'msi-ranges') length += 1;
    if (property === 'interconnects') length += lengthAt(at + length) ?? 0;
    rows.push(numberList(row.slice(at, at + length), row[bitsOf] ?? 32));
    at += length;
  }
  return rows;
}

function entryLength(
  at: Cutting,
  property: string,
  row: NumberList,
  from: number,
  count: string,
): number | undefined {
  const phandle = row[from];
  if (phandle === undefined) return undefined;
  if (phandle === 0) return 1;
  if (phandle !== unresolvedPhandle) {
    const cells = at.facts.providers.cellsOf(Number(phandle), count);
    return cells === undefined ? undefined : cells + 1;
  }
  const isReference = (cell: number): boolean => {
    const node = at.facts.path === '/' ? '' : at.facts.path;
    return at.facts.providers.unresolved().has(`${node}:${property}:${cell * 4}`);
  };
  if (!isReference(from)) return undefined;
  let end = from + 1;
  while (end < row.length && !isReference(end)) end += 1;
  return end - from;
}

function hasFixedShape(at: Cutting, property: string): boolean {
  const dimensions = at.types.dimensionsOf(property);
  if (dimensions === undefined) return false;
  return [dimensions.outer, dimensions.inner].some(([least, most]) => least > 0 && least === most);
}
