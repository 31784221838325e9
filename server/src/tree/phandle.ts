/**
 * The phandle of each node, numbered as dtc does: explicit ones are kept, the others are counted from 1 in the
 * order in which `<&reference>`s are met, depth first, a node's properties before its children
 * (dtc checks.c fixup_phandle_references, livetree.c get_node_phandle). One new reference shifts many numbers, so who
 * wants to know which node a cell means asks `nodeOfCell`, which looks at numbers only where the source has one.
 */
import type { ReferenceSyntax } from '../syntax/ast';
import type { DeviceTree, DtNode } from './dt-node';
import { isSameList, nodeFact, treeFact } from './fact';
import { nodeIndex } from './node-index';
import { rootOf, walk, type NodeRef } from './node-ref';
import { resolveReference } from './references';
import { trackerOf } from './tracking';

/** Phandle by node, for nodes that have one: written by hand or asked for by a reference. */
export const phandlesOf = treeFact((tree: DeviceTree): ReadonlyMap<DtNode, number> => {
  const phandles = new Map(explicitPhandles(tree));
  const used = new Set(phandles.values());
  let next = 1;
  for (const ref of walk(rootOf(tree)))
    for (const reference of cellReferencesOf(tree, ref)) {
      const target = resolveReference(tree, reference)?.node;
      if (target === undefined || phandles.has(target)) continue;
      while (used.has(next)) next++;
      phandles.set(target, next);
      used.add(next);
    }
  return phandles;
}, isSameNumbering);

/** The references in the cells of a node, in order. On a live tree a fact: most edits leave them as they are. */
function cellReferencesOf(tree: DeviceTree, ref: NodeRef): readonly ReferenceSyntax[] {
  return trackerOf(tree) === undefined ? referencesInCells(ref.node) : liveReferences(tree, ref);
}

const liveReferences = nodeFact(
  (_tree: DeviceTree, { node }: NodeRef) => referencesInCells(node),
  isSameList,
);

function referencesInCells({ properties }: DtNode): readonly ReferenceSyntax[] {
  let found: ReferenceSyntax[] | undefined;
  for (const { parts } of properties.values())
    for (const part of parts)
      if (part.kind === 'cells')
        for (const { reference } of part.references) (found ??= []).push(reference);
  return found ?? none;
}

const none: readonly never[] = [];

function isSameNumbering(a: ReadonlyMap<DtNode, number>, b: ReadonlyMap<DtNode, number>): boolean {
  if (a.size !== b.size) return false;
  for (const [node, phandle] of a) if (b.get(node) !== phandle) return false;
  return true;
}

/** The nodes by phandle. */
export const nodesByPhandle = treeFact((tree: DeviceTree): ReadonlyMap<number, DtNode> => {
  const nodes = new Map<number, DtNode>();
  for (const [node, phandle] of phandlesOf(tree)) if (!nodes.has(phandle)) nodes.set(phandle, node);
  return nodes;
});

/** The phandles that are written as numbers in `phandle` or `linux,phandle`. */
export const explicitPhandles = treeFact((tree: DeviceTree): ReadonlyMap<DtNode, number> => {
  const phandles = new Map<DtNode, number>();
  for (const { node } of walk(rootOf(tree))) {
    const phandle = explicitPhandle(node);
    if (phandle !== undefined) phandles.set(node, phandle);
  }
  return phandles;
});

/** The nodes by the phandle that they state. */
export const nodesByStatedPhandle = nodeIndex((node) => {
  const phandle = explicitPhandle(node);
  return phandle === undefined ? none : [phandle];
});

/** The phandle that a node states as a number. */
export function explicitPhandle({ properties }: DtNode): number | undefined {
  const property = properties.get('phandle') ?? properties.get('linux,phandle');
  const [part, ...rest] = property?.parts ?? [];
  if (part?.kind !== 'cells' || rest.length > 0 || part.values.length !== 1) return undefined;
  if (part.references.length > 0 || part.unknown.length > 0) return undefined;
  const value = Number(part.values[0]);
  return value !== 0 && value !== 0xffffffff ? value : undefined;
}

/** A cell that may name a node: by a reference, else by a number. */
export interface NamingCell {
  readonly reference?: ReferenceSyntax | undefined;
  readonly value: number | undefined;
}

/** The node that a cell names, by reference or by number. */
export function nodeOfCell(tree: DeviceTree, cell: NamingCell | undefined): DtNode | undefined {
  if (cell === undefined) return undefined;
  if (cell.reference === undefined) return nodeByPhandle(tree, cell.value);
  const target = resolveReference(tree, cell.reference)?.node;
  const stated = target && explicitPhandle(target);
  return stated === undefined ? target : nodesByStatedPhandle.first(tree, stated)?.node;
}

/** The node that has a phandle: the first that states it, else the one that dtc gives it. */
export function nodeByPhandle(tree: DeviceTree, phandle: number | undefined): DtNode | undefined {
  if (phandle === undefined || phandle === 0 || phandle === 0xffffffff) return undefined;
  return nodesByStatedPhandle.first(tree, phandle)?.node ?? nodesByPhandle(tree).get(phandle);
}

/** What a cell says, before any node is looked for: a node, that there is none (0, all ones), or nothing certain. */
export function meaningOf(
  tree: DeviceTree,
  cell: NamingCell | undefined,
): 'node' | 'none' | 'unknown' {
  if (cell === undefined) return 'unknown';
  if (cell.reference !== undefined)
    return resolveReference(tree, cell.reference) === undefined ? 'unknown' : 'node';
  if (cell.value === undefined) return 'unknown';
  return cell.value === 0 || cell.value === 0xffffffff ? 'none' : 'node';
}
