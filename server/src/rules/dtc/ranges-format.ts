/**
 * `ranges` and `dma-ranges` are whole entries of child address, parent address and child size; an empty one says
 * that both sides count alike (dtc checks.c check_ranges_format).
 */
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { byteLengthOf } from '../../tree/value';
import { defineRule, type Finding, type RuleInput } from '../rule';
import { statedCellCounts } from './cell-counts';
import { inCells, isMultipleOf } from './reg-format';

export const rangesFormat = rangesRule('ranges_format', 'ranges');
export const dmaRangesFormat = rangesRule('dma_ranges_format', 'dma-ranges');

function rangesRule(check: string, name: string) {
  return defineRule({
    id: `dtc/${check}`,
    severity: 'warning',
    summary: `\`${name}\` does not have the length that the cells on both sides ask for.`,
    why: 'Every entry takes the node’s own `#address-cells`, the parent’s `#address-cells` and the node’s own `#size-cells`. With another length no address below the node can be translated.',
    source: `dtc checks.c, check_ranges_format; Devicetree Specification 2.3.8`,
    on: [name],
    examples: [
      {
        title: 'an entry that is one cell short',
        dts: `
        / {
          #address-cells = <2>;
          #size-cells = <2>;
          bus {
            #address-cells = <1>;
            #size-cells = <1>;
            ${name} = <0x0 0x48000000 0x1000000>;
          //${'^'.repeat(name.length + 30)} expected a multiple of 4 cells (1 child address + 2 parent address + 1 size), found 3
          };
        };`,
      },
      {
        title: 'an empty value between different cells',
        dts: `
        / {
          #address-cells = <2>;
          #size-cells = <1>;
          bus {
            #address-cells = <1>;
            #size-cells = <1>;
            ${name};
          //${'^'.repeat(name.length + 1)} #address-cells is 1 here and 2 in /
          };
        };`,
      },
      {
        title: 'a complete entry',
        dts: `
        / {
          #address-cells = <2>;
          #size-cells = <2>;
          bus {
            #address-cells = <1>;
            #size-cells = <1>;
            ${name} = <0x0 0x0 0x48000000 0x1000000>;
          };
        };`,
      },
    ],
    checkNode(at: NodeRef, { tree, isFragment }: RuleInput, report: (finding: Finding) => void) {
      const property = at.node.properties.get(name);
      if (property === undefined) return;
      for (const message of complaints(tree, at, property, isFragment))
        report({ at: property.at, message });
    },
  });
}

function complaints(
  tree: DeviceTree,
  at: NodeRef,
  property: DtProperty,
  isFragment: boolean,
): readonly string[] {
  const { name } = property;
  if (at.parent === undefined)
    return [`the root node has no parent to translate to: remove "${name}"`];
  const length = byteLengthOf(tree, property);
  const child = statedCellCounts(tree, at, isFragment);
  const parent = statedCellCounts(tree, at.parent, isFragment);
  if (length === undefined || child === undefined || parent === undefined) return [];
  if (length > 0) {
    const cells = child.address + parent.address + child.size;
    if (isMultipleOf(length, cells * 4)) return [];
    const parts = `${child.address} child address + ${parent.address} parent address + ${child.size} size`;
    return [
      `"${name}" has a wrong length: expected a multiple of ${cells} cells (${parts}), found ${inCells(length)}`,
    ];
  }
  const difference = (cells: string, here: number, there: number) =>
    here === there
      ? []
      : [
          `an empty "${name}" needs equal cells on both sides, but ${cells} is ${here} here and ${there} in ${at.parent?.path}`,
        ];
  return [
    ...difference('#address-cells', child.address, parent.address),
    ...difference('#size-cells', child.size, parent.size),
  ];
}
