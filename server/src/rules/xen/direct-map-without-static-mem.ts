/** `direct-map` without static memory. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { removePropertyFix } from '../make-fix';

export const directMapWithoutStaticMem = defineRule({
  id: 'xen/direct-map-without-static-mem',
  severity: 'error',
  summary: 'A domain has direct-map, but no xen,static-mem.',
  why: 'A guest sees its memory at the addresses of the host only when these are given: Xen panics, "direct-map is not valid for domain without static allocation".',
  source: 'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'No memory is given',
      dts: domainBoard(`
        direct-map;
      //^^^^^^^^^^^ direct-map needs xen,static-mem
      `),
      fixed: domainBoard(''),
    },
    {
      title: 'Memory is given',
      dts: domainBoard('xen,static-mem = <0x60000000 0x4000000>;\ndirect-map;'),
    },
  ],
  each: eachDomain,
  checkEach({ node, isDirectMap }, { isFragment }, report) {
    if (isFragment) return;
    const property = node.node.properties.get('direct-map');
    if (!isDirectMap || property === undefined || node.node.properties.has('xen,static-mem'))
      return;
    report({
      at: property.at,
      node: node.path,
      message: `direct-map needs xen,static-mem in ${node.node.name}: Xen panics`,
      fixes: removePropertyFix(property),
    });
  },
});
