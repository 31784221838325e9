/** An event channel of a domain that is not told of the hypervisor. */
import { defineRule } from '../rule';
import { eachEventChannel } from '../xen-items';
import { mark } from './example-board';
import { soundChannel } from './example-evtchn';
import { setValue, makeFix } from '../make-fix';
import { insertProperties } from '../source-edits';

const off = soundChannel.replace(/ *xen,enhanced = "no-xenstore";\n/, '');

export const evtchnNotEnhanced = defineRule({
  id: 'xen/evtchn-not-enhanced',
  severity: 'warning',
  summary: 'A domain has an event channel, but not xen,enhanced.',
  why: 'Xen makes the channel, but the devicetree of the guest has no hypervisor node: the guest does not know that it may use it.',
  source: 'Xen docs/misc/arm/device-tree/booting.txt',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Not enhanced',
      dts: mark(off, 'evtchn-a', 'domU1 lacks xen,enhanced'),
      fixed: soundChannel.replace(
        /(domU1 \{\n)([^]*?)( *xen,enhanced = "no-xenstore";\n)/,
        '$1$3$2',
      ),
    },
    { title: 'Enhanced', dts: soundChannel },
  ],
  each: eachEventChannel,
  checkEach({ node, domain }, { isFragment }, report) {
    if (isFragment) return;
    if (domain?.enhanced !== 'off' || domain.capabilities.isHardware) return;
    const property = domain.node.node.properties.get('xen,enhanced');
    const edit = property
      ? setValue(property, '"no-xenstore"')
      : insertProperties(domain.node.node, 'xen,enhanced = "no-xenstore";');
    report({
      at: node.node.at,
      node: node.path,
      message: `${domain.node.node.name} lacks xen,enhanced: the guest is not told of the hypervisor, and cannot use ${node.node.name}`,
      fixes: makeFix('Set xen,enhanced to "no-xenstore"', [edit]),
    });
  },
});
