/** Port 0 of an event channel. */
import type { DtNode } from '../../tree/dt-node';
import { defineRule } from '../rule';
import { mark } from './example-board';
import { soundChannel } from './example-evtchn';

export const evtchnPortZero = defineRule({
  id: 'xen/evtchn-port-zero',
  severity: 'error',
  summary: 'The port of an event channel is 0.',
  why: 'On the end that Xen visits first (dom0, then the domains in tree order) it panics; on the other end Xen picks any free port.',
  source: 'Xen common/device-tree/static-evtchn.c; common/event_channel.c: evtchn_get_port',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'The first end',
      dts: mark(soundChannel.replace('<10 &b>', '<0 &b>'), '0 &b', 'port 0', 1),
    },
    { title: 'Ports from 1 on', dts: soundChannel.replace('<10 &b>', '<1 &b>') },
  ],
  check({ model }, report) {
    const visited = new Set<DtNode | undefined>();
    for (const { node, port, remote } of model.eventChannels) {
      const isSecond = remote?.node !== undefined && visited.has(remote.node);
      visited.add(node.node);
      if (port?.value !== 0) continue;
      report({
        at: port.at,
        node: node.path,
        ...(isSecond && { severity: 'warning' }),
        message: isSecond
          ? 'port 0 makes Xen pick a free port: the guest cannot know it'
          : 'port 0 cannot be had on the end that is visited first: Xen panics',
      });
    }
  },
});
