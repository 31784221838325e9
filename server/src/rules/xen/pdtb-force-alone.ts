/** `xen,force-assign-without-iommu` of nothing. */
import { removePropertyFix } from '../make-fix';
import { defineRule } from '../rule';
import { eachAssignedDevice } from '../xen-items';
import { mark } from './example-board';
import { partialTree, soundReg } from './example-partial';

const force = 'xen,force-assign-without-iommu;';
const other = `other { compatible = "vendor,other"; ${soundReg} ${force} };`;
const board = (line: string) =>
  partialTree({ device: line }).replace(/ {8}rtc@/, `        ${other}\n$&`);

export const pdtbForceAlone = defineRule({
  id: 'xen/pdtb-force-alone',
  severity: 'hint',
  summary: 'A device has xen,force-assign-without-iommu and neither xen,reg nor xen,path.',
  why: 'Nothing of the board is assigned, so that there is nothing to force.',
  source: 'Xen common/device-tree/dom0less-build.c: handle_prop_pfdt',
  since: '4.13',
  reader: 'xen',
  examples: [
    { title: 'Alone', dts: mark(board(force), force, 'has no effect'), fixed: board('') },
    { title: 'With a mapping', dts: board(`${soundReg}\n${force}`) },
  ],
  each: eachAssignedDevice,
  checkEach({ node, reg, path, force: property }, { isFragment }, report) {
    if (isFragment || property === undefined || reg !== undefined || path !== undefined) return;
    report({
      at: property.at,
      node: node.path,
      message: `it has no effect without xen,reg or xen,path: nothing of the board is assigned`,
      fixes: removePropertyFix(property),
    });
  },
});
