/** Two hardware domains, dom0 being one. */
import { defineRule } from '../rule';
import { dom0Board, domain, domainBoard, mark } from './example-board';

const hardware = (line: string) =>
  domain('domU1', `${line}\nxen,static-mem = <0x60000000 0x4000000>;\ndirect-map;`);

export const capabilitiesTwoHardware = defineRule({
  id: 'xen/capabilities-two-hardware',
  severity: 'error',
  summary: 'There are two hardware domains.',
  why: 'Xen panics: "Only 1 hardware domain can be specified!". A kernel for dom0 (a kernel module directly below /chosen) makes dom0 the hardware domain.',
  source: 'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'A hardware domain beside dom0',
      dts: mark(
        dom0Board(hardware('capabilities = <0x2>;')),
        'capabilities = <0x2>;',
        'dom0 is the hardware domain already',
      ),
    },
    {
      title: 'A hardware domain alone',
      dts: domainBoard(
        'capabilities = <0x2>;\nxen,static-mem = <0x60000000 0x4000000>;\ndirect-map;',
      ),
    },
  ],
  check({ model }, report) {
    let first = model.dom0?.kernel ? 'dom0' : undefined;
    for (const { node, capabilities } of model.domains) {
      if (!capabilities.isHardware) continue;
      const property = node.node.properties.get('capabilities');
      if (property === undefined) continue;
      if (first !== undefined)
        report({
          at: property.at,
          node: node.path,
          message: `${first} is the hardware domain already: Xen panics over a second one`,
          ...(model.dom0?.kernel && {
            related: [{ at: model.dom0.kernel.at, message: 'this kernel makes Xen build dom0' }],
          }),
        });
      first ??= node.node.name;
    }
  },
});
