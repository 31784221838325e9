/** A reserved region without an address: Xen reserves nothing. */
import { defineRule } from '../rule';
import { eachReservedRegion } from '../xen-items';
import { dom0Board, mark } from './example-board';

const region = (lines: string) =>
  dom0Board(
    '',
    `reserved-memory {
    #address-cells = <1>;
    #size-cells = <1>;
    ranges;
    cma {
        ${lines}
    };
};`,
  );

export const reservedDynamic = defineRule({
  id: 'xen/reserved-dynamic',
  severity: 'information',
  summary: 'A region of /reserved-memory has a size, but no address.',
  why: 'Linux places such a region itself; Xen reserves nothing. dom0 places it in its own memory.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_reserved_memory_node',
  since: '4.13',
  reader: 'xen',
  examples: [
    {
      title: 'Only a size',
      dts: mark(region('size = <0x1000000>;'), 'cma', 'Xen reserves nothing for cma'),
    },
    { title: 'A place', dts: region('reg = <0x78000000 0x1000000>;') },
  ],
  each: eachReservedRegion,
  checkEach({ node }, { model }, report) {
    if (!model.isXenBoot) return;
    const { properties } = node.node;
    if (properties.has('reg') || !properties.has('size')) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `Xen reserves nothing for ${node.node.name}: it has no reg`,
    });
  },
});
