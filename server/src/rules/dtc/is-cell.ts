/**
 * Properties that state a number of cells are one cell long: dtc's `X_is_cell` family, one idea for
 * `#address-cells`, `#size-cells` and the sixteen kinds of provider (dtc checks.c check_is_cell).
 */
import type { NodeRef } from '../../tree/node-ref';
import { byteLengthOf } from '../../tree/value';
import { defineRule, type Finding, type RuleInput } from '../rule';
import { providers } from './provider-table';

const why =
  'Whoever reads references to the node takes this number to cut them into entries. dtc gives up its checks of them, and Linux reads the first four bytes or nothing.';

export const addressCellsIsCell = isCellRule('address_cells_is_cell', '#address-cells');
export const sizeCellsIsCell = isCellRule('size_cells_is_cell', '#size-cells');

/** `dtc/clocks_is_cell` and its like. */
export const providerCellRules = providers.map((it) => isCellRule(`${it.check}_is_cell`, it.cells));

function isCellRule(check: string, name: string) {
  return defineRule({
    id: `dtc/${check}`,
    severity: 'warning',
    summary: `\`${name}\` is not one cell.`,
    why,
    source: `dtc checks.c, ${check}`,
    on: [name],
    examples: [
      {
        title: 'a string in place of a number',
        dts: `
        / {
          bus {
            ${name} = "1";
          //${'^'.repeat(name.length + 7)} expected one cell (4 bytes), found 2 bytes
          };
        };`,
      },
      { title: 'one cell', dts: `/ { bus { ${name} = <1>; }; };` },
    ],
    checkNode(at: NodeRef, { tree }: RuleInput, report: (finding: Finding) => void) {
      const property = at.node.properties.get(name);
      const length = property && byteLengthOf(tree, property);
      if (property === undefined || length === undefined || length === 4) return;
      const found = length === 1 ? '1 byte' : `${length} bytes`;
      report({
        at: property.at,
        message: `"${name}" has a bad length: expected one cell (4 bytes), found ${found}`,
      });
    },
  });
}
