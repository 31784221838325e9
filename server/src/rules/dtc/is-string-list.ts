/** Properties that hold strings: the last byte is a NUL (dtc checks.c check_is_string_list). */
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import { bytesOf } from '../../tree/value';
import { defineRule, type Finding } from '../rule';

const why =
  'Readers walk the strings by their NULs and would run past the end of the value, so they take none of it.';

export const compatibleIsStringList = defineRule({
  id: 'dtc/compatible_is_string_list',
  severity: 'warning',
  summary: '`compatible` is not a list of strings.',
  why,
  source: 'dtc checks.c, compatible_is_string_list; Devicetree Specification 2.3.1',
  on: ['compatible'],
  examples: [
    {
      title: 'bytes that do not end in a NUL',
      dts: `
        / {
          compatible = [61 62];
        //^^^^^^^^^^^^^^^^^^^^^ does not end in a NUL
        };`,
    },
    { title: 'two strings', dts: `/ { compatible = "acme,board", "acme,soc"; };` },
  ],
  checkNode(at, { tree }, report) {
    const property = at.node.properties.get('compatible');
    const finding = property && notStringList(tree, property);
    if (finding) report(finding);
  },
});

export const namesIsStringList = defineRule({
  id: 'dtc/names_is_string_list',
  severity: 'warning',
  summary: 'A `*-names` property is not a list of strings.',
  why,
  source: 'dtc checks.c, check_names_is_string_list',
  on: (name) => name.endsWith('-names'),
  examples: [
    {
      title: 'numbers in place of names',
      dts: `
        / {
          dev {
            clock-names = <1>;
          //^^^^^^^^^^^^^^^^^^ does not end in a NUL
          };
        };`,
    },
    { title: 'names', dts: `/ { dev { clock-names = "bus", "core"; }; };` },
  ],
  checkNode(at, { tree }, report) {
    for (const [name, property] of at.node.properties) {
      const finding = name.endsWith('-names') ? notStringList(tree, property) : undefined;
      if (finding) report(finding);
    }
  },
});

function notStringList(tree: DeviceTree, property: DtProperty): Finding | undefined {
  const { parts } = property;
  const last = parts[parts.length - 1];
  if (last === undefined || last.kind === 'string' || last.kind === 'path') return undefined;
  const bytes = bytesOf(tree, property);
  if (bytes === undefined || bytes.length === 0 || bytes[bytes.length - 1] === 0) return undefined;
  return {
    at: property.at,
    message: `"${property.name}" is not a list of strings: it does not end in a NUL`,
  };
}
