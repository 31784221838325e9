/**
 * A phandle that the source states is one cell, neither 0 nor all ones, the node's own and given once
 * (dtc checks.c check_explicit_phandles). `phandle = <&self>` asks dtc to choose one and is fine.
 */
import { hex } from '../../memory/format-number';
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import { nodeFact, treeFact } from '../../tree/fact';
import { nodeIndex } from '../../tree/node-index';
import type { NodeRef } from '../../tree/node-ref';
import { resolveReference } from '../../tree/references';
import { defineRule, type Finding } from '../rule';
import { removeProperty } from '../source-edits';
import { unresolvedBytes } from './unresolved-bytes';

type Report = (finding: Finding) => void;

export const explicitPhandles = defineRule({
  id: 'dtc/explicit_phandles',
  severity: 'error',
  summary: 'A `phandle` that the source states cannot be used.',
  why: 'dtc writes no blob. A phandle is the number by which other nodes find this one, so it must be one cell, valid and unique. Leave it out: dtc numbers every node that a reference asks for.',
  source: 'dtc checks.c, check_explicit_phandles; Devicetree Specification 2.3.3',
  examples: [
    {
      title: 'a phandle given twice',
      dts: `
        / {
          a { phandle = <1>; };
          b { phandle = <1>; };
            //^^^^^^^^^^^^^^ phandle 0x1 belongs to /a already
        };`,
      fixed: `
        / {
          a { phandle = <1>; };
          b { };
        };`,
    },
    {
      title: 'a value that no phandle can have',
      dts: `
        / {
          a { phandle = <0>; };
            //^^^^^^^^^^^^^^ 0x0 cannot be a phandle
          b { phandle = <1 2>; };
            //^^^^^^^^^^^^^^^^ expected one cell (4 bytes), found 8 bytes
          c { phandle = <&{/a}>; };
            //^^^^^^^^^^^^^^^^^^ refers to another node
        };`,
    },
    { title: 'asking for a phandle', dts: `/ { a: a { phandle = <&a>; }; };` },
  ],
  seesOmitted: true,
  on: ['phandle', 'linux,phandle'],
  checkNode(at, { tree }, report) {
    const modern = at.node.properties.get('phandle');
    const legacy = at.node.properties.get('linux,phandle');
    const property = modern ?? legacy;
    if (property === undefined) return;
    const modernValue = modern && stated(tree, at, modern, report);
    const legacyValue = legacy && stated(tree, at, legacy, report);
    const phandle = modernValue ?? legacyValue;
    if (phandle === undefined) return;
    if (legacyValue !== undefined && modernValue !== undefined && legacyValue !== modernValue)
      report(finding(at, property, '"phandle" and "linux,phandle" differ: remove one of them'));
    const owner = ownersOf(tree).get(phandle);
    if (owner === undefined || owner === at) return;
    const message = `phandle ${hex(phandle)} belongs to ${owner.path} already: every phandle is given once`;
    const related = [{ at: owner.node.at, message: 'has the same phandle' }];
    report({
      ...finding(at, modernValue === undefined ? (legacy ?? property) : property, message),
      related,
    });
  },
});

/** The first node that states each phandle. */
const ownersOf = treeFact((tree: DeviceTree): ReadonlyMap<number, NodeRef> => {
  const owners = new Map<number, NodeRef>();
  for (const ref of statingNodes.all(tree, 'stating')) {
    const phandle = statedPhandle(tree, ref);
    if (phandle !== undefined && !owners.has(phandle)) owners.set(phandle, ref);
  }
  return owners;
});

const statingNodes = nodeIndex(({ properties }) =>
  properties.has('phandle') || properties.has('linux,phandle') ? stating : none,
);

const stating = ['stating'] as const;
const none: readonly never[] = [];

const statedPhandle = nodeFact((tree: DeviceTree, ref: NodeRef): number | undefined => {
  const silent = () => undefined;
  const modern = ref.node.properties.get('phandle');
  const legacy = ref.node.properties.get('linux,phandle');
  return (
    (modern && stated(tree, ref, modern, silent)) ?? (legacy && stated(tree, ref, legacy, silent))
  );
});

/** The stated value, when it is one that a node can have. */
function stated(
  tree: DeviceTree,
  ref: NodeRef,
  property: DtProperty,
  report: Report,
): number | undefined {
  const bytes = unresolvedBytes(tree, property);
  if (bytes === undefined) return undefined;
  const { name } = property;
  if (bytes.length !== 4) {
    const found = bytes.length === 1 ? '1 byte' : `${bytes.length} bytes`;
    report(
      finding(
        ref,
        property,
        `"${name}" has a bad length: expected one cell (4 bytes), found ${found}`,
      ),
    );
    return undefined;
  }
  for (const part of property.parts) {
    const reference = part.kind === 'cells' ? part.references[0]?.reference : undefined;
    if (reference === undefined) continue;
    if (resolveReference(tree, reference)?.node !== ref.node)
      report(
        finding(
          ref,
          property,
          `"${name}" refers to another node: refer to the node itself, or leave it out`,
        ),
      );
    return undefined;
  }
  const value = new DataView(Uint8Array.from(bytes).buffer).getUint32(0);
  if (value !== 0 && value !== 0xffffffff) return value;
  report(
    finding(
      ref,
      property,
      `${hex(value)} cannot be a phandle: use a number from 0x1 to 0xfffffffe`,
    ),
  );
  return undefined;
}

function finding(ref: NodeRef, property: DtProperty, message: string): Finding {
  const fixes = [{ title: `Remove "${property.name}"`, edits: removeProperty(property) }];
  return { at: property.at, message, fixes, node: ref.path };
}
