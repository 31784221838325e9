/** Siblings have different unit addresses (dtc checks.c check_unique_unit_address_common). */
import type { DeviceTree } from '../../tree/dt-node';
import { unitAddress, type NodeRef } from '../../tree/node-ref';
import { firstString } from '../../tree/value';
import { defineRule, type Finding } from '../rule';
import { cellCountsOf } from './cell-counts';
import { keptChildrenOf } from './kept-nodes';
import { warningLevel } from './levels';

const why =
  'A unit address says where a device is, so two devices of one parent with the same one are at the same place. Sometimes that is meant: variants of one device, of which one is disabled.';

export const uniqueUnitAddress = defineRule({
  id: 'dtc/unique_unit_address',
  severity: warningLevel('unique_unit_address'),
  summary: 'Two siblings have the same unit address.',
  why,
  source: 'dtc checks.c, check_unique_unit_address',
  examples: [
    {
      title: 'two devices at one place',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          serial@100 { reg = <0x100 0x10>; };
        //^^^^^^^^^^ unit address "100" is also that of "timer@100"
          timer@100 { reg = <0x100 0x10>; };
        };`,
    },
    {
      title: 'different places',
      dts: `/ { #address-cells = <1>; #size-cells = <1>; a@1 { reg = <1 1>; }; b@2 { reg = <2 1>; }; };`,
    },
  ],
  checkNode(at, { tree }, report) {
    findPairs(tree, at, keptChildrenOf(tree, at), report);
  },
});

export const uniqueUnitAddressIfEnabled = defineRule({
  id: 'dtc/unique_unit_address_if_enabled',
  severity: 'warning',
  isOffByDefault: true,
  summary: 'Two enabled siblings have the same unit address.',
  why,
  source:
    'dtc checks.c, check_unique_unit_address_if_enabled (off unless asked for; on in kernel builds with W=1)',
  examples: [
    {
      title: 'two devices at one place',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          serial@100 { reg = <0x100 0x10>; };
        //^^^^^^^^^^ unit address "100" is also that of "timer@100"
          timer@100 { reg = <0x100 0x10>; };
        };`,
    },
    {
      title: 'one of them disabled',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          serial@100 { reg = <0x100 0x10>; status = "disabled"; };
          timer@100 { reg = <0x100 0x10>; };
        };`,
    },
  ],
  checkNode(at, { tree }, report) {
    const children = keptChildrenOf(tree, at);
    if (!hasRepeatedAddress(children)) return;
    const enabled = children.filter(
      (it) => firstString(tree, it.node.properties.get('status')) !== 'disabled',
    );
    findPairs(tree, at, enabled, report);
  },
});

/** Reports each pair at the earlier node, as dtc does. */
function findPairs(
  tree: DeviceTree,
  at: NodeRef,
  children: readonly NodeRef[],
  report: (finding: Finding) => void,
): void {
  if (children.length < 2) return;
  const cells = cellCountsOf(tree, at);
  if (!cells?.hasAddress || !cells.hasSize) return;
  if (!hasRepeatedAddress(children)) return;
  const byAddress = new Map<string, NodeRef[]>();
  for (const child of children) {
    const unit = unitAddress(child.node.name) ?? '';
    if (unit === '') continue;
    const earlier = byAddress.get(unit) ?? [];
    for (const it of earlier.slice(-mostTwins)) report(finding(it, child, unit));
    earlier.push(child);
    byAddress.set(unit, earlier);
  }
}

/** How many earlier nodes of the same address each node is paired with: all pairs of thousands would not fit in memory. */
const mostTwins = 16;

/** Quick: most siblings differ. */
function hasRepeatedAddress(children: readonly NodeRef[]): boolean {
  const seen = new Set<string>();
  for (const { node } of children) {
    const unit = unitAddress(node.name) ?? '';
    if (unit !== '' && seen.has(unit)) return true;
    seen.add(unit);
  }
  return false;
}

function finding(earlier: NodeRef, later: NodeRef, unit: string): Finding {
  return {
    at: earlier.node.at,
    node: earlier.path,
    message: `unit address "${unit}" is also that of "${later.node.name}"`,
    related: [{ at: later.node.at, message: 'the other node' }],
  };
}
