/** An event channel of dom0, and no dom0. */
import { defineRule } from '../rule';
import { eachEventChannel } from '../xen-items';
import { chosenBoard, dom0Board, domain, mark } from './example-board';
import { evtchn } from './example-evtchn';
import { hasHardwareDomain } from './evtchn-ends';

const channel = `${evtchn('a', '10', 'b')}
${domain('domU1', `xen,enhanced = "no-xenstore";\n${evtchn('b', '11', 'a')}`)}`;

export const evtchnNoHwdom = defineRule({
  id: 'xen/evtchn-no-hwdom',
  severity: 'error',
  summary:
    'An event channel lies directly below /chosen, but there is neither dom0 nor a hardware domain.',
  why: 'Xen ignores the node, and panics over the end of a domain that points at it.',
  source: 'Xen common/device-tree/static-evtchn.c: alloc_static_evtchn',
  since: '4.17',
  reader: 'xen',
  examples: [
    { title: 'No dom0', dts: mark(chosenBoard(channel), 'evtchn-a', 'there is no dom0') },
    { title: 'dom0', dts: dom0Board(channel) },
  ],
  each: eachEventChannel,
  checkEach({ node }, { model, isFragment }, report) {
    if (isFragment || hasHardwareDomain(model)) return;
    if (node.parent?.path !== '/chosen') return;
    report({
      at: node.node.at,
      node: node.path,
      message: `${node.node.name} would be dom0's, but there is no dom0: Xen ignores it, and panics over the end that points at it`,
    });
  },
});
