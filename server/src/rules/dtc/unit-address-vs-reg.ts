/** A node has a unit address exactly when it has `reg` or `ranges` (dtc checks.c check_unit_address_vs_reg). */
import { numberOf } from '../../memory/reg';
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import { baseName, unitAddress, type NodeRef } from '../../tree/node-ref';
import { byteLengthOf, cellsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { cellCountsOf } from './cell-counts';
import { warningLevel } from './levels';
import { renameUnitFixes } from './rename-unit';

export const unitAddressVsReg = defineRule({
  id: 'dtc/unit_address_vs_reg',
  severity: warningLevel('unit_address_vs_reg'),
  summary: 'A node has a unit address without `reg`, or `reg` without a unit address.',
  why: 'The unit address repeats the first address of `reg`, so that siblings have different names and people can find them. Xen, Linux and U-Boot find the node all the same.',
  source: 'dtc checks.c, check_unit_address_vs_reg; Devicetree Specification 2.2.1.1',
  examples: [
    {
      title: '`reg` without a unit address',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          memory {
        //^^^^^^ "memory" has "reg" but no unit address: name it "memory@40000000"
            reg = <0x40000000 0x1000>;
          };
        };`,
      fixed: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          memory@40000000 {
            reg = <0x40000000 0x1000>;
          };
        };`,
    },
    {
      title: 'a unit address without `reg`',
      dts: `
        / {
          opp@1 { };
        //^^^^^ has the unit address "1" but no "reg" or "ranges"
        };`,
      fixed: `
        / {
          opp { };
        };`,
    },
    {
      title: 'an empty `ranges` is no address',
      dts: `/ { #address-cells = <2>; #size-cells = <1>; soc { ranges; }; };`,
    },
  ],
  checkNode(at, { tree, isFragment }, report) {
    const { node } = at;
    if (node.children.has('__overlay__')) return;
    const unit = unitAddress(node.name) ?? '';
    const property = addressProperty(tree, node.properties);
    if (property !== undefined && unit === '') {
      const address = firstAddress(tree, at, property);
      const advice = address === undefined ? '' : `: name it "${baseName(node.name)}@${address}"`;
      report({
        at: node.at,
        message: `"${node.name || '/'}" has "${property.name}" but no unit address${advice}`,
        fixes: address === undefined ? [] : renameUnitFixes(at, address),
      });
    } else if (property === undefined && unit !== '' && !isFragment) {
      report({
        at: node.at,
        message: `"${node.name}" has the unit address "${unit}" but no "reg" or "ranges": add one, or drop the address`,
        fixes: renameUnitFixes(at, ''),
      });
    }
  },
});

function addressProperty(
  tree: DeviceTree,
  properties: ReadonlyMap<string, DtProperty>,
): DtProperty | undefined {
  const reg = properties.get('reg');
  if (reg !== undefined) return reg;
  const ranges = properties.get('ranges');
  return ranges && byteLengthOf(tree, ranges) !== 0 ? ranges : undefined;
}

/** The first address of `reg`, or the first child address of `ranges`, in hexadecimal. */
function firstAddress(tree: DeviceTree, at: NodeRef, property: DtProperty): string | undefined {
  const owner = property.name === 'reg' ? at.parent : at;
  const cells = owner && cellCountsOf(tree, owner);
  const words = cellsOf(tree, property);
  if (cells === undefined || words === undefined || cells.address === 0) return undefined;
  return numberOf(words, 0, cells.address)?.toString(16);
}
