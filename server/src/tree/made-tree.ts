/**
 * A tree that somebody makes at boot, as far as the source tells it: nodes and properties that are known, and
 * remarks in the place of what is not. It is printed as DTS that dtc accepts.
 */
import { printComment, printString } from './print-tree';

export interface MadeNode {
  readonly kind: 'node';
  /** `memory@40000000`; "/" for the root. */
  readonly name: string;
  readonly labels?: readonly string[];
  /** In emission order; dtc wants a node's properties before its nodes. */
  readonly lines: readonly MadeLine[];
  /** Said where the node opens. */
  readonly remark?: string;
}

export interface MadeProperty {
  readonly kind: 'property';
  readonly name: string;
  /** As DTS; absent for a property without a value. */
  readonly value?: string;
  readonly remark?: string;
}

export interface Remark {
  readonly kind: 'remark';
  readonly text: string;
}

export type MadeLine = MadeNode | MadeProperty | Remark;

/** Makes a node. */
export function madeNode(name: string, lines: readonly MadeLine[], remark?: string): MadeNode {
  return { kind: 'node', name, lines, ...(remark !== undefined && { remark }) };
}

/** A property whose value is DTS text; `undefined` for one without a value. */
export function property(name: string, value?: string, remark?: string): MadeProperty {
  return {
    kind: 'property',
    name,
    ...(value !== undefined && { value }),
    ...(remark !== undefined && { remark }),
  };
}

/** A property of strings (text, not bytes). */
export function stringProperty(name: string, ...texts: readonly string[]): MadeProperty {
  return property(name, texts.map(printString).join(', '));
}

/** A property of one group of cells. */
export function cellsProperty(name: string, ...cells: readonly number[]): MadeProperty {
  return property(name, cellsText(...cells));
}

/** Cells as DTS: `<0x1 0xd 0xf08>`. */
export function cellsText(...cells: readonly number[]): string {
  return `<${cells.map((it) => `0x${it.toString(16)}`).join(' ')}>`;
}

/** A remark on a line of its own. */
export function remark(text: string): Remark {
  return { kind: 'remark', text };
}

/** What Xen fills in and the source does not tell. */
export function filledIn(what: string): string {
  return `filled in at boot: ${what}`;
}

/** Prints a made tree as DTS, indented by tabs, with a final line end. `heading` becomes a comment of its own. */
export function printMadeTree(root: MadeNode, heading: readonly string[] = []): string {
  const lines = [
    '/dts-v1/;',
    '',
    ...heading.map(printComment),
    ...(heading.length > 0 ? [''] : []),
  ];
  printNode(lines, root, '');
  return `${lines.join('\n')}\n`;
}

function printNode(lines: string[], node: MadeNode, indent: string): void {
  const labels = (node.labels ?? []).map((it) => `${it}: `).join('');
  lines.push(`${indent}${labels}${node.name} {${trailing(node.remark)}`);
  const inner = `${indent}\t`;
  let needsGap = false;
  for (const line of node.lines) {
    if (line.kind === 'node') {
      if (needsGap) lines.push('');
      printNode(lines, line, inner);
    } else if (line.kind === 'property') {
      const value = line.value === undefined ? '' : ` = ${line.value}`;
      lines.push(`${inner}${line.name}${value};${trailing(line.remark)}`);
    } else lines.push(`${inner}${printComment(line.text)}`);
    needsGap = true;
  }
  lines.push(`${indent}};`);
}

function trailing(text: string | undefined): string {
  return text === undefined ? '' : ` ${printComment(text)}`;
}
