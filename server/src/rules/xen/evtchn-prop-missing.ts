/** An event channel without a port and a far end. */
import { defineRule } from '../rule';
import { eachEventChannel } from '../xen-items';
import { mark } from './example-board';
import { evtchn, soundChannel, twoDomains } from './example-evtchn';

const empty = `c: evtchn-c {
    compatible = "xen,evtchn-v1";
};`;

export const evtchnPropMissing = defineRule({
  id: 'xen/evtchn-prop-missing',
  severity: 'error',
  summary: 'An event channel lacks xen,evtchn, or it has fewer than two cells.',
  why: 'Xen panics: "Could not set up domains evtchn". Each end gives its port and the phandle of the far end.',
  source: 'Xen common/device-tree/static-evtchn.c: get_evtchn_dt_property',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Nothing is said',
      dts: mark(
        twoDomains(`${evtchn('a', '10', 'b')}\n${empty}`, evtchn('b', '11', 'a')),
        'evtchn-c',
        'has no xen,evtchn',
      ),
    },
    { title: 'Port and far end', dts: soundChannel },
  ],
  each: eachEventChannel,
  checkEach({ node, property, bytes }, { isFragment }, report) {
    if (property === undefined) {
      if (isFragment) return;
      report({
        at: node.node.at,
        node: node.path,
        message: `${node.node.name} has no xen,evtchn: Xen panics; give a port and the far end, <port &label>`,
      });
    } else if (bytes !== undefined && bytes < 8) {
      report({
        at: property.at,
        node: node.path,
        message: `xen,evtchn has ${bytes} bytes, expected two cells <port &label>: Xen panics`,
      });
    }
  },
});
