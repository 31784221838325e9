/** Strings of the hyperlaunch design document, which no Xen reads. */
import { compatiblesOf } from '../../model/node-compatibles';
import { domainCompatible, listsInAnyCase } from '../../model/xen-names';
import { defineRule } from '../rule';
import { eachXenNode } from '../xen-items';
import { chosenBoard, domainBoard, mark } from './example-board';

const designCompatible = /^(hypervisor,xen|xen,config|module,.*)$/;
const designProperties = [
  'domid',
  'permissions',
  'functions',
  'mode',
  'domain-uuid',
  'security-id',
  'mb-index',
  'module-addr',
];

export const hyperlaunchDesignOnly = defineRule({
  id: 'xen/hyperlaunch-design-only',
  severity: 'warning',
  summary: 'A string of the hyperlaunch design, which no Xen reads.',
  why: 'The design of 2021 (docs/designs/launch) describes /chosen/hypervisor, "module,kernel" and properties such as domid. None of it occurs in the code of any release on any architecture: Xen ignores it all. Domains are described with the dom0less bindings.',
  source: 'Xen docs/designs/launch/hyperlaunch-devicetree.rst',
  reader: 'xen',
  examples: [
    {
      title: 'A domain as the design describes it',
      dts: chosenBoard(`
        hypervisor {
            compatible = "hypervisor,xen";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ only in the hyperlaunch design
        };`),
    },
    {
      title: 'A domain id',
      dts: mark(domainBoard('domid = <7>;'), 'domid = <7>;', 'Xen counts domains itself'),
    },
    { title: 'A dom0less domain', dts: domainBoard('') },
  ],
  each: eachXenNode,
  checkEach(node, { tree, model }, report) {
    const { properties } = node.node;
    const property = properties.get('compatible');
    const compatibles = compatiblesOf(tree, node);
    const found = compatibles.find((it) => designCompatible.test(it));
    if (property !== undefined && found !== undefined && node.path.startsWith('/chosen/'))
      report({
        at: property.at,
        node: node.path,
        message: `"${found}" is known only in the hyperlaunch design: Xen ignores it; use the dom0less bindings ("xen,domain", "multiboot,kernel")`,
      });
    const isChild = node.parent !== undefined && node.parent === model.chosen;
    if (!isChild || !listsInAnyCase(compatibles, domainCompatible)) return;
    for (const name of designProperties) {
      const unread = properties.get(name);
      if (unread === undefined) continue;
      const hint = name === 'domid' ? ': Xen counts domains itself, from 1 in tree order' : '';
      report({
        at: unread.at,
        node: node.path,
        message: `${name} is known only in the hyperlaunch design and has no effect${hint}`,
      });
    }
  },
});
