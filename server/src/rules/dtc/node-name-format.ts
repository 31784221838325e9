/** A node name has one `@` at most (dtc checks.c check_node_name_format). */
import { unitAddress } from '../../tree/node-ref';
import { defineRule } from '../rule';

export const nodeNameFormat = defineRule({
  id: 'dtc/node_name_format',
  severity: 'error',
  summary: 'A node name holds more than one `@`.',
  why: 'dtc writes no blob: what follows the first `@` is the unit address, and a unit address cannot hold another.',
  source: 'dtc checks.c, check_node_name_format',
  requires: ['dtc/node_name_chars'],
  examples: [
    {
      title: 'two unit addresses',
      dts: `
        / {
          uart@1@2 { };
        //^^^^^^^^ has more than one "@"
        };`,
    },
    {
      title: 'one unit address',
      dts: `/ { #address-cells = <1>; #size-cells = <0>; uart@1 { reg = <1>; }; };`,
    },
  ],
  checkNode(at, _input, report) {
    if (!hasTwoUnitAddresses(at.node.name)) return;
    report({
      at: at.node.at,
      message: `"${at.node.name}" has more than one "@": one unit address may follow the name`,
    });
  },
});

/** Whether a node name holds a second `@`. */
export function hasTwoUnitAddresses(name: string): boolean {
  return unitAddress(name)?.includes('@') ?? false;
}
