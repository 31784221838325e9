/** A domain with no colour at all. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainColorsOf } from './domain-colors';
import { domainBoard } from './example-board';
import { removePropertyFix } from '../make-fix';

export const llcEmpty = defineRule({
  id: 'xen/llc-empty',
  severity: 'error',
  summary: 'llc-colors is empty.',
  why: 'Xen takes it as no colours, and then finds no memory for the domain: panic. Without the property the domain gets all colours.',
  source: 'Xen common/llc-coloring.c: domain_set_llc_colors_from_str',
  since: '4.20',
  requires: ['xen/llc-disabled', 'xen/string-prop-as-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'No colours',
      dts: domainBoard(`
        llc-colors = "";
      //^^^^^^^^^^^^^^^^ no colours
      `),
      fixed: domainBoard(''),
    },
    { title: 'All colours', dts: domainBoard('') },
  ],
  each: eachDomain,
  checkEach(item, { tree }, report) {
    const llc = domainColorsOf(tree, item);
    if (llc === undefined) return;
    const { domain, property, text } = llc;
    if (text === '')
      report({
        at: property.at,
        node: domain.path,
        message: `no colours are left for ${domain.node.name}: Xen finds no memory for it and panics`,
        fixes: removePropertyFix(property),
      });
  },
});
