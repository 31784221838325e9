/** `sve`, and a Xen without it. */
import { isOff } from '../../model/board';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

const board = { options: { ARM64_SVE: false } };

export const sveNotBuilt = defineRule({
  id: 'xen/sve-not-built',
  severity: 'error',
  summary: 'A domain has sve, and Xen is built without ARM64_SVE.',
  why: 'Such a Xen panics over the property, whatever its value: 0 as well.',
  source: 'Xen arch/arm/dom0less-build.c: arch_parse_dom0less_node',
  since: '4.18',
  reader: 'xen',
  examples: [
    {
      title: 'Not built',
      board,
      dts: domainBoard(`
        sve = <0>;
      //^^^^^^^^^^ Xen is built without ARM64_SVE
      `),
    },
    { title: 'No property', board, dts: domainBoard('vpl011;') },
  ],
  each: eachDomain,
  checkEach({ node }, { board = {} }, report) {
    const property = node.node.properties.get('sve');
    if (property === undefined || !isOff(board, 'ARM64_SVE')) return;
    report({
      at: property.at,
      node: node.path,
      message: 'Xen is built without ARM64_SVE and panics over sve: build it in, or remove sve',
    });
  },
});
