/**
 * A unit address has neither `0x` nor leading zeros (dtc checks.c check_unit_address_format). Children of PCI
 * bridges and simple buses are left to the checks of their bus.
 */
import { unitAddress } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { busMarksOf } from './bus';
import { renameUnitFixes } from './rename-unit';

export const unitAddressFormat = defineRule({
  id: 'dtc/unit_address_format',
  severity: 'warning',
  summary: 'A unit address starts with `0x` or with zeros.',
  why: 'A unit address is bare lower-case hexadecimal. Written otherwise, paths such as `/chosen/module@48000000` in boot scripts, overlays and `&{…}` references do not find the node.',
  source: 'dtc checks.c, check_unit_address_format; Devicetree Specification 2.2.1.1',
  requires: ['dtc/node_name_format'],
  examples: [
    {
      title: 'a leading 0x',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          module@0x48000000 {
        //^^^^^^^^^^^^^^^^^ starts with "0x"
            reg = <0x48000000 0x1000>;
          };
        };`,
      fixed: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          module@48000000 {
            reg = <0x48000000 0x1000>;
          };
        };`,
    },
    {
      title: 'leading zeros',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          module@08000000 {
        //^^^^^^^^^^^^^^^ starts with "0"
            reg = <0x8000000 0x1000>;
          };
        };`,
      fixed: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          module@8000000 {
            reg = <0x8000000 0x1000>;
          };
        };`,
    },
    {
      title: 'a single zero',
      dts: `/ { #address-cells = <1>; #size-cells = <1>; sram@0 { reg = <0 16>; }; };`,
    },
  ],
  checkNode(at, { tree }, report) {
    const unit = unitAddress(at.node.name);
    if (unit === undefined || !unit.startsWith('0')) return;
    if (at.parent !== undefined && busMarksOf(tree, at.parent).early !== undefined) return;
    const isHex = unit.startsWith('0x');
    const digits = isHex ? unit.slice(2) : unit;
    const hasZeros = /^0[0-9A-Fa-f]/.test(digits);
    const bare = hasZeros ? digits.replace(/^0+(?=[0-9A-Fa-f])/, '') : digits;
    const say = (what: string) =>
      report({
        at: at.node.at,
        message: `unit address "${unit}" starts with "${what}": write "${bare}"`,
        fixes: renameUnitFixes(at, bare),
      });
    if (isHex) say('0x');
    if (hasZeros) say('0');
  },
});
