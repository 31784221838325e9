/** A node of a guest's own tree that Xen drops. */
import { partialTreeOf } from '../../model/partial-tree';
import { childrenOf, rootOf } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { mark } from './example-board';
import { partialTree } from './example-partial';

const taken = ['gic', 'aliases', 'passthrough'];

export const pdtbRootNodesIgnored = defineRule({
  id: 'xen/pdtb-root-nodes-ignored',
  severity: 'warning',
  summary: "A node in the root of a guest's own tree is neither gic, aliases nor passthrough.",
  why: 'Xen copies these three alone, by their full names. Everything else is silently left out, and references to it lead nowhere.',
  source: 'Xen common/device-tree/dom0less-build.c: scan_pfdt_node',
  since: '4.13',
  requires: ['xen/pdtb-gic-name'],
  reader: 'xen',
  examples: [
    {
      title: 'A clock beside /passthrough',
      dts: mark(
        partialTree({ more: 'clock { compatible = "fixed-clock"; };' }),
        'clock {',
        'Xen leaves /clock out',
        5,
      ),
    },
    {
      title: 'Aliases',
      dts: partialTree({ more: 'aliases { rtc0 = "/passthrough/rtc@9010000"; };' }),
    },
  ],
  check({ tree, isFragment }, report) {
    if (isFragment || partialTreeOf(tree) === undefined) return;
    for (const { node, path } of childrenOf(rootOf(tree)))
      if (!taken.includes(node.name.toLowerCase()))
        report({
          at: node.at,
          node: path,
          message: `Xen leaves ${path} out of the guest's tree: move it below /passthrough`,
        });
  },
});
