/**
 * `reg` is a whole number of entries of the parent's address and size cells (dtc checks.c check_reg_format).
 * The parent alone counts: cells are not inherited from further up.
 */
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { byteLengthOf } from '../../tree/value';
import { defineRule, type Finding } from '../rule';
import { statedCellCounts, type CellCounts } from './cell-counts';
import { stateCellsFix } from './state-cells';

export const regFormat = defineRule({
  id: 'dtc/reg_format',
  severity: 'warning',
  summary: '`reg` does not have the length that the parent’s cells ask for.',
  why: 'Every entry of `reg` takes `#address-cells` plus `#size-cells` of the parent, 2 and 1 when the parent has none. With another length readers cut the numbers in the wrong places, or take none.',
  source: 'dtc checks.c, check_reg_format; Devicetree Specification 2.3.6',
  on: ['reg'],
  examples: [
    {
      title: 'four cells where the parent states no cells',
      dts: `
        / {
          #address-cells = <2>;
          #size-cells = <2>;
          chosen {
            module@48000000 {
              reg = <0x0 0x48000000 0x0 0x1000000>;
            //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected a multiple of 3 cells (2 address + 1 size, the default of a parent that states none), found 4
            };
          };
        };`,
      fixed: `
        / {
          #address-cells = <2>;
          #size-cells = <2>;
          chosen {
            #address-cells = <2>;
            #size-cells = <2>;
            module@48000000 {
              reg = <0x0 0x48000000 0x0 0x1000000>;
            };
          };
        };`,
    },
    {
      title: 'no entry at all',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          memory@0 {
            reg;
          //^^^^ expected a multiple of 2 cells (1 address + 1 size), found none
          };
        };`,
    },
    {
      title: 'two entries',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          memory@0 { reg = <0x0 0x1000 0x2000 0x1000>; };
        };`,
    },
  ],
  checkNode(at, { tree, isFragment }, report) {
    const reg = at.node.properties.get('reg');
    if (reg === undefined) return;
    if (at.parent === undefined) {
      report({
        at: reg.at,
        message:
          'the root node has no parent whose cells would tell what its "reg" means: remove it',
      });
      return;
    }
    const finding = wrongLength(tree, reg, at.parent, isFragment);
    if (finding !== undefined) report(finding);
  },
});

function wrongLength(
  tree: DeviceTree,
  reg: DtProperty,
  parent: NodeRef,
  isFragment: boolean,
): Finding | undefined {
  const length = byteLengthOf(tree, reg);
  const cells = statedCellCounts(tree, parent, isFragment);
  if (length === undefined || cells === undefined) return undefined;
  if (length > 0 && isMultipleOf(length, (cells.address + cells.size) * 4)) return undefined;
  const fix = stateCellsFix(tree, parent);
  return {
    at: reg.at,
    message: `"reg" has a wrong length: expected ${expectation(cells)}, found ${inCells(length)}`,
    ...(fix && { fixes: [fix] }),
  };
}

/** As dtc divides: only nothing is a multiple of zero. */
export function isMultipleOf(length: number, entry: number): boolean {
  return entry === 0 ? length === 0 : length % entry === 0;
}

function expectation({ address, size, hasAddress, hasSize }: CellCounts): string {
  const defaults = hasAddress && hasSize ? '' : ', the default of a parent that states none';
  return `a multiple of ${address + size} ${address + size === 1 ? 'cell' : 'cells'} (${address} address + ${size} size${defaults})`;
}

/** A length in bytes as cells, for messages. */
export function inCells(length: number): string {
  if (length === 0) return 'none';
  return length % 4 === 0 ? `${length / 4}` : `${length} bytes`;
}
