/**
 * What a property's bytes are after decoding: the instance that schemas judge. A flag is `true`, strings are a list,
 * numbers are exact (`bigint` beyond 2^53) and know their width, and bytes of no known type are opaque: no JSON type
 * fits them. Facts: dt-schema's dtb reader.
 */

export type Decoded = true | string | number | bigint | OpaqueBytes | DecodedList | DecodedNode;

/** Bytes that could not be decoded. A function, because JSON Schema must not take it for any JSON type. */
export type OpaqueBytes = () => Uint8Array;

/** Bits of each number in a list; under a symbol, so that schemas do not see it. */
export const bitsOf = Symbol('bits');

export interface DecodedList extends ReadonlyArray<Decoded> {
  readonly [bitsOf]?: number;
}

/** A node: properties and children side by side under their names. */
export interface DecodedNode {
  /** In the order of the blob, properties before children. */
  readonly names: readonly string[];
  has(name: string): boolean;
  get(name: string): Decoded | undefined;
  /** Bits of a property that is a single number. */
  bits(name: string): number | undefined;
}

/** A node of members that are known. */
export function nodeOf(members: Readonly<Record<string, Decoded>>): DecodedNode {
  const known = new Map(Object.entries(members));
  return {
    names: [...known.keys()],
    has: (name) => known.has(name),
    get: (name) => known.get(name),
    bits: () => undefined,
  };
}

/** The node with one member more, which it does not have yet. */
export function withMember(node: DecodedNode, name: string, value: Decoded): DecodedNode {
  return {
    names: [...node.names, name],
    has: (it) => it === name || node.has(it),
    get: (it) => (it === name ? value : node.get(it)),
    bits: (it) => (it === name ? undefined : node.bits(it)),
  };
}

export function isDecodedNode(value: unknown): value is DecodedNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isOpaque(value: unknown): value is OpaqueBytes {
  return typeof value === 'function';
}

export type NumberList = readonly (number | bigint)[] & { readonly [bitsOf]?: number };

/** A list of numbers that were stored in `bits` bits each. */
export function numberList(numbers: readonly (number | bigint)[], bits: number): NumberList {
  return Object.assign([...numbers], { [bitsOf]: bits });
}

/** The numbers of a list that holds nothing else, for cutting into rows. */
export function numbersIn(value: Decoded | undefined): NumberList | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: DecodedList = value;
  return isNumberList(list) ? list : undefined;
}

function isNumberList(list: DecodedList): list is NumberList {
  return list.every((it) => typeof it === 'number' || typeof it === 'bigint');
}
