/** A text is given as numbers: Xen reads an empty string. */
import {
  domainProperties,
  shmProperties,
  vcpuProperties,
  cpupoolProperties,
} from '../../model/xen-properties';
import { chosenCompatibles, listsInAnyCase } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';
import { cellsOf } from '../../tree/value';
import type { ValuePart } from '../../syntax/ast';
import type { DeviceTree } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { eachXenNode } from '../xen-items';
import { domainBoard } from './example-board';
import { makeFix, setValue } from '../make-fix';

const strings = new Set(
  [...domainProperties, ...shmProperties, ...vcpuProperties, ...cpupoolProperties]
    .filter((it) => it.type === 'string' || it.type === 'string or flag')
    .map((it) => it.name),
);

export const stringPropAsCells = defineRule({
  id: 'xen/string-prop-as-cells',
  severity: 'warning',
  summary: 'A property that Xen reads as text is written as numbers.',
  why: 'The first byte of a small number is zero, which ends the text: Xen reads an empty string, and takes it as an unknown value (usually "off"), or stops where it must not be empty.',
  source: 'Xen common/device-tree/device-tree.c: dt_property_read_string',
  reader: 'xen',
  examples: [
    {
      title: 'A colour as a number',
      dts: domainBoard(`
        llc-colors = <4>;
      //^^^^^^^^^^^^^^^^^ Xen reads llc-colors as text
      `),
      fixed: domainBoard('llc-colors = "4";'),
    },
    { title: 'A colour as text', dts: domainBoard('llc-colors = "4";') },
  ],
  each: eachXenNode,
  checkEach(node, { tree }, report) {
    for (const property of node.node.properties.values()) {
      const { name, parts } = property;
      if (!strings.has(name) || !isNumeric(parts[0]) || !isXens(tree, node)) continue;
      const cells = cellsOf(tree, property) ?? [];
      const value = cells.map((it) => it.value).join(',');
      const isNumbers = /^\d+(,\d+)*$/.test(value) && /affinity|colors/.test(name);
      report({
        at: property.at,
        node: node.path,
        message: `Xen reads ${name} as text: write it in quotes`,
        fixes: isNumbers ? makeFix(`Write "${value}"`, [setValue(property, `"${value}"`)]) : [],
      });
    }
  },
});

function isNumeric(part: ValuePart | undefined): boolean {
  return part?.kind === 'cells' || part?.kind === 'bytes';
}

function isXens(tree: DeviceTree, node: NodeRef): boolean {
  const compatibles = compatiblesOf(tree, node);
  return chosenCompatibles.some((it) => listsInAnyCase(compatibles, it));
}
