/** An event channel whose far end does not point back. */
import { defineRule } from '../rule';
import { eachEventChannel } from '../xen-items';
import { mark } from './example-board';
import { evtchn, soundChannel, twoDomains } from './example-evtchn';
import { remoteOfRemote } from './evtchn-ends';

export const evtchnLinkMismatch = defineRule({
  id: 'xen/evtchn-link-mismatch',
  severity: 'error',
  summary: 'The far end of an event channel does not point back.',
  why: 'A channel has two ends that name each other: Xen panics, "Could not set up domains evtchn".',
  source: 'Xen common/device-tree/static-evtchn.c: alloc_domain_evtchn',
  since: '4.17',
  requires: ['xen/evtchn-self'],
  reader: 'xen',
  examples: [
    {
      title: 'A third end that nobody answers',
      dts: mark(
        twoDomains(evtchn('a', '10', 'b'), `${evtchn('b', '11', 'a')}\n${evtchn('c', '12', 'a')}`),
        '&a',
        'evtchn-a points at evtchn-b',
      ),
    },
    { title: 'Both ends name each other', dts: soundChannel },
  ],
  each: eachEventChannel,
  checkEach({ node, remote }, { model }, report) {
    if (remote?.node === undefined || remote.node === node.node) return;
    const back = remoteOfRemote(model, remote.node);
    if (back === node.node || (back === undefined && remote.node.properties.has('xen,evtchn')))
      return;
    const points = back === undefined ? 'has no xen,evtchn' : `points at ${back.name}`;
    report({
      at: remote.at,
      node: node.path,
      message: `the far end ${remote.node.name} ${points}, not back at ${node.node.name}: Xen panics`,
      related: [{ at: remote.node.at, message: 'the far end' }],
    });
  },
});
