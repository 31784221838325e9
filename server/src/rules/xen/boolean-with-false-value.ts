/** A flag with a value that means "no": the flag is set all the same. */
import { cellsOf, firstString } from '../../tree/value';
import { domainProperties } from '../../model/xen-properties';
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { removePropertyFix } from '../make-fix';

const flags = domainProperties.filter((it) => it.type === 'flag');

export const booleanWithFalseValue = defineRule({
  id: 'xen/boolean-with-false-value',
  severity: 'warning',
  summary: 'A flag is given a value that means "no".',
  why: 'Flags such as vpl011 and direct-map are set by being there: Xen does not look at the value.',
  source: 'Xen include/xen/device_tree.h: dt_property_read_bool',
  reader: 'xen',
  examples: [
    {
      title: 'A UART that is meant to be off',
      dts: domainBoard(`
        vpl011 = <0>;
      //^^^^^^^^^^^^^ vpl011 is set by being there
      `),
      fixed: domainBoard(''),
    },
    { title: 'A UART', dts: domainBoard('vpl011;') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree }, report) {
    for (const { name } of flags) {
      const property = node.node.properties.get(name);
      if (property === undefined || !meansNo(tree, property)) continue;
      report({
        at: property.at,
        node: node.path,
        message: `${name} is set by being there, whatever its value: remove it to unset it`,
        fixes: removePropertyFix(property),
      });
    }
  },
});

function meansNo(tree: DeviceTree, property: DtProperty): boolean {
  if (property.parts.length === 0) return false;
  if (property.parts[0]?.kind === 'string')
    return /^(no|off|false|disabled?|0|n)$/i.test(firstString(tree, property) ?? '');
  return cellsOf(tree, property)?.every((it) => it.value === 0) === true;
}
