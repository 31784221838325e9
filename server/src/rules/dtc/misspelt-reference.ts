/** What to say and propose when a reference names nothing. */
import type { ReferenceSyntax } from '../../syntax/ast';
import type { DeviceTree } from '../../tree/dt-node';
import { childOf, childrenOf, rootOf, walk, type NodeRef } from '../../tree/node-ref';
import { isSameSet, treeFact } from '../../tree/fact';
import {
  nodesByLabel,
  nodesReferringTo,
  nodesReferringToPath,
  referredIn,
} from '../../tree/references';
import type { Fix } from '../fix';
import { nearestName, nearestNames } from '../nearest-name';

export interface Misspelling {
  /** `label "uart" is not defined …` */
  readonly message: string;
  readonly fixes: readonly Fix[];
}

/** Says what a reference lacks, and proposes the label or path that was probably meant. */
export function misspelling(tree: DeviceTree, reference: ReferenceSyntax): Misspelling {
  return reference.form === 'label'
    ? misspeltLabel(reference, nearestLabel(tree, reference.text))
    : misspeltPath(tree, reference);
}

/** The label spelt most like it; the work for one tree is bounded, later names get no proposal. */
function nearestLabel(tree: DeviceTree, name: string): string | undefined {
  if (namesBeyondBound(tree).has(name)) return undefined;
  const nearest = nearestLabels(tree);
  const equals = nearest.get(name) ?? nearestNames(name, nodesByLabel.keys(tree));
  nearest.set(name, equals);
  return nodesByLabel.firstOf(tree, equals);
}

/** Comparisons of names for the sake of one tree: with labels, and again with names of nodes. */
const mostComparisons = 500_000;

/** The labels closest to each name so far; begun afresh when there are other labels. */
const nearestLabels = treeFact((tree: DeviceTree) => {
  nodesByLabel.keys(tree);
  return new Map<string, readonly string[]>();
});

/** Names that nothing has, in the order of the tree, after those that may be compared with all labels. */
const namesBeyondBound = treeFact((tree: DeviceTree): ReadonlySet<string> => {
  const open = [...nodesReferringTo.keys(tree)].filter((it) => !nodesByLabel.has(tree, it));
  const labels = [...nodesByLabel.keys(tree)].length;
  const most = Math.floor(mostComparisons / Math.max(labels, 1));
  if (open.length <= most) return nobody;
  const isOpen = new Set(open);
  const inOrder = new Set<string>();
  for (const { node } of walk(rootOf(tree)))
    for (const name of referredIn(node, 'label')) if (isOpen.has(name)) inOrder.add(name);
  return new Set([...inOrder].slice(most));
}, isSameSet);

const nobody: ReadonlySet<string> = new Set();

function misspeltLabel(reference: ReferenceSyntax, nearest: string | undefined): Misspelling {
  const hint =
    nearest === undefined
      ? 'define it, or include the file that does'
      : `did you mean "${nearest}"?`;
  return {
    message: `label "${reference.text}" is not defined: ${hint}`,
    fixes: nearest === undefined ? [] : [replaceBy(reference, `&${nearest}`)],
  };
}

function misspeltPath(tree: DeviceTree, reference: ReferenceSyntax): Misspelling {
  if (!reference.text.startsWith('/')) {
    const message = `path "${reference.text}" does not start with "/": dtc looks paths up from the root`;
    return { message, fixes: [] };
  }
  let at: NodeRef = rootOf(tree);
  const names = reference.text.split('/').filter((it) => it !== '');
  for (const [i, name] of names.entries()) {
    const next = childOf(at, name);
    if (next !== undefined) {
      at = next;
      continue;
    }
    const nearest = nearestChild(tree, at, name);
    const hint = nearest === undefined ? '' : `: did you mean "${nearest}"?`;
    const path = ['', ...names.slice(0, i), nearest ?? name, ...names.slice(i + 1)].join('/');
    return {
      message: `there is no node "${name}" in ${at.path}${hint}`,
      fixes: nearest === undefined ? [] : [replaceBy(reference, `&{${path}}`)],
    };
  }
  return { message: `path "${reference.text}" names no node`, fixes: [] };
}

/** The child with that name and a unit address, else the one spelt most like it; none where there are far too many. */
function nearestChild(tree: DeviceTree, parent: NodeRef, name: string): string | undefined {
  const names = childrenOf(parent).map((it) => it.node.name);
  if (names.length * pathCount(tree) > mostComparisons) return undefined;
  const withAddress = names.filter((it) => it.startsWith(`${name}@`) && it !== `${name}@`);
  return withAddress.length === 1 ? withAddress[0] : nearestName(name, names);
}

/** How many nodes are referred to by their paths. */
const pathCount = treeFact(
  (tree: DeviceTree) => [...nodesReferringToPath.keys(tree)].length + tree.dangling.length,
);

function replaceBy(reference: ReferenceSyntax, text: string): Fix {
  return { title: `Change to "${text}"`, edits: [{ kind: 'replace', at: reference, text }] };
}
