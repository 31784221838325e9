/** More domains than Xen can number. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';

/** Domain ids end below DOMID_FIRST_RESERVED, 0x7ff0; 0 is dom0's (include/public/xen.h). */
export const mostDomains = 32751;

export const domainTooMany = defineRule({
  id: 'xen/domain-too-many',
  severity: 'error',
  summary: `There are more than ${mostDomains} domains.`,
  why: 'Xen gives each domain a number in the order of the tree and panics when it has no more.',
  source: 'Xen common/device-tree/dom0less-build.c: create_domUs; include/public/xen.h',
  since: '4.18',
  reader: 'xen',
  examples: [],
  each: eachDomain,
  checkEach({ node, id }, _input, report) {
    if (id !== mostDomains + 1) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `${node.node.name} is domain ${id}, and Xen can number ${mostDomains}: it panics`,
    });
  },
});
