/** An explicit `name` property says the node's base name (dtc checks.c check_name_properties). */
import { baseName } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { removeProperty } from '../source-edits';
import { unresolvedBytes } from './unresolved-bytes';

export const nameProperties = defineRule({
  id: 'dtc/name_properties',
  severity: 'error',
  summary: 'A `name` property differs from the node name.',
  why: 'dtc writes no blob. A `name` that agrees is left out of the blob, so it can go either way.',
  source: 'dtc checks.c, check_name_properties',
  requires: ['dtc/name_is_string'],
  on: ['name'],
  examples: [
    {
      title: 'another name',
      dts: `
        / {
          uart {
            name = "serial";
          //^^^^^^^^^^^^^^^^ expected "uart", found "serial"
          };
        };`,
      fixed: `
        / {
          uart {
          };
        };`,
    },
    { title: 'the name without its unit address', dts: `/ { uart { name = "uart"; }; };` },
  ],
  checkNode(at, { tree }, report) {
    const property = at.node.properties.get('name');
    const bytes = property && unresolvedBytes(tree, property);
    if (property === undefined || bytes === undefined) return;
    const expected = baseName(at.node.name);
    const found = String.fromCharCode(...bytes.slice(0, expected.length + 80)).replace(/\0$/, '');
    if (bytes.length === expected.length + 1 && found === expected) return;
    report({
      at: property.at,
      message: `"name" differs from the node name: expected "${expected}", found "${found}"`,
      fixes: [{ title: 'Remove "name"', edits: removeProperty(property) }],
    });
  },
});
