/**
 * The composed tree as DTS: dtc's order, macros and includes resolved, references kept as references, so that
 * compiling the text gives the blob of the original. A note per line may say where it came from.
 */
import { linesOf, type SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import { locate } from '../preprocessor/locate';
import type { Span } from '../preprocessor/token-stream';
import type { CellsPart, LabelSyntax, ReferenceSyntax, ValuePart } from '../syntax/ast';
import { positionAt } from '../text/line-index';
import { fileName } from '../text/path';
import type { DeviceTree, DtNode, DtProperty } from './dt-node';
import { partBytes } from './value';

export interface PrintOptions {
  /** The files, when each line is to say where it was written: oldest definition first, the winner last. */
  readonly provenance?: (file: FileId) => SourceFile | undefined;
  /** How a file is named in those remarks; its last path part when absent. */
  readonly nameOf?: (file: FileId) => string;
  /** What is to be said about a node, in a comment where it opens. */
  readonly remark?: (node: DtNode) => string | undefined;
}

/** How references are printed, when not as they are written. */
export interface ReferencePrinter {
  /** In a cell: `&label`, or a number. */
  cell(reference: ReferenceSyntax): string;
  /** In place of a string: `&label`, or a path in quotes. */
  path(reference: ReferenceSyntax): string;
}

/** Prints a tree as DTS, indented by tabs, with a final line end. */
export function printTree(tree: DeviceTree, options: PrintOptions = {}): string {
  const lines: string[] = ['/dts-v1/;'];
  if (tree.isPlugin) lines.push('/plugin/;');
  lines.push('');
  for (const it of tree.memReserves)
    lines.push(
      `${labelText(it.labels)}/memreserve/ ${hex(it.address)} ${hex(it.size)};${noteText(options, [it])}`,
    );
  if (tree.memReserves.length > 0) lines.push('');
  const isLabelled = tree.root.labels.length > 0;
  printNode({ tree, options, lines }, tree.root, '/', '');
  if (isLabelled) lines.push('', `${labelText(tree.root.labels)}&{/} {`, '};');
  return lines.join('\n') + '\n';
}

interface Printer {
  readonly tree: DeviceTree;
  readonly options: PrintOptions;
  readonly lines: string[];
}

function printNode(printer: Printer, node: DtNode, name: string, indent: string): void {
  const { lines, options } = printer;
  const isRoot = name === '/';
  const origins = node.definitions.length > 0 ? node.definitions.map((it) => it.target) : [node.at];
  const marks = `${node.isOmittable && !isRoot ? '/omit-if-no-ref/ ' : ''}${isRoot ? '' : labelText(node.labels)}`;
  const remark = options.remark?.(node);
  const remarked = remark === undefined ? '' : ` ${printComment(remark)}`;
  lines.push(`${indent}${marks}${name} {${remarked}${noteText(options, origins)}`);
  const inner = `${indent}\t`;
  for (const property of node.properties.values())
    lines.push(printProperty(printer, property, inner));
  let needsGap = node.properties.size > 0;
  for (const child of node.children.values()) {
    if (needsGap) lines.push('');
    printNode(printer, child, child.name, inner);
    needsGap = true;
  }
  lines.push(`${indent}};`);
}

function printProperty(printer: Printer, property: DtProperty, indent: string): string {
  const { tree, options } = printer;
  const value = property.parts.map((part) => printPart(tree, part)).join(', ');
  const origins = property.definitions.length > 0 ? property.definitions : [property.at];
  const assigned = value === '' ? '' : ` = ${value}`;
  return `${indent}${labelText(property.labels)}${property.name}${assigned};${noteText(options, origins)}`;
}

/** A comment such as `soc.dtsi:12, board.dts:40 (macro PIN)`, or nothing. */
function noteText(options: PrintOptions, origins: readonly Span[]): string {
  const { provenance, nameOf = fileName } = options;
  if (provenance === undefined) return '';
  const places = origins.flatMap((origin) => {
    const found = locate(origin, provenance);
    const file = found && provenance(found.file);
    if (found === undefined || file === undefined) return [];
    const line = positionAt(linesOf(file), found.range.start).line + 1;
    return [`${nameOf(found.file)}:${line}${found.macro ? ` (macro ${found.macro.name})` : ''}`];
  });
  return places.length === 0 ? '' : ` ${printComment(places.join(', '))}`;
}

/** A comment that nothing in its text can end. */
export function printComment(text: string): string {
  return `/* ${text.replaceAll('*/', '* /')} */`;
}

function labelText(labels: readonly LabelSyntax[]): string {
  return labels.map((it) => `${it.name}: `).join('');
}

/** One part of a value as DTS; references as written unless told otherwise. */
export function printPart(
  tree: DeviceTree,
  part: ValuePart,
  references: ReferencePrinter = asWritten,
): string {
  switch (part.kind) {
    case 'string':
      return printString(part.bytes);
    case 'path':
      return references.path(part.reference);
    case 'bytes':
      return printBytes(part.bytes);
    case 'cells':
      return printCells(part, references);
    case 'incbin': {
      const bytes = partBytes(tree, part);
      return bytes === undefined ? `/incbin/ (${printString(part.path)})` : printBytes([...bytes]);
    }
  }
}

function printReference(reference: ReferenceSyntax): string {
  return reference.form === 'path' ? `&{${reference.text}}` : `&${reference.text}`;
}

const asWritten: ReferencePrinter = { cell: printReference, path: printReference };

function printBytes(bytes: readonly number[]): string {
  return `[${bytes.map((it) => it.toString(16).padStart(2, '0')).join(' ')}]`;
}

function printCells(part: CellsPart, printer: ReferencePrinter): string {
  const references = new Map(part.references.map((it) => [it.index, it.reference]));
  const cells = part.values.map((value, i) => {
    const reference = references.get(i);
    return reference === undefined ? hex(value) : printer.cell(reference);
  });
  return `${part.bits === 32 ? '' : `/bits/ ${part.bits} `}<${cells.join(' ')}>`;
}

function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

/** A string literal; `bytes` has one code unit per byte, UTF-8 is shown as text. */
export function printString(bytes: string): string {
  const text = asText(bytes) ?? bytes;
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') out += `\\${character}`;
    else if (character === '\n') out += '\\n';
    else if (character === '\t') out += '\\t';
    else if (code < 32 || code === 127 || (text === bytes && code > 127))
      out += `\\x${code.toString(16).padStart(2, '0')}`;
    else out += character;
  }
  return `"${out}"`;
}

/** The bytes read as UTF-8, or undefined when they are not: what is lost on the way there does not come back. */
function asText(bytes: string): string | undefined {
  const original = Uint8Array.from(bytes, (it) => it.charCodeAt(0));
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(original);
  const again = new TextEncoder().encode(text);
  const isSame = again.length === original.length && again.every((it, i) => it === original[i]);
  return isSame ? text : undefined;
}
