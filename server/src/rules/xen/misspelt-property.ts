/** A property of /chosen or of one of Xen's nodes below it is almost one that Xen reads. */
import {
  chosenProperties,
  cpupoolProperties,
  evtchnProperties,
  moduleProperties,
  ordinaryProperties,
  shmProperties,
  vcpuProperties,
  type XenProperty,
} from '../../model/xen-properties';
import {
  cpupoolCompatible,
  evtchnCompatible,
  isBootModule,
  listsInAnyCase,
  shmCompatible,
  vcpuCompatible,
} from '../../model/xen-names';
import type { DeviceTree } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { compatiblesOf } from '../../model/node-compatibles';
import { meantName } from '../boot/meant-name';
import { defineRule } from '../rule';
import { eachXenNode } from '../xen-items';
import { dom0Board, mark } from './example-board';
import { renamePropertyFix } from '../make-fix';

const withLine = (line: string) => dom0Board('').replace('    chosen {', `$&\n        ${line}`);

export const misspeltProperty = defineRule({
  id: 'xen/misspelt-property',
  severity: 'warning',
  summary: "A property of one of Xen's nodes is almost one that Xen reads.",
  why: 'Xen ignores properties that it does not know, without a word.',
  source: 'Xen docs/misc/arm/device-tree/booting.txt',
  reader: 'xen',
  examples: [
    {
      title: "Xen's command line",
      dts: mark(
        withLine('xen,xen-bootarg = "console=dtuart";'),
        'xen,xen-bootarg = "console=dtuart";',
        'did you mean xen,xen-bootargs?',
      ),
      fixed: withLine('xen,xen-bootargs = "console=dtuart";'),
    },
    { title: 'The right name', dts: withLine('xen,xen-bootargs = "console=dtuart";') },
  ],
  each: eachXenNode,
  checkEach(node, { tree }, report) {
    const known = knownProperties(tree, node);
    if (known === undefined) return;
    for (const property of node.node.properties.values()) {
      const { name } = property;
      const meant = ordinary.has(name) ? undefined : meantName(name, known);
      if (meant === undefined || node.node.properties.has(meant)) continue;
      report({
        at: property.at,
        node: node.path,
        message: `Xen does not read ${name}: did you mean ${meant}?`,
        fixes: renamePropertyFix(property, meant),
      });
    }
  },
});

/** Names of other readers that resemble those of Xen. */
const ordinary = new Set([
  ...ordinaryProperties,
  'bootargs',
  'bootargs-append',
  'linux,initrd-start',
  'linux,initrd-end',
  'device_type',
  'label',
]);

/** The names that Xen reads of a node of this kind; undefined for nodes that are none of Xen's. */
function knownProperties(tree: DeviceTree, node: NodeRef): readonly string[] | undefined {
  const compatibles = compatiblesOf(tree, node);
  if (node.path === '/chosen') return ofChosen;
  if (isBootModule(compatibles)) return ofModule;
  return byCompatible.find(([name]) => listsInAnyCase(compatibles, name))?.[1];
}

const ofChosen = namesOf(chosenProperties);
const ofModule = namesOf(moduleProperties);
const byCompatible: readonly (readonly [string, readonly string[]])[] = [
  [vcpuCompatible, namesOf(vcpuProperties)],
  [evtchnCompatible, namesOf(evtchnProperties)],
  [shmCompatible, namesOf(shmProperties)],
  [cpupoolCompatible, namesOf(cpupoolProperties)],
];

function namesOf(properties: readonly XenProperty[]): readonly string[] {
  return properties.map((it) => it.name);
}
