/**
 * Nodes on a `simple-bus` have an address, and their unit address spells it (dtc checks.c check_simple_bus_reg).
 * The root node may be a simple-bus whose children need none; neither does a simple-bus below another.
 */
import type { DeviceTree } from '../../tree/dt-node';
import { unitAddress, type NodeRef } from '../../tree/node-ref';
import { byteLengthOf } from '../../tree/value';
import { defineRule } from '../rule';
import { busMarksOf } from './bus';
import { cellCountsOf } from './cell-counts';
import { numbersOf } from './cell-values';
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
  const reg = at.node.properties.get('reg');
  const inner = reg === undefined ? cellCountsOf(tree, at) : outer;
  if (outer === undefined || inner === undefined) return 'unknown';
  const property = reg ?? at.node.properties.get('ranges');
  if (property === undefined || byteLengthOf(tree, property) === 0) return undefined;
  const words = numbersOf(tree, property);
  const skip = reg === undefined ? inner.address : 0;
  return words === undefined ? 'unknown' : hexOf(words, skip, outer.address);
}

/** The number that some cells spell, as dtc prints it: the lowest 64 bits in hexadecimal. */
function hexOf(words: readonly (number | undefined)[], from: number, count: number): string {
  let low = 0;
  let high = 0;
  for (let i = from; i < from + count; i++) {
    const word = words[i];
    if (word === undefined) return 'unknown';
    high = low;
    low = word;
  }
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
}
