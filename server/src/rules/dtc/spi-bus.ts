/**
 * SPI buses count one address cell (none in slave mode) and no size; `reg` is the chip select (dtc checks.c
 * check_spi_bus_*). dtc finds them by the name `spi`, or by children that have `spi-…` properties.
 */
import { unitAddress } from '../../tree/node-ref';
import { byteLengthOf, firstCell } from '../../tree/value';
import { defineRule } from '../rule';
import { busMarksOf } from './bus';
import { stateBusCellsFixes } from './bus-cells';
import { statedCellCounts } from './cell-counts';
import { hasChildrenForDtc } from './kept-nodes';
import { renameUnitFixes } from './rename-unit';

export const spiBusBridge = defineRule({
  id: 'dtc/spi_bus_bridge',
  severity: 'warning',
  summary: 'An SPI bus has other cells than SPI needs, or another name.',
  why: 'A device on SPI has a chip select and no size. With other cells the chip select is read wrongly.',
  source: 'dtc checks.c, check_spi_bus_bridge',
  examples: [
    {
      title: 'a bus that states no cells',
      dts: `
        / {
          spi {
        //^^^ "#address-cells" of an SPI bus is 1, found 2
        //^^^ "#size-cells" of an SPI bus is 0, found 1
            flash { };
          };
        };`,
      fixed: `
        / {
          spi {
            #address-cells = <1>;
            #size-cells = <0>;
            flash { };
          };
        };`,
    },
    {
      title: 'a bus by another name',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          qspi@100 {
        //^^^^^^^^ an SPI bus is called "spi"
            reg = <0x100 0x10>;
            #address-cells = <1>;
            #size-cells = <0>;
            flash@0 { reg = <0>; spi-max-frequency = <1000000>; };
          };
        };`,
    },
    { title: 'a bus without devices', dts: `/ { spi { }; };` },
  ],
  checkNode(at, { tree, isFragment }, report) {
    if (!hasChildrenForDtc(at)) return;
    const { isSpi, isUnnamedSpi } = busMarksOf(tree, at);
    if (!isSpi) return;
    if (isUnnamedSpi && at.node.properties.has('reg'))
      report({ at: at.node.at, message: `an SPI bus is called "spi", found "${at.node.name}"` });
    const cells = statedCellCounts(tree, at, isFragment);
    if (cells === undefined) return;
    const address = at.node.properties.has('spi-slave') ? 0 : 1;
    const fixes = stateBusCellsFixes(at, address);
    if (cells.address !== address)
      report({
        at: at.node.at,
        message: `"#address-cells" of an SPI bus is ${address}, found ${cells.address}`,
        fixes,
      });
    if (cells.size !== 0)
      report({
        at: at.node.at,
        message: `"#size-cells" of an SPI bus is 0, found ${cells.size}`,
        fixes,
      });
  },
});

export const spiBusReg = defineRule({
  id: 'dtc/spi_bus_reg',
  severity: 'warning',
  summary: 'A device on SPI has no chip select, or another unit address.',
  why: 'The operating system makes an SPI device for each child of the bus, on the chip select in `reg`.',
  source: 'dtc checks.c, check_spi_bus_reg; Linux Documentation/devicetree/bindings/spi',
  requires: ['dtc/reg_format'],
  examples: [
    {
      title: 'a unit address that is not the chip select',
      dts: `
        / {
          spi {
            #address-cells = <1>;
            #size-cells = <0>;
            flash@0 {
          //^^^^^^^ expected unit address "1"
              reg = <1>;
            };
          };
        };`,
      fixed: `
        / {
          spi {
            #address-cells = <1>;
            #size-cells = <0>;
            flash@1 {
              reg = <1>;
            };
          };
        };`,
    },
    {
      title: 'a device on its chip select',
      dts: `/ { spi { #address-cells = <1>; #size-cells = <0>; flash@1 { reg = <1>; }; }; };`,
    },
  ],
  checkNode(at, { tree, isFragment }, report) {
    if (at.parent === undefined || !busMarksOf(tree, at.parent).isSpi) return;
    if (at.parent.node.properties.has('spi-slave')) return;
    const reg = at.node.properties.get('reg');
    if (reg === undefined || byteLengthOf(tree, reg) === 0) {
      if (!isFragment || reg !== undefined)
        report({
          at: at.node.at,
          message: `"${at.node.name}" has no "reg": a device on SPI needs its chip select`,
        });
      return;
    }
    if (statedCellCounts(tree, at.parent, isFragment) === undefined) return;
    const unit = firstCell(tree, reg)?.toString(16);
    if (unit === undefined || (unitAddress(at.node.name) ?? '') === unit) return;
    report({
      at: at.node.at,
      message: `"${at.node.name}" has chip select ${unit}: expected unit address "${unit}"`,
      fixes: renameUnitFixes(at, unit),
    });
  },
});
