/** What to say and propose when a reference names nothing. */
import { memo } from '../../base/memo';
import type { ReferenceSyntax } from '../../syntax/ast';
import type { DeviceTree } from '../../tree/dt-node';
import { childOf, childrenOf, labelsOf, rootOf, type NodeRef } from '../../tree/node-ref';
import type { Fix } from '../fix';
import { nearestName } from '../nearest-name';

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

/** The label spelt most like it. */
function nearestLabel(tree: DeviceTree, name: string): string | undefined {
  const labels = labelsOf(tree);
  return withinBudget(labels, name, labels.size, () => nearestName(name, labels.keys()));
}

/** Comparisons with one list of names. */
const mostComparisons = 500_000;

interface Proposals {
  comparisons: number;
  /** What was found, by the name that was sought. */
  readonly known: Map<string, string | undefined>;
}

const proposalsAmong = memo((_list: object): Proposals => ({ comparisons: 0, known: new Map() }));

/** Looks for a name unless that is known already; once the comparisons for a list are used up, nothing is proposed. */
function withinBudget(
  list: object,
  name: string,
  comparisons: number,
  find: () => string | undefined,
): string | undefined {
  const proposals = proposalsAmong(list);
  const { known } = proposals;
  if (!known.has(name) && proposals.comparisons + comparisons <= mostComparisons) {
    proposals.comparisons += comparisons;
    known.set(name, find());
  }
  return known.get(name);
}

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
    const nearest = nearestChild(at, name);
    const hint = nearest === undefined ? '' : `: did you mean "${nearest}"?`;
    const path = ['', ...names.slice(0, i), nearest ?? name, ...names.slice(i + 1)].join('/');
    return {
      message: `there is no node "${name}" in ${at.path}${hint}`,
      fixes: nearest === undefined ? [] : [replaceBy(reference, `&{${path}}`)],
    };
  }
  return { message: `path "${reference.text}" names no node`, fixes: [] };
}

/** The child with that name and a unit address, else the one spelt most like it. */
function nearestChild(parent: NodeRef, name: string): string | undefined {
  const children = childrenOf(parent);
  return withinBudget(children, name, children.length, () => {
    const names = children.map((it) => it.node.name);
    const withAddress = names.filter((it) => it.startsWith(`${name}@`) && it !== `${name}@`);
    return withAddress.length === 1 ? withAddress[0] : nearestName(name, names);
  });
}

function replaceBy(reference: ReferenceSyntax, text: string): Fix {
  return { title: `Change to "${text}"`, edits: [{ kind: 'replace', at: reference, text }] };
}
