/**
 * Chooses the type by which one value is decoded when schemas give its name several: by the length, then by a few
 * names, then text before numbers, then by the shape that schemas describe. Facts: dt-schema's dtb reader; where it
 * picks an arbitrary type of a set, a single number wins for a single cell.
 */
import { asText } from './text-value';
import { isMatrixType, type Dimensions, type PropertyType } from '../type-table';

export interface Candidate {
  readonly property: string;
  readonly nodeName: string;
  readonly bytes: Uint8Array;
  readonly types: readonly PropertyType[];
  readonly dimensions: Dimensions | undefined;
}

/** The type to decode by; undefined when none is known. */
export function pickType(value: Candidate): PropertyType | undefined {
  if (value.types.length < 2) return value.types[0];
  const types = preferSigned(dropByLength(value.types, value.bytes.length));
  if (types.length < 2) return types[0];
  return byName(value, types) ?? byContent(value, types);
}

function dropByLength(types: readonly PropertyType[], length: number): readonly PropertyType[] {
  const dropped = new Set<string>(['flag']);
  const drop = (isDropped: boolean, ...names: readonly string[]): void => {
    if (isDropped) for (const name of names) dropped.add(name);
  };
  const wide = ['int64', 'uint64', 'int64-array', 'uint64-array'];
  const cells = ['int32', 'uint32', 'int32-array', 'uint32-array', 'phandle', 'phandle-array'];
  const half = ['int16', 'uint16', 'int16-array', 'uint16-array'];
  drop(length % 8 !== 0, ...wide);
  drop(length % 4 !== 0, ...cells);
  drop(length % 2 !== 0, ...half);
  drop(length > 4, 'int32', 'uint32', 'phandle');
  drop(length <= 4, ...wide);
  drop(length > 2, 'int16', 'uint16');
  drop(length <= 2, ...cells);
  drop(length > 1, 'int8', 'uint8');
  drop(length <= 1, ...half);
  return types.filter((it) => !dropped.has(it));
}

function preferSigned(types: readonly PropertyType[]): readonly PropertyType[] {
  return types.filter((it) => !(/^uint\d+$/.test(it) && types.includes(it.slice(1))));
}

function byName(value: Candidate, types: readonly PropertyType[]): PropertyType | undefined {
  switch (value.property) {
    case 'dma-masters':
    case 'mode-gpios':
      return 'phandle-array';
    case 'gpios':
      return value.nodeName.includes('hog') ? 'uint32-matrix' : 'phandle-array';
    case 'cooling-levels':
      return value.bytes[0] === 0 && value.bytes[1] === 0 ? 'uint32-array' : 'uint8-array';
    default: {
      const text = types.find((it) => it.startsWith('string'));
      if (text === undefined) return undefined;
      return asText(value.bytes) === undefined
        ? types.find((it) => !it.startsWith('string'))
        : text;
    }
  }
}

function byContent(value: Candidate, types: readonly PropertyType[]): PropertyType | undefined {
  const plain = types.filter((it) => !isMatrixType(it));
  const matrix = types.find(isMatrixType);
  const only = plain[0];
  if (matrix !== undefined && plain.length === 1 && only !== undefined) {
    const { outer, inner } = value.dimensions ?? { outer: [1, 0], inner: [1, 0] };
    const least = outer[0] * Math.max(inner[0], 1);
    return value.bytes.length / bytesOf(only) >= least ? matrix : only;
  }
  const scalar = types.find((it) => /^u?int\d+$|^phandle$/.test(it));
  if (scalar !== undefined && value.bytes.length === bytesOf(scalar)) return scalar;
  return types.find((it) => it !== scalar) ?? scalar;
}

/** Bytes of one number of the type: 4 where the name tells no width. */
export function bytesOf(type: PropertyType): number {
  const bits = /int(8|16|32|64)/.exec(type)?.[1];
  return bits === undefined ? 4 : Number(bits) / 8;
}
