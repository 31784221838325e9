/** `/passthrough` is no bus that a guest looks into. */
import { compatiblesOf } from '../../model/node-compatibles';
import { partialTreeOf } from '../../model/partial-tree';
import { addPropertyFix } from '../make-fix';
import { defineRule } from '../rule';
import { mark } from './example-board';
import { partialTree, soundBus } from './example-partial';

const without = partialTree({ bus: soundBus.replace('ranges;\n', '') });

export const pdtbPassthroughNode = defineRule({
  id: 'xen/pdtb-passthrough-node',
  severity: 'warning',
  summary: '/passthrough lacks what makes a guest look for devices in it.',
  why: 'Xen copies the node as it is. Linux makes devices of the nodes in it only if it is compatible with "simple-bus", and finds their addresses only by ranges and its cell counts.',
  source: 'Xen docs/misc/arm/passthrough.txt',
  since: '4.13',
  reader: 'xen',
  examples: [
    {
      title: 'No ranges',
      dts: mark(without, 'passthrough', 'lacks ranges'),
      fixed: without.replace(/( +)passthrough \{\n/, '$&$1    ranges;\n'),
    },
    { title: 'A bus', dts: partialTree({}) },
  ],
  check({ tree, isFragment }, report) {
    const bus = partialTreeOf(tree);
    if (isFragment || bus === undefined) return;
    const isBus = compatiblesOf(tree, bus).includes('simple-bus');
    const names = ['ranges', '#address-cells', '#size-cells'];
    const missing = names.filter((it) => !bus.node.properties.has(it));
    if (isBus && missing.length === 0) return;
    const all = [...(isBus ? [] : ['compatible = "simple-bus"']), ...missing];
    report({
      at: bus.node.definitions.at(-1)?.target ?? bus.node.at,
      node: bus.path,
      message: `${bus.path} lacks ${all.join(', ')}: the guest finds no device in it`,
      fixes: missing.join() === 'ranges' && isBus ? addPropertyFix(bus.node, 'ranges;') : [],
    });
  },
});
