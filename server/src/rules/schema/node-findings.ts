/**
 * What the schemas say of one node of a tree that is edited. It is what `validateTree` says, but only that node is
 * decoded, its children are looked at where a schema does so, and phandles are stand-ins: which number dtc gives a node
 * depends on all references before it, and schemas do not care. Where a finding speaks of such a number after all, the
 * node is judged once more with the real ones.
 */
import type { BindingFinding, BindingNode } from '../../bindings/binding-node';
import type { Catalogue } from '../../bindings/catalogue';
import type { Failure } from '../../bindings/check/failure';
import type { Part, RememberingNode } from '../../bindings/check/part';
import { failuresOf } from '../../bindings/check/schema-compiler';
import { decodeNode, emptyNode } from '../../bindings/decode/decode-node';
import type { DecodedNode } from '../../bindings/decode/decoded';
import { disabledBy } from '../../bindings/decode/inherited-facts';
import { isExampleWrapper, judgeInstance, nodeNameOf } from '../../bindings/validate';
import { memo } from '../../base/memo';
import type { DeviceTree } from '../../tree/dt-node';
import { derivedFrom, treeFactFor } from '../../tree/fact';
import type { NodeRef } from '../../tree/node-ref';
import { isKept, keptChildrenOf } from '../dtc/kept-nodes';
import { finalNode, realPhandle, standInFor, type PhandleOf } from './final-node';
import { factsFor } from './node-facts';

/** The findings about this node, as far as its own schemas reach. */
export function bindingFindingsAt(
  catalogue: Catalogue,
  tree: DeviceTree,
  ref: NodeRef,
): readonly BindingFinding[] {
  if (ref.path.includes('/__') || !isKept(tree, ref.node)) return none;
  const used = new Set<number>();
  const standIn: PhandleOf = (target) => {
    const phandle = standInFor(tree, target);
    used.add(phandle);
    return phandle;
  };
  const findings = findingsWith(catalogue, tree, ref, standIn);
  const spoken = findings.some(({ message }) => [...used].some((it) => message.includes(`${it}`)));
  return spoken
    ? findingsWith(catalogue, tree, ref, (target) => realPhandle(tree, target))
    : findings;
}

const none: readonly BindingFinding[] = [];

function findingsWith(
  catalogue: Catalogue,
  tree: DeviceTree,
  ref: NodeRef,
  phandleOf: PhandleOf,
): readonly BindingFinding[] {
  const node = nodeWithNames(catalogue, tree, ref, phandleOf);
  if (isExampleWrapper(node)) return none;
  const facts = factsFor(tree, ref);
  const views = childViews(catalogue, tree, ref);
  const decoded = decodeNode(catalogue.types, node, facts, views, nodeNameOf(node));
  const isDisabled = disabledBy(node) ?? facts.isDisabled;
  return judgeInstance(catalogue, { node, facts, isDisabled }, decoded);
}

/** The node with its properties; of its children only the names. */
function nodeWithNames(
  catalogue: Catalogue,
  tree: DeviceTree,
  ref: NodeRef,
  phandleOf: PhandleOf,
): BindingNode {
  const children = keptChildrenOf(tree, ref).map(({ node }) => ({
    name: node.name,
    properties: noProperties,
    children: [],
  }));
  return { ...finalNode(tree, ref, phandleOf, catalogue.types), children };
}

const noProperties: ReadonlyMap<string, Uint8Array> = new Map();

/** The views of a node's children. */
function childViews(
  catalogue: Catalogue,
  tree: DeviceTree,
  ref: NodeRef,
): (child: BindingNode) => DecodedNode {
  const refs = new Map(keptChildrenOf(tree, ref).map((it) => [it.node.name, it]));
  return ({ name }) => {
    const found = refs.get(name);
    return found === undefined ? emptyNode : viewsOf(tree, catalogue)(found);
  };
}

/**
 * A child as a value: always the same object. It is decoded when a schema looks into it, and what a schema has against
 * it is remembered, so that another property of one child costs its siblings nothing.
 */
const viewsOf = treeFactFor((tree: DeviceTree, catalogue: Catalogue) =>
  memo((ref: NodeRef): DecodedNode => new ChildView(tree, catalogue, ref)),
);

class ChildView implements RememberingNode {
  private readonly decoded: { readonly value: DecodedNode };
  /** By part, for brief checks and for others; made when first asked, since most children are judged by nobody. */
  private brief?: Verdicts;
  private full?: Verdicts;

  constructor(
    private readonly tree: DeviceTree,
    catalogue: Catalogue,
    ref: NodeRef,
  ) {
    this.decoded = derivedFrom(tree, () => decodedWith(catalogue, tree, ref));
  }

  get names(): DecodedNode['names'] {
    return this.decoded.value.names;
  }
  has(name: string): boolean {
    return this.decoded.value.has(name);
  }
  get(name: string): ReturnType<DecodedNode['get']> {
    return this.decoded.value.get(name);
  }
  bits(name: string): ReturnType<DecodedNode['bits']> {
    return this.decoded.value.bits(name);
  }
  verdict(part: Part, isBrief: boolean): readonly Failure[] {
    const verdicts = isBrief ? (this.brief ??= new Map()) : (this.full ??= new Map());
    const found = verdicts.get(part);
    if (found !== undefined) return found.value;
    const judge = () => failuresOf(part, this, { isBrief, holder: this });
    const made = derivedFrom(this.tree, judge, isSameVerdict);
    verdicts.set(part, made);
    return made.value;
  }
}

type Verdicts = Map<Part, { readonly value: readonly Failure[] }>;

function isSameVerdict(a: readonly Failure[], b: readonly Failure[]): boolean {
  return a === b || (a.length === 0 && b.length === 0);
}

/** The node with all its members made: what they are made from is noted only for who makes them. */
function decodedWith(catalogue: Catalogue, tree: DeviceTree, ref: NodeRef): DecodedNode {
  const node = nodeWithNames(catalogue, tree, ref, (target) => standInFor(tree, target));
  const views = childViews(catalogue, tree, ref);
  const decoded = decodeNode(catalogue.types, node, factsFor(tree, ref), views);
  for (const name of decoded.names) decoded.get(name);
  return decoded;
}
