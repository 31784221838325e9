/** An explicit `name` property is one string (dtc checks.c name_is_string). */
import { defineRule } from '../rule';
import { removeProperty } from '../source-edits';
import { isOneString, unresolvedBytes } from './unresolved-bytes';

export const nameIsString = defineRule({
  id: 'dtc/name_is_string',
  severity: 'error',
  summary: 'A `name` property is not one string.',
  why: 'dtc writes no blob. `name` is what old firmware stored the node name in; dtc derives it, so it need not be written at all.',
  source: 'dtc checks.c, name_is_string; Devicetree Specification 2.3.10',
  on: ['name'],
  examples: [
    {
      title: 'a number as name',
      dts: `
        / {
          uart {
            name = <1>;
          //^^^^^^^^^^^ expected one string
          };
        };`,
      fixed: `
        / {
          uart {
          };
        };`,
    },
    { title: 'the base name', dts: `/ { uart { name = "uart"; }; };` },
  ],
  checkNode(at, { tree }, report) {
    const property = at.node.properties.get('name');
    const bytes = property && unresolvedBytes(tree, property);
    if (property === undefined || bytes === undefined || isOneString(bytes)) return;
    report({
      at: property.at,
      message:
        '"name" is not a string: expected one string, the node name without its unit address',
      fixes: [{ title: 'Remove "name"', edits: removeProperty(property) }],
    });
  },
});
