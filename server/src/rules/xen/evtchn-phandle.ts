/** An event channel whose far end does not exist. */
import { defineRule } from '../rule';
import { eachEventChannel } from '../xen-items';
import { mark } from './example-board';
import { soundChannel } from './example-evtchn';

export const evtchnPhandle = defineRule({
  id: 'xen/evtchn-phandle',
  severity: 'error',
  summary: 'The far end of an event channel is no phandle of the tree.',
  why: 'Xen panics: "Could not set up domains evtchn".',
  source: 'Xen common/device-tree/static-evtchn.c: alloc_domain_evtchn',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'A number that nobody has',
      dts: mark(soundChannel.replace('<10 &b>', '<10 99>'), '99', 'no node has phandle 99'),
    },
    { title: 'A reference', dts: soundChannel },
  ],
  each: eachEventChannel,
  checkEach({ node, remote }, { isFragment }, report) {
    if (isFragment) return;
    if (remote?.phandle !== undefined && remote.node === undefined)
      report({
        at: remote.at,
        node: node.path,
        message: `no node has phandle ${remote.phandle}: Xen panics; use a reference, <port &label>`,
      });
  },
});
