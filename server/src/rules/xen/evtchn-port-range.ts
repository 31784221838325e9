/** An event channel port that the domain cannot have. */
import { defineRule } from '../rule';
import { eachEventChannel } from '../xen-items';
import { mark } from './example-board';
import { soundChannel } from './example-evtchn';
import { lastPort, ownerOf } from './evtchn-ends';

export const evtchnPortRange = defineRule({
  id: 'xen/evtchn-port-range',
  severity: 'error',
  summary: 'The port of an event channel is too high.',
  why: 'Ports of a domain end at 1023, those of dom0, of the hardware domain and of the xenstore domain at 4095 (the documented 2^17 cannot be had at boot). Xen panics.',
  source:
    'Xen common/device-tree/dom0less-bindings.c: max_evtchn_port; common/event_channel.c: evtchn_allocate_port',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'One too high',
      dts: mark(
        soundChannel.replace('<10 &b>', '<1024 &b>'),
        '1024',
        'the highest in domU1 is 1023',
      ),
    },
    { title: 'The last one', dts: soundChannel.replace('<10 &b>', '<1023 &b>') },
  ],
  each: eachEventChannel,
  checkEach(channel, _input, report) {
    const { node, port } = channel;
    const last = lastPort(channel);
    if (port === undefined || port.value <= last) return;
    report({
      at: port.at,
      node: node.path,
      message: `event channel port ${port.value} is too high: the highest in ${ownerOf(channel)} is ${last}; Xen panics`,
    });
  },
});
