/** A node and a property of its parent do not share a name (dtc checks.c check_node_name_vs_property_name). */
import { defineRule } from '../rule';

export const nodeNameVsPropertyName = defineRule({
  id: 'dtc/node_name_vs_property_name',
  severity: 'warning',
  summary: 'A node has the name of a property beside it.',
  why: 'Open Firmware keeps properties and nodes of one parent in one name space, and some consumers look a name up without saying which of the two they mean.',
  source: 'dtc checks.c, check_node_name_vs_property_name; Devicetree Specification 2.2.2',
  requires: ['dtc/node_name_chars'],
  examples: [
    {
      title: 'a property and a node named alike',
      dts: `
        / {
          clocks = <0>;
          clocks { };
        //^^^^^^ "clocks" is a property of / too
        };`,
    },
    { title: 'different names', dts: `/ { clocks = <0>; clock-tree { }; };` },
  ],
  checkNode(at, _input, report) {
    const property = at.parent?.node.properties.get(at.node.name);
    if (property === undefined || at.parent === undefined) return;
    report({
      at: at.node.at,
      message: `"${at.node.name}" is a property of ${at.parent.path} too: rename one of them, or give the node a unit address`,
      related: [{ at: property.at, message: 'the property' }],
    });
  },
});
