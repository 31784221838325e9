/**
 * Nodes on a `simple-bus` have an address, and their unit address spells it (dtc checks.c check_simple_bus_reg).
 * The root node may be a simple-bus whose children need none; neither does a simple-bus below another.
 */
import { numberOf } from '../../memory/reg';
import type { DeviceTree } from '../../tree/dt-node';
import { unitAddress, type NodeRef } from '../../tree/node-ref';
import { byteLengthOf, cellsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { busMarksOf } from './bus';
import { cellCountsOf } from './cell-counts';
import { warningLevel } from './levels';
import { renameUnitFixes } from './rename-unit';

export const simpleBusReg = defineRule({
  id: 'dtc/simple_bus_reg',
  severity: warningLevel('simple_bus_reg'),
  summary: 'A node on a simple-bus has no address, or a unit address that is not its address.',
  why: 'A simple-bus is for devices that are addressed by the processor. The unit address is the first address in lower-case hexadecimal without leading zeros; paths written by hand rely on it.',
  source: 'dtc checks.c, check_simple_bus_reg; Devicetree Specification 4.5',
  requires: ['dtc/reg_format', 'dtc/compatible_is_string_list'],
  examples: [
    {
      title: 'upper-case digits',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          soc {
            compatible = "simple-bus";
            #address-cells = <1>;
            #size-cells = <1>;
            ranges;
            serial@FE00 {
          //^^^^^^^^^^^ expected unit address "fe00"
              reg = <0xfe00 0x100>;
            };
          };
        };`,
      fixed: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          soc {
            compatible = "simple-bus";
            #address-cells = <1>;
            #size-cells = <1>;
            ranges;
            serial@fe00 {
              reg = <0xfe00 0x100>;
            };
          };
        };`,
    },
    {
      title: 'no address',
      dts: `
        / {
          soc {
            compatible = "simple-bus";
            clock { };
          //^^^^^ has neither "reg" nor "ranges"
          };
        };`,
    },
    {
      title: 'a device at its address',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          soc {
            compatible = "simple-bus";
            #address-cells = <1>;
            #size-cells = <1>;
            ranges;
            serial@fe00 { reg = <0xfe00 0x100>; };
          };
        };`,
    },
  ],
  checkNode(at, { tree, isFragment }, report) {
    if (at.parent === undefined || busMarksOf(tree, at.parent).early !== 'simple-bus') return;
    const address = addressOf(tree, at, at.parent);
    if (address === 'unknown') return;
    if (address === undefined) {
      const isExempt =
        at.parent.parent === undefined || busMarksOf(tree, at).early === 'simple-bus';
      if (isExempt || isFragment) return;
      report({
        at: at.node.at,
        message: `"${at.node.name}" has neither "reg" nor "ranges": what has no address does not belong on a simple-bus`,
      });
      return;
    }
    const unit = unitAddress(at.node.name) ?? '';
    if (unit === address) return;
    report({
      at: at.node.at,
      message: `"${at.node.name}" is at 0x${address}: expected unit address "${address}", found "${unit}"`,
      fixes: renameUnitFixes(at, address),
    });
  },
});

/** The first address on the parent's side, in hexadecimal; undefined when the node states none. */
function addressOf(tree: DeviceTree, at: NodeRef, parent: NodeRef): string | undefined | 'unknown' {
  const outer = cellCountsOf(tree, parent);
  const inner = cellCountsOf(tree, at);
  if (outer === undefined || inner === undefined) return 'unknown';
  const reg = at.node.properties.get('reg');
  const property = reg ?? at.node.properties.get('ranges');
  if (property === undefined || byteLengthOf(tree, property) === 0) return undefined;
  const words = cellsOf(tree, property);
  const skip = reg === undefined ? inner.address : 0;
  const number = words && numberOf(words, skip, outer.address);
  return number === undefined ? 'unknown' : number.toString(16);
}
