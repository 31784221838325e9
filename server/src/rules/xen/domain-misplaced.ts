/** A domain that is no direct child of /chosen. */
import { defineRule } from '../rule';
import { eachDomainNode } from '../xen-items';
import { boardWith, domain, domainBoard, mark } from './example-board';

export const domainMisplaced = defineRule({
  id: 'xen/domain-misplaced',
  severity: 'error',
  summary: 'A domain is not a direct child of /chosen.',
  why: 'Xen builds the direct children of /chosen only: the domain is silently left out. One level below another node of the root its xen,static-mem is reserved all the same.',
  source:
    'Xen common/device-tree/dom0less-build.c: create_domUs; bootinfo-fdt.c: process_domain_node',
  reader: 'xen',
  examples: [
    {
      title: 'A domain in the root',
      dts: mark(boardWith(domain('domU1', '')), 'domU1', 'is not a direct child of /chosen'),
    },
    { title: 'A domain in /chosen', dts: domainBoard('') },
  ],
  each: eachDomainNode,
  checkEach(node, { isFragment }, report) {
    if (isFragment) return;
    const isChild = node.depth === 2 && node.parent?.node.name.toLowerCase() === 'chosen';
    if (isChild) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `domain ${node.node.name} is not a direct child of /chosen (it is ${node.path}): Xen never builds it`,
    });
  },
});
