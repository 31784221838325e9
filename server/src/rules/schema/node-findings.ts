/**
 * What the schemas say of one node of a tree that is edited. It is what `validateTree` says, but only that node is
 * decoded, its children are looked at where a schema does so, and phandles are stand-ins: which number dtc gives a node
 * depends on all references before it, and schemas do not care. Where a finding speaks of such a number after all, the
 * node is judged once more with the real ones.
 */
import type { BindingFinding, BindingNode } from '../../bindings/binding-node';
import type { Catalogue } from '../../bindings/catalogue';
import type { Failure } from '../../bindings/check/failure';
import { verdictOf, type Part, type RememberedVerdict } from '../../bindings/check/part';
import { failuresOf } from '../../bindings/check/schema-compiler';
import { decodeNode } from '../../bindings/decode/decode-node';
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
  const refs = keptChildrenOf(tree, ref);
  const node: BindingNode = {
    ...finalNode(tree, ref, phandleOf, catalogue.types),
    children: refs.map((it) => ({ name: it.node.name, properties: noProperties, children: [] })),
  };
  if (isExampleWrapper(node)) return none;
  const facts = factsFor(tree, ref);
  const views = new Map(refs.map((it) => [it.node.name, it]));
  const decoded = decodeNode(catalogue.types, node, facts, (child) => {
    const childRef = views.get(child.name);
    return childRef === undefined ? {} : viewsOf(tree, catalogue)(childRef);
  });
  const isDisabled = disabledBy(node) ?? facts.isDisabled;
  const instance = Object.assign(decoded, { $nodename: [nodeNameOf(node)] });
  return judgeInstance(catalogue, { node, facts, isDisabled }, instance);
}

const noProperties: ReadonlyMap<string, Uint8Array> = new Map();

/**
 * A child as a value: always the same object. It is decoded when a schema looks into it, and what a schema has against
 * it is remembered, so that another property of one child costs its siblings nothing.
 */
const viewsOf = treeFactFor((tree: DeviceTree, catalogue: Catalogue) =>
  memo((ref: NodeRef): DecodedNode => {
    const decoded = derivedFrom(tree, () => decodedWith(catalogue, tree, ref));
    const verdict: RememberedVerdict = (part, isBrief) => (isBrief ? holding : failing)(part).value;
    const holding = memo((part: Part) => failures(part, true));
    const failing = memo((part: Part) => failures(part, false));
    const failures = (part: Part, isBrief: boolean) =>
      derivedFrom(tree, () => failuresOf(part, view, { isBrief, holder: view }), isSameVerdict);
    const view = new Proxy<DecodedNode>(
      {},
      {
        get: (_, name): unknown =>
          name === verdictOf ? verdict : Reflect.get(decoded.value, name),
        has: (_, name) => Reflect.has(decoded.value, name),
        ownKeys: () => Reflect.ownKeys(decoded.value),
        getOwnPropertyDescriptor: (_, name) => {
          const found = Reflect.getOwnPropertyDescriptor(decoded.value, name);
          return found && { ...found, configurable: true };
        },
      },
    );
    return view;
  }),
);

function isSameVerdict(a: readonly Failure[], b: readonly Failure[]): boolean {
  return a === b || (a.length === 0 && b.length === 0);
}

function decodedWith(catalogue: Catalogue, tree: DeviceTree, ref: NodeRef): DecodedNode {
  const refs = new Map(keptChildrenOf(tree, ref).map((it) => [it.node.name, it]));
  const node: BindingNode = {
    ...finalNode(tree, ref, (target) => standInFor(tree, target), catalogue.types),
    children: [...refs.keys()].map((name) => ({ name, properties: noProperties, children: [] })),
  };
  return decodeNode(catalogue.types, node, factsFor(tree, ref), (child) => {
    const childRef = refs.get(child.name);
    return childRef === undefined ? {} : viewsOf(tree, catalogue)(childRef);
  });
}
