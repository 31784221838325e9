/**
 * A label names one thing: nodes, properties and places in values share one name space (dtc checks.c
 * check_duplicate_label). Where two things have it, dtc counts a node before a property before a place in a value.
 */
import { memo } from '../../base/memo';
import type { LabelSyntax } from '../../syntax/ast';
import type { DeviceTree, DtNode, DtProperty } from '../../tree/dt-node';
import { rootOf, walk, type NodeRef } from '../../tree/node-ref';
import { labelsOf } from '../../tree/references';
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
  check({ tree }, report) {
    for (const { label, first, node } of duplicateLabelsOf(tree)) {
      report({
        at: label,
        message: `label "${label.name}" is already on ${describe(first)}`,
        related: [{ at: first.label, message: 'first given here' }],
        node: node.path,
      });
    }
  },
});

interface Owner {
  readonly thing: DtNode | DtProperty | LabelSyntax;
  readonly label: LabelSyntax;
  readonly node: NodeRef;
  readonly property?: DtProperty;
}

/** Each use of a label on something else than what it names. */
const duplicateLabelsOf = memo((tree: DeviceTree) => {
  if (!hasRepeatedLabel(tree)) return [];
  const nodes: Owner[] = [];
  const properties: Owner[] = [];
  const places: Owner[] = [];
  for (const ref of walk(rootOf(tree))) {
    for (const label of ref.node.labels) nodes.push({ thing: ref.node, label, node: ref });
    for (const property of ref.node.properties.values()) {
      for (const label of property.labels)
        properties.push({ thing: property, label, node: ref, property });
      const value = property.definitions[property.definitions.length - 1]?.value;
      for (const label of value?.labels ?? [])
        places.push({ thing: label, label, node: ref, property });
    }
  }
  const firsts = new Map<string, Owner>();
  const duplicates: (Owner & { readonly first: Owner })[] = [];
  for (const owner of [...nodes, ...properties, ...places]) {
    const first = firsts.get(owner.label.name);
    if (first === undefined) firsts.set(owner.label.name, owner);
    else if (first.thing !== owner.thing) duplicates.push({ ...owner, first });
  }
  return duplicates;
});

/** Whether any label is met twice; most trees are sound, and this is quick. */
function hasRepeatedLabel(tree: DeviceTree): boolean {
  const ofNodes = labelsOf(tree);
  const others = new Set<string>();
  let count = 0;
  const isRepeated = ({ name }: LabelSyntax) =>
    ofNodes.has(name) || others.size === others.add(name).size;
  for (const { node } of walk(rootOf(tree))) {
    count += node.labels.length;
    for (const { labels, definitions } of node.properties.values()) {
      const value = definitions[definitions.length - 1]?.value;
      if (labels.some(isRepeated) || value?.labels.some(isRepeated) === true) return true;
    }
  }
  return count !== ofNodes.size;
}

function describe({ node, property, thing }: Owner): string {
  if (property === undefined) return node.path;
  const place = thing === property ? '' : 'the value of ';
  return `${place}property "${property.name}" of ${node.path}`;
}
