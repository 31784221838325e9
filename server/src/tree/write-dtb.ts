/**
 * Devicetree blobs, version 17, byte for byte as dtc writes them: strings in order of first use, a name reusing the
 * first place where it already ends a string, no padding (dtc flattree.c; Devicetree Specification 5).
 */
import type { ValuePart } from '../syntax/ast';
import type { DeviceTree } from './dt-node';
import { flatten, type FlatNode, type FlattenOptions } from './flatten';
import { bytesOf, partBytes, phandleOf } from './value';

const beginNode = 1;
const endNode = 2;
const propertyToken = 3;
const end = 9;
const headerSize = 40;
/** Bytes: most trees are smaller. */
const usualSize = 0x1_0000;

/** The blob of a tree without errors. */
export function writeDtb(tree: DeviceTree, options: FlattenOptions): Uint8Array {
  const struct = createBuffer(usualSize);
  const strings = createStrings();
  writeNode(tree, flatten(tree, options), struct, strings);
  struct.u32(end);
  const reserve = createBuffer(64);
  for (const { address, size } of tree.memReserves) {
    reserve.u64(address);
    reserve.u64(size);
  }
  reserve.u64(0n);
  reserve.u64(0n);
  const stringBytes = strings.bytes();
  const structAt = headerSize + reserve.length();
  const stringsAt = structAt + struct.length();
  const header = createBuffer(headerSize);
  const fields = [
    0xd00dfeed,
    stringsAt + stringBytes.length,
    structAt,
    stringsAt,
    headerSize,
    17,
    16,
    bootCpuId(tree),
    stringBytes.length,
    struct.length(),
  ];
  for (const field of fields) header.u32(field);
  const blob = new Uint8Array(stringsAt + stringBytes.length);
  blob.set(header.bytes());
  blob.set(reserve.bytes(), headerSize);
  blob.set(struct.bytes(), structAt);
  blob.set(stringBytes, stringsAt);
  return blob;
}

/** The `reg` of the first cpu node when it is one cell, else 0 (dtc livetree.c guess_boot_cpuid). */
function bootCpuId(tree: DeviceTree): number {
  const reg = tree.bootCpu?.properties.get('reg');
  const bytes = reg && bytesOf(tree, reg);
  return bytes?.length === 4 ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) : 0;
}

function writeNode(tree: DeviceTree, node: FlatNode, struct: ByteBuffer, strings: Strings): void {
  struct.u32(beginNode);
  struct.latin1(node.name);
  struct.align();
  for (const property of node.properties) {
    struct.u32(propertyToken);
    const lengthAt = struct.length();
    struct.u32(0);
    struct.u32(strings.offsetOf(property.name));
    const start = struct.length();
    if ('bytes' in property) struct.append(property.bytes);
    else for (const part of property.parts) writePart(tree, part, struct);
    struct.patch(lengthAt, struct.length() - start);
    struct.align();
  }
  for (const child of node.children) writeNode(tree, child, struct, strings);
  struct.u32(endNode);
}

/** The two common kinds go straight into the blob; the others take the way through bytes. */
function writePart(tree: DeviceTree, part: ValuePart, struct: ByteBuffer): void {
  if (part.kind === 'cells' && part.bits === 32) {
    const start = struct.length();
    for (const value of part.values) struct.u32(Number(value));
    for (const { index, reference } of part.references) {
      const phandle = phandleOf(tree, reference);
      if (phandle !== undefined) struct.patch(start + index * 4, phandle);
    }
  } else if (part.kind === 'string') {
    struct.latin1(part.bytes);
  } else struct.append(partBytes(tree, part) ?? new Uint8Array());
}

interface Strings {
  offsetOf(name: string): number;
  bytes(): Uint8Array;
}

function createStrings(): Strings {
  const offsets = new Map<string, number>();
  let table = '';
  return {
    offsetOf(name) {
      const known = offsets.get(name);
      if (known !== undefined) return known;
      const shared = table.indexOf(`${name}\0`);
      const offset = shared >= 0 ? shared : table.length;
      if (shared < 0) table += `${name}\0`;
      offsets.set(name, offset);
      return offset;
    },
    bytes: () => {
      const bytes = new Uint8Array(table.length);
      for (let i = 0; i < bytes.length; i++) bytes[i] = table.charCodeAt(i);
      return bytes;
    },
  };
}

interface ByteBuffer {
  length(): number;
  u32(value: number): void;
  u64(value: bigint): void;
  append(bytes: Uint8Array): void;
  /** The text's code units as bytes, and a NUL. */
  latin1(text: string): void;
  /** Overwrites four bytes. */
  patch(at: number, value: number): void;
  /** Zeros up to a multiple of four. */
  align(): void;
  bytes(): Uint8Array;
}

/** Bytes behind the end are zero, so what is skipped is zero. */
function createBuffer(room: number): ByteBuffer {
  let data = new Uint8Array(room);
  let view = new DataView(data.buffer);
  let length = 0;
  const reserve = (count: number) => {
    if (length + count <= data.length) return;
    const larger = new Uint8Array(Math.max(data.length * 2, length + count));
    larger.set(data);
    data = larger;
    view = new DataView(data.buffer);
  };
  return {
    length: () => length,
    u32(value) {
      reserve(4);
      view.setUint32(length, value);
      length += 4;
    },
    u64(value) {
      reserve(8);
      view.setBigUint64(length, value);
      length += 8;
    },
    append(bytes) {
      reserve(bytes.length);
      data.set(bytes, length);
      length += bytes.length;
    },
    latin1(text) {
      reserve(text.length + 1);
      for (let i = 0; i < text.length; i++) data[length + i] = text.charCodeAt(i);
      length += text.length + 1;
    },
    patch(at, value) {
      view.setUint32(at, value);
    },
    align() {
      const size = -length & 3;
      reserve(size);
      length += size;
    },
    bytes: () => data.subarray(0, length),
  };
}
