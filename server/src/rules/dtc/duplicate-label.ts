/**
 * A label names one thing: nodes, properties and places in values share one name space (dtc checks.c
 * check_duplicate_label). Where two things have it, dtc counts a node before a property before a place in a value.
 */
import type { LabelSyntax } from '../../syntax/ast';
import type { DeviceTree, DtNode, DtProperty } from '../../tree/dt-node';
import { nodeIndex } from '../../tree/node-index';
import type { NodeRef } from '../../tree/node-ref';
import { defineRule } from '../rule';

export const duplicateLabel = defineRule({
  id: 'dtc/duplicate_label',
  severity: 'error',
  summary: 'One label stands on two things.',
  why: 'dtc writes no blob: it could not say which of the two a reference means.',
  source: 'dtc checks.c, check_duplicate_label',
  examples: [
    {
      title: 'the same label on two nodes',
      dts: `
        / {
          uart: serial { };
          uart: console { };
        //^^^^^ label "uart" is already on /serial
        };`,
    },
    {
      title: 'the same label on a property and in a value',
      dts: `
        / {
          a: first = <1>;
          second = a: <2>;
                 //^^ label "a" is already on property "first" of /
        };`,
    },
    {
      title: 'the same label twice on one node',
      dts: `
        / { uart: serial { }; };
        uart: &uart { };`,
    },
  ],
  seesOmitted: true,
  checkNode(at, { tree }, report) {
    for (const { label, first } of duplicatesAt(tree, at)) {
      report({
        at: label,
        message: `label "${label.name}" is already on ${describe(first)}`,
        related: [{ at: first.label, message: 'first given here' }],
        node: at.path,
      });
    }
  },
});

interface Owner {
  readonly rank: 'node' | 'property' | 'place';
  readonly thing: DtNode | DtProperty | LabelSyntax;
  readonly label: LabelSyntax;
  readonly node: NodeRef;
  readonly property?: DtProperty;
}

/** Each label of the node that stands on something else than what it names. */
function duplicatesAt(
  tree: DeviceTree,
  at: NodeRef,
): readonly (Owner & { readonly first: Owner })[] {
  const own = ownersIn(at);
  return inRank(own).flatMap((owner) => {
    const { name } = owner.label;
    const nodes = nodesWithLabel.all(tree, name);
    if (nodes.length < 2 && own.every((it) => it === owner || it.label.name !== name)) return [];
    const all = nodes.flatMap((it) => ownersIn(it).filter(({ label }) => label.name === name));
    const [first] = inRank(all);
    return first === undefined || first.thing === owner.thing ? [] : { ...owner, first };
  });
}

/** dtc counts a node before a property before a place in a value; of two alike the one that it meets first. */
function inRank(owners: readonly Owner[]): readonly Owner[] {
  if (owners.length < 2) return owners;
  return ranks.flatMap((rank) => owners.filter((it) => it.rank === rank));
}

const ranks = ['node', 'property', 'place'] as const;

/** The nodes by all labels on them and in them. */
const nodesWithLabel = nodeIndex((node) => {
  let names: string[] | undefined;
  for (const { name } of node.labels) (names ??= []).push(name);
  for (const property of node.properties.values()) {
    for (const { name } of property.labels) (names ??= []).push(name);
    for (const { name } of placeLabels(property)) (names ??= []).push(name);
  }
  return names ?? none;
});

function ownersIn(ref: NodeRef): readonly Owner[] {
  const { node } = ref;
  const owners: Owner[] = node.labels.map((label) => ({
    rank: 'node',
    thing: node,
    label,
    node: ref,
  }));
  for (const property of node.properties.values()) {
    for (const label of property.labels)
      owners.push({ rank: 'property', thing: property, label, node: ref, property });
    for (const label of placeLabels(property))
      owners.push({ rank: 'place', thing: label, label, node: ref, property });
  }
  return owners;
}

function placeLabels({ definitions }: DtProperty): readonly LabelSyntax[] {
  return definitions[definitions.length - 1]?.value?.labels ?? none;
}

const none: readonly never[] = [];

function describe({ node, property, thing }: Owner): string {
  if (property === undefined) return node.path;
  const place = thing === property ? '' : 'the value of ';
  return `${place}property "${property.name}" of ${node.path}`;
}
