/** A value of `passthrough` that Xen does not know. */
import { readString } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { nearestName } from '../nearest-name';
import { domainBoard } from './example-board';
import { setStringsFix } from '../make-fix';

const values = ['enabled', 'disabled'];

export const passthroughUnknown = defineRule({
  id: 'xen/passthrough-unknown',
  severity: 'warning',
  summary: 'passthrough is neither "enabled" nor "disabled".',
  why: 'Xen reads any other text, and a property without value, as "disabled".',
  source: 'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node',
  since: '4.19',
  requires: ['xen/hwdom-passthrough-prop', 'xen/string-prop-as-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'A misspelt value',
      dts: domainBoard(`
        passthrough = "enable";
      //^^^^^^^^^^^^^^^^^^^^^^^ counts as "disabled"
      `),
      fixed: domainBoard('passthrough = "enabled";'),
    },
    { title: 'A known value', dts: domainBoard('passthrough = "enabled";') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree }, report) {
    const reading = readString(tree, node, 'passthrough');
    if (reading.state === 'absent' || reading.state === 'unknown') return;
    const text = reading.state === 'value' ? reading.value : '';
    if (values.includes(text)) return;
    const meant = nearestName(text, values);
    report({
      at: reading.property.at,
      node: node.path,
      message: `passthrough "${text}" counts as "disabled": Xen knows "enabled" and "disabled"`,
      fixes: meant ? setStringsFix(`Change to "${meant}"`, reading.property, [meant]) : [],
    });
  },
});
