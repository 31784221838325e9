/** Static memory while cache colouring is on. */
import { coloringOf } from '../../model/llc-colors';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';

const withLine = (text: string) =>
  domainBoard('xen,static-mem = <0x60000000 0x4000000>;').replace(
    '    chosen {',
    `$&\n        xen,xen-bootargs = "${text}";`,
  );

export const llcStaticMem = defineRule({
  id: 'xen/llc-static-mem',
  severity: 'error',
  summary: 'A domain has xen,static-mem while cache colouring is on.',
  why: 'Colours pick single pages, static memory is one stretch: Xen panics, "LLC coloring and static memory are incompatible", even when the domain has no llc-colors.',
  source: 'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node',
  since: '4.20',
  reader: 'xen',
  examples: [
    {
      title: 'Colouring is on',
      dts: mark(
        withLine('llc-coloring=on'),
        'xen,static-mem = <0x60000000 0x4000000>;',
        'xen,static-mem cannot be had with cache colouring',
      ),
    },
    { title: 'Colouring is off', dts: withLine('console=dtuart') },
  ],
  each: eachDomain,
  checkEach({ node }, { model }, report) {
    const property = node.node.properties.get('xen,static-mem');
    if (property === undefined || coloringOf(model.commandLine)?.isOn !== true) return;
    report({
      at: property.at,
      node: node.path,
      message: 'xen,static-mem cannot be had with cache colouring: Xen panics',
      ...(model.commandLine && {
        related: [{ at: model.commandLine.property.at, message: 'colouring is turned on here' }],
      }),
    });
  },
});
