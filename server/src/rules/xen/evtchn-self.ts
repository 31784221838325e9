/** An event channel with one end. */
import { defineRule } from '../rule';
import { eachEventChannel } from '../xen-items';
import { mark } from './example-board';
import { evtchn, soundChannel, twoDomains } from './example-evtchn';

export const evtchnSelf = defineRule({
  id: 'xen/evtchn-self',
  severity: 'error',
  summary: 'An event channel points at itself.',
  why: 'The port is busy when Xen binds the other end: it panics. Both ends may lie in one domain, but need a node each.',
  source: 'Xen common/device-tree/static-evtchn.c; common/event_channel.c',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Its own far end',
      dts: mark(twoDomains(evtchn('a', '10', 'a'), ''), '&a', 'evtchn-a points at itself'),
    },
    { title: 'Two ends', dts: soundChannel },
  ],
  each: eachEventChannel,
  checkEach({ node, remote }, _input, report) {
    if (remote?.node === node.node)
      report({
        at: remote.at,
        node: node.path,
        message: `${node.node.name} points at itself: Xen panics; the far end needs a node of its own`,
      });
  },
});
