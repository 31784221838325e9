/** An event channel so deep in the tree that Xen does not look there. */
import { defineRule } from '../rule';
import { eachEventChannelNode } from '../xen-items';
import { mark } from './example-board';
import { evtchn, soundChannel, twoDomains } from './example-evtchn';

export const evtchnTooDeep = defineRule({
  id: 'xen/evtchn-too-deep',
  severity: 'warning',
  summary: 'An event channel lies too deep in the tree, or outside /chosen.',
  why: 'Xen looks at the children of /chosen and at their children, and ignores others.',
  source: 'Xen common/device-tree/static-evtchn.c: alloc_static_evtchn',
  since: '4.17',
  requires: ['xen/domain-misplaced'],
  reader: 'xen',
  examples: [
    {
      title: 'A node that groups channels',
      dts: mark(
        twoDomains(
          `channels {\n    ${evtchn('a', '10', 'b').replaceAll('\n', '\n    ')}\n};`,
          evtchn('b', '11', 'a'),
        ),
        'evtchn-a',
        'Xen does not look there',
      ),
    },
    { title: 'Children of domains', dts: soundChannel },
  ],
  each: eachEventChannelNode,
  checkEach(node, { model: { chosen }, isFragment }, report) {
    if (isFragment) return;
    const { parent } = node;
    const isVisited = parent === chosen || parent?.parent === chosen;
    if (chosen !== undefined && isVisited) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `event channel ${node.path} is ignored, Xen does not look there: move it into a domain or to /chosen`,
    });
  },
});
