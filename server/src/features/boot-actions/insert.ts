/** Putting new nodes and properties into a node, in its own indentation. */
import { inheritedCells } from '../../memory/cells';
import type { DeviceTree } from '../../tree/dt-node';
import { childrenOf, type NodeRef } from '../../tree/node-ref';
import { addProperties, appendNode } from '../move-module/insertion';
import { writtenBlock, type WrittenBlock } from '../move-module/written-block';
import type { PlacedEdit, Site } from './site';

/** The block of a node that takes new text: the first that can be edited, preferably not a `&reference` block. */
export function blockFor({ files }: Site, { node }: NodeRef): WrittenBlock | undefined {
  const named = node.definitions.filter((it) => it.target.kind === 'name');
  const others = node.definitions.filter((it) => it.target.kind !== 'name');
  for (const syntax of [...named, ...others]) {
    const block = writtenBlock(syntax, files);
    if (!('refusal' in block)) return block;
  }
  return undefined;
}

/** New child nodes at the end; `lines` are indented with tabs from the margin on. */
export function nodeEdit(
  block: WrittenBlock | undefined,
  lines: readonly string[],
): PlacedEdit | undefined {
  if (block === undefined) return undefined;
  const edit = appendNode(block, `${lines.join('\n')}\n`, { base: '', step: '\t' });
  return { file: block.file.id, edit };
}

/** New properties behind `compatible`, or at the start; no edits when there are none. */
export function propertyEdits(
  block: WrittenBlock | undefined,
  lines: readonly string[],
): readonly (PlacedEdit | undefined)[] {
  if (lines.length === 0) return [];
  return [block && { file: block.file.id, edit: addProperties(block, lines) }];
}

/** The cells of a node's children, and the lines that declare them where the node itself does not. */
export interface ChildCells {
  readonly address: number;
  readonly size: number;
  readonly missing: readonly string[];
}

/** Undefined when the cells are not 1 or 2 each, as Xen reads them, or when whoever includes the file may say them. */
export function childCells(tree: DeviceTree, node: NodeRef): ChildCells | undefined {
  const cells = inheritedCells(tree, node);
  if (cells === undefined) return undefined;
  const { address, size } = cells;
  const { properties } = node.node;
  const missing = [
    ...(properties.has('#address-cells') ? [] : [`#address-cells = <${address}>;`]),
    ...(properties.has('#size-cells') ? [] : [`#size-cells = <${size}>;`]),
  ];
  const isUsable = [address, size].every((it) => it === 1 || it === 2);
  return isUsable ? { address, size, missing } : undefined;
}

/** `name`, or `name-2`, `name-3`… when a child has it. */
export function freeName(node: NodeRef, name: string): string {
  const taken = new Set(childrenOf(node).map((it) => it.node.name.toLowerCase()));
  return numbered(name, '-', (it) => taken.has(it.toLowerCase()));
}

/** The name itself, or the first of `name<separator>2`… that is not taken. */
export function numbered(
  name: string,
  separator: string,
  isTaken: (name: string) => boolean,
): string {
  if (!isTaken(name)) return name;
  let number = 2;
  while (isTaken(`${name}${separator}${number}`)) number++;
  return `${name}${separator}${number}`;
}
