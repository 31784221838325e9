/** Nodes called `i2c` are I2C buses: one address cell, no size, the address as unit address (dtc checks.c check_i2c_bus_*). */
import { hex } from '../../memory/format-number';
import type { DeviceTree } from '../../tree/dt-node';
import { unitAddress, type NodeRef } from '../../tree/node-ref';
import { byteLengthOf, cellsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { busMarksOf } from './bus';
import { statedCellCounts } from './cell-counts';
import { hasChildrenForDtc } from './kept-nodes';
import { renameUnitFixes } from './rename-unit';
import { stateBusCellsFixes } from './bus-cells';

const ownSlaveAddress = 0x40000000;
const tenBitAddress = 0x80000000;

export const i2cBusBridge = defineRule({
  id: 'dtc/i2c_bus_bridge',
  severity: 'warning',
  summary: 'An I2C bus does not count one address cell and no size cell.',
  why: 'A device on I2C has an address and no size. With other cells the address of every device on the bus is read wrongly.',
  source: 'dtc checks.c, check_i2c_bus_bridge',
  examples: [
    {
      title: 'a bus that states no cells',
      dts: `
        / {
          i2c {
        //^^^ "#address-cells" of an I2C bus is 1, found 2
        //^^^ "#size-cells" of an I2C bus is 0, found 1
            eeprom { };
          };
        };`,
      fixed: `
        / {
          i2c {
            #address-cells = <1>;
            #size-cells = <0>;
            eeprom { };
          };
        };`,
    },
    { title: 'a bus without devices', dts: `/ { i2c { }; };` },
  ],
  checkNode(at, { tree, isFragment }, report) {
    if (!hasChildrenForDtc(at) || !busMarksOf(tree, at).isI2c) return;
    const cells = statedCellCounts(tree, at, isFragment);
    if (cells === undefined) return;
    const fixes = stateBusCellsFixes(at, 1);
    if (cells.address !== 1)
      report({
        at: at.node.at,
        message: `"#address-cells" of an I2C bus is 1, found ${cells.address}`,
        fixes,
      });
    if (cells.size !== 0)
      report({
        at: at.node.at,
        message: `"#size-cells" of an I2C bus is 0, found ${cells.size}`,
        fixes,
      });
  },
});

export const i2cBusReg = defineRule({
  id: 'dtc/i2c_bus_reg',
  severity: 'warning',
  summary: 'A device on I2C has no address, an impossible one, or another unit address.',
  why: 'The operating system makes an I2C device for each child of the bus at the address in `reg`: 7 bits, or 10 with the flag I2C_TEN_BIT_ADDRESS.',
  source: 'dtc checks.c, check_i2c_bus_reg; Linux Documentation/devicetree/bindings/i2c',
  requires: ['dtc/reg_format'],
  examples: [
    {
      title: 'a unit address that is not the address',
      dts: `
        / {
          i2c {
            #address-cells = <1>;
            #size-cells = <0>;
            eeprom@5 {
          //^^^^^^^^ expected unit address "50"
              reg = <0x50>;
            };
          };
        };`,
      fixed: `
        / {
          i2c {
            #address-cells = <1>;
            #size-cells = <0>;
            eeprom@50 {
              reg = <0x50>;
            };
          };
        };`,
    },
    {
      title: 'an address of more than 7 bits',
      dts: `
        / {
          i2c {
            #address-cells = <1>;
            #size-cells = <0>;
            eeprom@a0 {
              reg = <0xa0>;
            //^^^^^^^^^^^^^ I2C address 0xa0 does not fit 7 bits
            };
          };
        };`,
    },
    {
      title: 'a device at its address',
      dts: `/ { i2c { #address-cells = <1>; #size-cells = <0>; eeprom@50 { reg = <0x50>; }; }; };`,
    },
  ],
  checkNode(at, { tree, isFragment }, report) {
    if (at.parent === undefined || !busMarksOf(tree, at.parent).isI2c) return;
    const reg = at.node.properties.get('reg');
    if (reg === undefined || byteLengthOf(tree, reg) === 0) {
      if (!isFragment || reg !== undefined)
        report({
          at: at.node.at,
          message: `"${at.node.name}" has no "reg": a device on I2C needs its address`,
        });
      return;
    }
    if (statedCellCounts(tree, at.parent, isFragment) === undefined) return;
    const addresses = addressesOf(tree, at);
    const [first] = addresses;
    if (first === undefined) return;
    const unit = first.toString(16);
    if ((unitAddress(at.node.name) ?? '') !== unit)
      report({
        at: at.node.at,
        message: `"${at.node.name}" is at ${hex(first)}: expected unit address "${unit}"`,
        fixes: renameUnitFixes(at, unit),
      });
    for (const address of addresses) {
      const message = outOfRange(address);
      if (message !== undefined) report({ at: reg.at, message });
    }
  },
});

/** The cells of `reg` without the flag for the bus master's own address, up to the first that is unknown. */
function addressesOf(tree: DeviceTree, at: NodeRef): readonly number[] {
  const reg = at.node.properties.get('reg');
  const addresses: number[] = [];
  for (const { value } of (reg && cellsOf(tree, reg)) ?? []) {
    if (value === undefined) break;
    addresses.push((value & ~ownSlaveAddress) >>> 0);
  }
  return addresses;
}

function outOfRange(address: number): string | undefined {
  const isTenBit = address >= tenBitAddress;
  if (isTenBit && address - tenBitAddress > 0x3ff)
    return `I2C address ${hex(address - tenBitAddress)} does not fit 10 bits`;
  if (address > 0x7f)
    return `I2C address ${hex(address)} does not fit 7 bits: correct it, or say I2C_TEN_BIT_ADDRESS`;
  return undefined;
}
