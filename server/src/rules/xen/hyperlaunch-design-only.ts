/** Strings of the hyperlaunch design document, which no Xen reads. */
import { nodesWithUnknownStrings } from '../../model/xen-nodes';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
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
  check({ tree, model }, report) {
    for (const node of nodesWithUnknownStrings(tree)) {
      const property = node.node.properties.get('compatible');
      const found = compatiblesOf(tree, node).find((it) => designCompatible.test(it));
      if (property === undefined || found === undefined || !node.path.startsWith('/chosen/'))
        continue;
      report({
        at: property.at,
        node: node.path,
        message: `"${found}" is known only in the hyperlaunch design: Xen ignores it; use the dom0less bindings ("xen,domain", "multiboot,kernel")`,
      });
    }
    for (const { node } of model.domains)
      for (const name of designProperties) {
        const property = node.node.properties.get(name);
        if (property === undefined) continue;
        const hint = name === 'domid' ? ': Xen counts domains itself, from 1 in tree order' : '';
        report({
          at: property.at,
          node: node.path,
          message: `${name} is known only in the hyperlaunch design and has no effect${hint}`,
        });
      }
  },
});
