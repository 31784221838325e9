/**
 * The characters that dtc recommends for names: letters, digits, `,` and `-` (dtc checks.c, the two `*_chars_strict`
 * checks, which dtc runs only when asked to).
 */
import { baseName } from '../../tree/node-ref';
import { defineRule } from '../rule';

export const nodeNameCharsStrict = defineRule({
  id: 'dtc/node_name_chars_strict',
  severity: 'hint',
  isOffByDefault: true,
  summary: 'A node name holds a character that is allowed but not recommended.',
  why: 'The specification allows `.`, `_` and `+` too; kernel bindings use letters, digits, `,` and `-`.',
  source: 'dtc checks.c, check_node_name_chars_strict (off unless asked for)',
  examples: [
    {
      title: 'an underscore',
      dts: `
        / {
          clock_tree { };
        //^^^^^^^^^^ "_" is not recommended in a node name
        };`,
    },
    { title: 'a hyphen', dts: `/ { clock-tree { }; };` },
  ],
  checkNode(at, _input, report) {
    const bad = /[^A-Za-z0-9,-]/.exec(baseName(at.node.name))?.[0];
    if (bad !== undefined)
      report({
        at: at.node.at,
        message: `"${bad}" is not recommended in a node name: use letters, digits, "," and "-"`,
      });
  },
});

export const propertyNameCharsStrict = defineRule({
  id: 'dtc/property_name_chars_strict',
  severity: 'hint',
  isOffByDefault: true,
  summary: 'A property name holds a character that is allowed but not recommended.',
  why: 'The specification allows `.`, `_`, `+`, `?` and `#` anywhere; kernel bindings use letters, digits, `,`, `-` and one leading `#`.',
  source: 'dtc checks.c, check_property_name_chars_strict (off unless asked for)',
  on: (name) => notRecommended(name) !== undefined,
  examples: [
    {
      title: 'an underscore',
      dts: `
        / {
          clock_rate = <1>;
        //^^^^^^^^^^^^^^^^^ "_" is not recommended in a property name
        };`,
    },
    { title: 'a leading hash after the vendor', dts: `/ { acme,#lines = <1>; };` },
  ],
  checkNode(at, _input, report) {
    for (const property of at.node.properties.values()) {
      const bad = notRecommended(property.name);
      if (bad !== undefined)
        report({
          at: property.at,
          message: `"${bad}" is not recommended in a property name: use letters, digits, "," and "-"`,
        });
    }
  },
});

/** The first character that is not recommended; one `#` at the start, or right after a vendor prefix, is. */
function notRecommended(name: string): string | undefined {
  if (name === 'device_type') return undefined;
  const found = /[^A-Za-z0-9,-]/.exec(name);
  if (found === null) return undefined;
  const isLeading = found[0] === '#' && (found.index === 0 || name[found.index - 1] === ',');
  return isLeading ? /[^A-Za-z0-9,-]/.exec(name.slice(found.index + 1))?.[0] : found[0];
}
