/**
 * What a property's value is: bytes, cells or strings. Numbers are exact. A cell that refers to a node is that
 * node's phandle once `phandlesOf` has numbered the tree as dtc does.
 */
import type { Span } from '../preprocessor/token-stream';
import type { CellsPart, IncbinPart, ReferenceSyntax, ValuePart } from '../syntax/ast';
import { cellSpan } from '../syntax/cell-span';
import type { DeviceTree, DtProperty } from './dt-node';
import type { NodeRef } from './node-ref';
import { resolveReference } from './references';
import { phandlesOf } from './phandle';

/** One 32-bit cell of a value, however it was written. */
export interface Cell {
  /** 0…0xffffffff; undefined when the text does not tell (broken text, an unresolved reference). */
  readonly value: number | undefined;
  /** The reference it was written as. */
  readonly reference?: ReferenceSyntax;
  readonly at: Span;
}

/** A string of a string list, without its NUL. */
export interface StringItem {
  readonly text: string;
  readonly at: Span;
  /** It shares its literal with others, separated by `\0`. */
  readonly isEmbedded: boolean;
}

/** The final bytes of a property as dtc emits them; `undefined` when part of it cannot be told. */
export function bytesOf(tree: DeviceTree, property: DtProperty): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  for (const part of property.parts) {
    const bytes = partBytes(tree, part);
    if (bytes === undefined) return undefined;
    parts.push(bytes);
  }
  return concatenate(parts);
}

/** The length in bytes; `undefined` when it depends on a file or on broken text. */
export function byteLengthOf(tree: DeviceTree, property: DtProperty): number | undefined {
  let length = 0;
  for (const part of property.parts) {
    if (part.kind === 'cells') length += (part.values.length * part.bits) / 8;
    else if (part.kind === 'string') length += part.bytes.length + 1;
    else if (part.kind === 'bytes') length += part.bytes.length;
    else if (part.kind === 'incbin') {
      const bytes = incbinBytes(tree, part);
      if (bytes === undefined) return undefined;
      length += bytes.length;
    } else {
      const target = resolveReference(tree, part.reference);
      if (target === undefined) return undefined;
      length += target.path.length + 1;
    }
  }
  return length;
}

/**
 * The value as 32-bit big-endian cells, as every consumer reads `reg` and its like: groups of other widths,
 * strings and bytes are regrouped by four. Undefined when the length is not a multiple of four or unknown.
 */
export function cellsOf(tree: DeviceTree, property: DtProperty): readonly Cell[] | undefined {
  const cells: Cell[] = [];
  for (const part of property.parts) {
    if (part.kind === 'cells' && part.bits === 32) {
      for (const cell of wordCells(tree, part)) cells.push(cell);
      continue;
    }
    const bytes = partBytes(tree, part);
    if (bytes === undefined || bytes.length % 4 !== 0) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < bytes.length; i += 4)
      cells.push({ value: view.getUint32(i), at: spanOfWord(part, i) });
  }
  return cells;
}

/** The value as a list of strings (bytes as Latin-1 code units), or undefined when it is not one. */
export function stringsOf(
  tree: DeviceTree,
  property: DtProperty,
): readonly StringItem[] | undefined {
  const items: StringItem[] = [];
  for (const part of property.parts) {
    if (part.kind === 'string') {
      const texts = part.bytes.split('\0');
      for (const text of texts) items.push({ text, at: part, isEmbedded: texts.length > 1 });
    } else if (part.kind === 'path') {
      const target = resolveReference(tree, part.reference);
      if (target === undefined) return undefined;
      items.push({ text: target.path, at: part, isEmbedded: false });
    } else {
      const bytes = partBytes(tree, part);
      if (bytes === undefined || bytes.length === 0) continue;
      if (bytes[bytes.length - 1] !== 0) return undefined;
      for (const it of latin1Of(bytes.subarray(0, -1)).split('\0'))
        items.push({ text: it, at: part, isEmbedded: true });
    }
  }
  return items;
}

/** Bytes as code units; piece by piece, since a call takes only so many arguments. */
function latin1Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

