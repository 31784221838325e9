/**
 * One property's bytes → the value that schemas judge, by the type that the schemas together give its name. Rows are
 * cut by the shape that schemas describe; rows whose length depends on other nodes are cut afterwards (`cut-rows`).
 * Facts: dt-schema's dtb reader.
 */
import { isMatrixType, type Dimensions, type PropertyType, type TypeTable } from '../type-table';
import { numberList, type Decoded, type DecodedList } from './decoded';
import { bytesOf, pickType } from './pick-type';
import { splitStrings } from './text-value';

export interface DecodedProperty {
  readonly value: Decoded;
  /** Bits of a single number. */
  readonly bits?: number;
}

/** Decodes one property of the node `nodeName`. */
export function decodeProperty(
  types: TypeTable,
  nodeName: string,
  property: string,
  bytes: Uint8Array,
): DecodedProperty {
  if (bytes.length === 0) return { value: true };
  if (property !== 'phandle' && (nodeName === 'aliases' || nodeName === '__fixups__')) {
    return { value: splitStrings(bytes) ?? (() => bytes) };
  }
  const dimensions = property === 'iommu-map' ? undefined : types.dimensionsOf(property);
  const known = types.typesOf(property);
  const type = pickType({ property, nodeName, bytes, types: known, dimensions });
  if (type === undefined) return { value: () => bytes };
  if (type.startsWith('string')) return { value: splitStrings(bytes) ?? (() => bytes) };
  return decodeNumbers(type, bytes, dimensions);
}

function decodeNumbers(
  type: PropertyType,
  bytes: Uint8Array,
  dimensions: Dimensions | undefined,
): DecodedProperty {
  const fits = type !== 'flag' && bytes.length % bytesOf(type) === 0;
  const size = fits ? bytesOf(type) : bytes.length;
  if (!fits && ![1, 2, 4].includes(size)) return { value: () => bytes };
  const bits = size * 8;
  const numbers = numberList(readNumbers(bytes, size, fits && type.startsWith('int')), bits);
  if (isMatrixType(type) || type === 'phandle' || type === 'address') {
    const length =
      dimensions === undefined ? numbers.length : rowLength(numbers.length, dimensions);
    return { value: cutEvery(numbers, length, bits) };
  }
  const only = numbers.length === 1 && !type.includes('array') ? numbers[0] : undefined;
  return only === undefined ? { value: numbers } : { value: only, bits };
}

function readNumbers(bytes: Uint8Array, size: number, isSigned: boolean): (number | bigint)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers: (number | bigint)[] = [];
  for (let at = 0; at + size <= bytes.length; at += size)
    numbers.push(readNumber(view, at, size, isSigned));
  return numbers;
}

function readNumber(view: DataView, at: number, size: number, isSigned: boolean): number | bigint {
  switch (size) {
    case 1:
      return isSigned ? view.getInt8(at) : view.getUint8(at);
    case 2:
      return isSigned ? view.getInt16(at) : view.getUint16(at);
    case 4:
      return isSigned ? view.getInt32(at) : view.getUint32(at);
    default: {
      const wide = isSigned ? view.getBigInt64(at) : view.getBigUint64(at);
      const plain = Number(wide);
      return Number.isSafeInteger(plain) ? plain : wide;
    }
  }
}

/** Cells of a row: the first pair of allowed sizes, rows ascending, that uses up all cells; else what is fixed. */
function rowLength(count: number, { outer, inner }: Dimensions): number {
  const mostRows = outer[1] === 0 ? count : Math.min(outer[1], count);
  const mostCells = inner[1] === 0 ? count : inner[1];
  for (let rows = Math.max(outer[0], 1); rows <= mostRows; rows += 1) {
    const cells = count / rows;
    if (Number.isInteger(cells) && cells >= inner[0] && cells <= mostCells) return cells;
  }
  if (inner[0] > 0 && inner[0] === inner[1]) return inner[0];
  if (outer[0] > 0 && outer[0] === outer[1]) return Math.max(Math.trunc(count / outer[0]), 1);
  return count;
}

/** Rows of `length` numbers; the last one may be shorter. */
export function cutEvery(
  numbers: readonly (number | bigint)[],
  length: number,
  bits: number,
): DecodedList {
  const rows: DecodedList[] = [];
  for (let at = 0; at < numbers.length; at += length) {
    rows.push(numberList(numbers.slice(at, at + length), bits));
  }
  return rows;
}
