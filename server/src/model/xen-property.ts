/**
 * Properties as Xen reads them: a number is the first cell or two of the value however long it is, a value too
 * short counts as absent, and a flag is there whatever its value says (Xen common/device-tree/device-tree.c
 * dt_property_read_variable_u32_array, dt_property_read_u64, dt_property_read_string).
 */
import { numberOf } from '../memory/reg';
import type { DeviceTree, DtProperty } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import { byteLengthOf, bytesOf, cellsOf } from '../tree/value';

export type Reading<T> =
  | { readonly state: 'absent' }
  /** There, but fewer bytes than the number needs: absent to Xen. */
  | { readonly state: 'short'; readonly property: DtProperty; readonly bytes: number }
  /** There, but the source does not tell the value (broken text, an unresolved reference). */
  | { readonly state: 'unknown'; readonly property: DtProperty }
  | {
      readonly state: 'value';
      readonly property: DtProperty;
      readonly value: T;
      /** Length of the whole value in bytes. */
      readonly bytes: number;
    };

/** The same value of the same property. */
export function isSameReading<T>(a: Reading<T>, b: Reading<T>): boolean {
  if (a === b || a.state === 'absent') return a.state === b.state;
  if (a.state !== b.state || a.property !== b.property) return false;
  if (a.state === 'value' && b.state === 'value' && a.value !== b.value) return false;
  return !('bytes' in a) || !('bytes' in b) || a.bytes === b.bytes;
}

/** A 32-bit number: the first cell. */
export function readU32(tree: DeviceTree, ref: NodeRef, name: string): Reading<number> {
  const reading = readNumber(tree, ref, name, 1);
  return reading.state === 'value' ? { ...reading, value: Number(reading.value) } : reading;
}

/** A 64-bit number: the first two cells. */
export function readU64(tree: DeviceTree, ref: NodeRef, name: string): Reading<bigint> {
  return readNumber(tree, ref, name, 2);
}

/** The first string; a value without NUL, or without bytes, is `short`. */
export function readString(tree: DeviceTree, ref: NodeRef, name: string): Reading<string> {
  const property = ref.node.properties.get(name);
  if (property === undefined) return { state: 'absent' };
  const [part, ...others] = property.parts;
  if (part?.kind === 'string' && others.length === 0) {
    const end = part.bytes.indexOf('\0');
    const value = part.bytes.slice(0, Math.min(end < 0 ? Infinity : end, longestString));
    return { state: 'value', property, value, bytes: part.bytes.length + 1 };
  }
  const bytes = bytesOf(tree, property);
  if (bytes === undefined) return { state: 'unknown', property };
  const end = bytes.indexOf(0);
  if (end < 0) return { state: 'short', property, bytes: bytes.length };
  const value = String.fromCharCode(...bytes.subarray(0, Math.min(end, longestString)));
  return { state: 'value', property, value, bytes: bytes.length };
}

/** No string that Xen compares is longer; what follows is of no interest. */
const longestString = 4096;

/** Whether a flag is set: it is when the property is there at all. */
export function hasFlag(ref: NodeRef, name: string): boolean {
  return ref.node.properties.has(name);
}

/** The value that was read, or undefined for every other state. */
export function valueOf<T>(reading: Reading<T>): T | undefined {
  return reading.state === 'value' ? reading.value : undefined;
}

function readNumber(tree: DeviceTree, ref: NodeRef, name: string, cells: number): Reading<bigint> {
  const property = ref.node.properties.get(name);
  if (property === undefined) return { state: 'absent' };
  const bytes = byteLengthOf(tree, property);
  if (bytes === undefined) return { state: 'unknown', property };
  if (bytes < 4 * cells) return { state: 'short', property, bytes };
  const words = cellsOf(tree, property);
  const value = words && numberOf(words, 0, cells);
  return value === undefined
    ? { state: 'unknown', property }
    : { state: 'value', property, value, bytes };
}
