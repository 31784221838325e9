/** An event channel with the compatible of the prose, not of the code. */
import { evtchnCompatible } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachUnknownCompatible } from '../xen-items';
import { mark } from './example-board';
import { soundChannel } from './example-evtchn';
import { setStringsFix } from '../make-fix';

const prose = soundChannel.replace(
  /(evtchn-b \{\s*compatible = )"xen,evtchn-v1"/,
  '$1"xen,evtchn"',
);

export const evtchnCompatibleRule = defineRule({
  id: 'xen/evtchn-compatible',
  severity: 'warning',
  summary: 'An event channel has compatible "xen,evtchn".',
  why: 'The prose of Xen\'s document says so, the code looks for "xen,evtchn-v1": Xen ignores the node. The far end still finds it by its phandle.',
  source: 'Xen docs/misc/arm/device-tree/booting.txt; common/device-tree/static-evtchn.c',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Without the version',
      dts: mark(prose, 'compatible = "xen,evtchn";', 'Xen looks for "xen,evtchn-v1"'),
      fixed: soundChannel,
    },
    { title: 'With the version', dts: soundChannel },
  ],
  each: eachUnknownCompatible,
  checkEach(node, { tree }, report) {
    const property = node.node.properties.get('compatible');
    const compatibles = compatiblesOf(tree, node);
    if (property === undefined || !compatibles.includes('xen,evtchn')) return;
    if (compatibles.includes(evtchnCompatible)) return;
    const names = compatibles.map((it) => (it === 'xen,evtchn' ? evtchnCompatible : it));
    report({
      at: property.at,
      node: node.path,
      message: `Xen looks for "${evtchnCompatible}" and ignores ${node.node.name}`,
      fixes: setStringsFix(`Change to "${evtchnCompatible}"`, property, names, true),
    });
  },
});
