/** The port that xenstore takes. */
import { defineRule } from '../rule';
import { eachEventChannel } from '../xen-items';
import { dom0Board, domain, mark } from './example-board';
import { evtchn } from './example-evtchn';

const board = (port: string) =>
  dom0Board(`${evtchn('a', '10', 'b')}
${domain('domU1', `xen,enhanced;\n${evtchn('b', port, 'a')}`)}`);

export const evtchnPortXenstore = defineRule({
  id: 'xen/evtchn-port-xenstore',
  severity: 'error',
  summary: 'An event channel has port 1 in a domain with xenstore.',
  why: 'Xen allocates the xenstore channel first, and it gets port 1: the static one then finds it busy, and Xen panics.',
  source: 'Xen common/device-tree/dom0less-build.c: initialize_domU_xenstore',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Port 1',
      dts: mark(board('1'), '1 &a', 'port 1 is taken by xenstore', 1),
    },
    { title: 'Port 2', dts: board('2') },
  ],
  each: eachEventChannel,
  checkEach({ node, port, domain }, _input, report) {
    if (port?.value !== 1 || domain?.enhanced !== 'xenstore') return;
    if (domain.capabilities.isXenstore) return;
    report({
      at: port.at,
      node: node.path,
      message: `port 1 is taken by xenstore in ${domain.node.node.name}: Xen panics; use 2 or more`,
    });
  },
});
