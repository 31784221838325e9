/** `xen,static-mem`, and a Xen without static memory. */
import { isOff } from '../../model/board';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

const board = { options: { STATIC_MEMORY: false } };

export const staticMemNotBuilt = defineRule({
  id: 'xen/static-mem-not-built',
  severity: 'error',
  summary: 'A domain has xen,static-mem, and Xen is built without STATIC_MEMORY.',
  why: 'Such a Xen gives the domain no memory, and with direct-map it panics: "direct-map is not valid for domain … without static allocation". From 4.23 on it panics while it reads the tree.',
  source:
    'Xen common/device-tree/bootinfo-fdt.c: process_domain_node; static-memory.c; dom0less-bindings.c',
  since: '4.16',
  reader: 'xen',
  examples: [
    {
      title: 'Not built',
      board,
      dts: domainBoard(`
        xen,static-mem = <0x60000000 0x4000000>;
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Xen is built without STATIC_MEMORY
      `),
    },
    { title: 'Memory from the heap', board, dts: domainBoard('vpl011;') },
  ],
  each: eachDomain,
  checkEach({ node, isDirectMap }, { board = {} }, report) {
    const property = node.node.properties.get('xen,static-mem');
    if (property === undefined || !isOff(board, 'STATIC_MEMORY')) return;
    const reaction = isDirectMap ? 'it panics' : `${node.node.name} gets no memory`;
    report({
      at: property.at,
      node: node.path,
      message: `Xen is built without STATIC_MEMORY: ${reaction}; build it in, or remove xen,static-mem${isDirectMap ? ' and direct-map' : ''}`,
    });
  },
});
