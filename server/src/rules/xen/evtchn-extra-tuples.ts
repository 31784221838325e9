/** An event channel with more than one port. */
import { defineRule } from '../rule';
import { eachEventChannel } from '../xen-items';
import { mark } from './example-board';
import { soundChannel } from './example-evtchn';

const two = soundChannel.replace('<10 &b>', '<10 &b>, <12 &b>');

export const evtchnExtraTuples = defineRule({
  id: 'xen/evtchn-extra-tuples',
  severity: 'warning',
  summary: 'xen,evtchn has more than one port and far end.',
  why: 'Xen reads the first pair and ignores the rest: each channel needs a node of its own.',
  source: 'Xen common/device-tree/static-evtchn.c: get_evtchn_dt_property',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Two pairs',
      dts: mark(two, 'xen,evtchn = <10 &b>, <12 &b>;', 'Xen reads the first pair only'),
    },
    { title: 'One pair', dts: soundChannel },
  ],
  each: eachEventChannel,
  checkEach({ node, property, bytes }, _input, report) {
    if (property !== undefined && bytes !== undefined && bytes > 8)
      report({
        at: property.at,
        node: node.path,
        message: 'Xen reads the first pair only: give each channel a node of its own',
      });
  },
});
