/** An event channel in a node that is no domain. */
import { defineRule } from '../rule';
import { eachEventChannel } from '../xen-items';
import { dom0Board, domain, mark } from './example-board';
import { evtchn, soundChannel } from './example-evtchn';

const container = dom0Board(`channels {
    ${evtchn('a', '10', 'b').replaceAll('\n', '\n    ')}
};
${domain('domU1', `xen,enhanced = "no-xenstore";\n${evtchn('b', '11', 'a')}`)}`);

export const evtchnWrongParent = defineRule({
  id: 'xen/evtchn-wrong-parent',
  severity: 'warning',
  summary: 'An event channel lies in a node that is no domain.',
  why: 'Xen counts it as one of domain 0, and panics when there is none.',
  source: 'Xen common/device-tree/static-evtchn.c: alloc_domain_evtchn',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'A node that groups channels',
      dts: mark(container, 'evtchn-a', 'counts as one of dom0'),
    },
    { title: 'Channels of domains', dts: soundChannel },
  ],
  each: eachEventChannel,
  checkEach({ node, domain }, _input, report) {
    if (domain !== undefined || node.depth !== 3) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `${node.node.name} counts as one of dom0, as ${node.parent?.node.name ?? ''} is no domain: move it`,
    });
  },
});
