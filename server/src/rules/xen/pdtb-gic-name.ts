/** The stand-in for the interrupt controller has another name than `gic`. */
import { partialTreeOf } from '../../model/partial-tree';
import { childrenOf, rootOf } from '../../tree/node-ref';
import { renameNodeFix } from '../make-fix';
import { defineRule } from '../rule';
import { mark } from './example-board';
import { partialTree } from './example-partial';

const named = (name: string) =>
  partialTree({
    gic: `gic: ${name} {\n    #interrupt-cells = <3>;\n    interrupt-controller;\n};`,
  });

export const pdtbGicName = defineRule({
  id: 'xen/pdtb-gic-name',
  severity: 'error',
  summary: "The interrupt controller of a guest's own tree is not called gic.",
  why: 'Xen takes the phandle for the controller that it makes from the node /gic, by its full name. From any other node it takes nothing: the devices refer to a controller that the guest does not have.',
  source: 'Xen arch/arm/dom0less-build.c: init_intc_phandle',
  since: '4.13',
  reader: 'xen',
  examples: [
    {
      title: 'With a unit address',
      dts: mark(named('gic@8000000'), 'gic@8000000', 'Xen looks for /gic'),
      fixed: named('gic'),
    },
    { title: 'The name alone', dts: named('gic') },
  ],
  check({ tree, isFragment }, report) {
    if (isFragment || partialTreeOf(tree) === undefined) return;
    for (const ref of childrenOf(rootOf(tree))) {
      const { node, path } = ref;
      const isController = node.properties.has('interrupt-controller');
      if (!isController || node.name.toLowerCase() === 'gic') continue;
      report({
        at: node.at,
        node: path,
        message: `Xen looks for /gic and drops ${path}: the interrupts of the devices lead nowhere; call it gic`,
        fixes: renameNodeFix(ref, 'gic'),
      });
    }
  },
});