/** The first string of a property, as `of_property_read_string` and its like give it. */
export function firstString(
  tree: DeviceTree,
  property: DtProperty | undefined,
): string | undefined {
  return property && stringsOf(tree, property)?.[0]?.text;
}

/** The strings of `compatible`, most specific first; empty when there are none. */
export function compatiblesOf(tree: DeviceTree, ref: NodeRef): readonly string[] {
  const property = ref.node.properties.get('compatible');
  return (property && stringsOf(tree, property)?.map((it) => it.text)) ?? [];
}

/** The first cell of a property, or undefined. */
export function firstCell(tree: DeviceTree, property: DtProperty | undefined): number | undefined {
  return property && cellsOf(tree, property)?.[0]?.value;
}

/** The first cell of a property, with the reference that it was written as. */
export function firstCellOf(tree: DeviceTree, property: DtProperty | undefined): Cell | undefined {
  return property && cellsOf(tree, property)?.[0];
}

/** The bytes of one part of a value. */
export function partBytes(tree: DeviceTree, part: ValuePart): Uint8Array | undefined {
  switch (part.kind) {
    case 'string':
      return latin1(part.bytes + '\0');
    case 'bytes':
      return Uint8Array.from(part.bytes);
    case 'path': {
      const target = resolveReference(tree, part.reference);
      return target && latin1(target.path + '\0');
    }
    case 'incbin':
      return incbinBytes(tree, part);
    case 'cells':
      return cellBytes(tree, part);
  }
}

/** The bytes of `/incbin/`: what lies past the end of the file is simply not there, as in dtc. */
function incbinBytes(tree: DeviceTree, part: IncbinPart): Uint8Array | undefined {
  const file = tree.binaries.get(part.path);
  if (file === undefined || part.offset === undefined || part.length === undefined) return file;
  return file.subarray(Number(part.offset), Number(part.offset + part.length));
}

function cellBytes(tree: DeviceTree, part: CellsPart): Uint8Array | undefined {
  if (part.unknown.length > 0) return undefined;
  const size = part.bits / 8;
  const bytes = new Uint8Array(part.values.length * size);
  const view = new DataView(bytes.buffer);
  part.values.forEach((value, i) => {
    if (typeof value === 'bigint') view.setBigUint64(i * 8, value);
    else if (size === 4) view.setUint32(i * 4, value);
    else if (size === 2) view.setUint16(i * 2, value);
    else view.setUint8(i, value);
  });
  for (const { index, reference } of part.references) {
    const phandle = phandleOf(tree, reference);
    if (phandle === undefined && tree.isPlugin) continue;
    if (phandle === undefined) return undefined;
    view.setUint32(index * 4, phandle);
  }
  return bytes;
}

function wordCells(tree: DeviceTree, part: CellsPart): Cell[] {
  const cells = part.values.map((value, i): Cell => {
    return { value: Number(value), at: cellSpan(part, i) };
  });
  for (const index of part.unknown)
    cells[index] = { value: undefined, at: cells[index]?.at ?? part };
  for (const { index, reference } of part.references)
    cells[index] = new ReferenceCell(tree, reference);
  return cells;
}

/** Its number is looked up only by who asks for it: most want to know the node. */
class ReferenceCell implements Cell {
  readonly at: Span;

  constructor(
    private readonly tree: DeviceTree,
    readonly reference: ReferenceSyntax,
  ) {
    this.at = reference;
  }

  get value(): number | undefined {
    return phandleOf(this.tree, this.reference);
  }
}

/** The phandle that a reference stands for; undefined when it names nothing. */
export function phandleOf(tree: DeviceTree, reference: ReferenceSyntax): number | undefined {
  const target = resolveReference(tree, reference);
  return target && phandlesOf(tree).get(target.node);
}

/** The cell of a 64-bit group that covers byte `offset`; the whole part for others. */
function spanOfWord(part: ValuePart, offset: number): Span {
  if (part.kind !== 'cells') return part;
  return cellSpan(part, Math.floor((offset * 8) / part.bits));
}

function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  const bytes = new Uint8Array(parts.reduce((sum, it) => sum + it.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
