/** `llc-colors` that Xen cannot parse. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainColorsOf } from './domain-colors';
import { domainBoard } from './example-board';
import { setStringsFix } from '../make-fix';

export const llcSyntax = defineRule({
  id: 'xen/llc-syntax',
  severity: 'error',
  summary: 'llc-colors is not a list of numbers and ranges.',
  why: 'Xen panics over blanks, letters, empty entries and reversed ranges. A single comma at the end is accepted.',
  source: 'Xen common/llc-coloring.c: parse_color_config',
  since: '4.20',
  reader: 'xen',
  examples: [
    {
      title: 'A blank after the comma',
      dts: domainBoard(`
        llc-colors = "0-3, 8";
      //^^^^^^^^^^^^^^^^^^^^^^ Xen cannot read " 8"
      `),
      fixed: domainBoard('llc-colors = "0-3,8";'),
    },
    { title: 'A range and a number', dts: domainBoard('llc-colors = "0-3,8";') },
  ],
  each: eachDomain,
  checkEach(item, { tree }, report) {
    const llc = domainColorsOf(tree, item);
    if (llc === undefined) return;
    const { domain, property, text, fault } = llc;
    if (fault === undefined) return;
    const clean = text.replace(/\s+/g, '');
    report({
      at: property.at,
      node: domain.path,
      message: `Xen cannot read ${fault} in llc-colors: it panics`,
      fixes:
        clean === text || clean === ''
          ? []
          : setStringsFix(`Change to "${clean}"`, property, [clean]),
    });
  },
});
