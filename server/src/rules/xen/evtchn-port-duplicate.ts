/** One port for two event channels of a domain. */
import { defineRule } from '../rule';
import { mark } from './example-board';
import { evtchn, soundChannel, twoDomains } from './example-evtchn';
import { ownerOf } from './evtchn-ends';

const duplicate = twoDomains(
  `${evtchn('a', '10', 'b')}\n${evtchn('c', '10', 'd')}`,
  `${evtchn('b', '11', 'a')}\n${evtchn('d', '12', 'c')}`,
);

export const evtchnPortDuplicate = defineRule({
  id: 'xen/evtchn-port-duplicate',
  severity: 'error',
  summary: 'Two event channels of a domain have the same port.',
  why: 'The port is busy when Xen allocates it the second time: it panics.',
  source: 'Xen common/event_channel.c: evtchn_allocate_port',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Port 10 twice',
      dts: mark(duplicate, '10 &d', 'evtchn-a of domU1 has port 10', 2),
    },
    { title: 'Each its own', dts: soundChannel },
  ],
  check({ model }, report) {
    const taken = new Map<string, string>();
    for (const channel of model.eventChannels) {
      const { node, port } = channel;
      if (port === undefined || port.value === 0) continue;
      const owner = ownerOf(channel);
      const key = `${channel.domain?.node.path ?? ''} ${port.value}`;
      const first = taken.get(key);
      taken.set(key, first ?? node.node.name);
      if (first === undefined) continue;
      report({
        at: port.at,
        node: node.path,
        message: `${first} of ${owner} has port ${port.value} already: Xen panics`,
      });
    }
  },
});
