/** Colours named twice, or out of order. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainColorsOf } from './domain-colors';
import { domainBoard } from './example-board';

export const llcDuplicate = defineRule({
  id: 'xen/llc-duplicate',
  severity: 'warning',
  summary: 'llc-colors names a colour twice, or is not in ascending order.',
  why: "Xen's document forbids both; the code does not look.",
  source: 'Xen docs/misc/cache-coloring.rst',
  since: '4.20',
  requires: ['xen/llc-syntax'],
  reader: 'xen',
  examples: [
    {
      title: 'Colour 2 twice',
      dts: domainBoard(`
        llc-colors = "0-2,2-4";
      //^^^^^^^^^^^^^^^^^^^^^^^ 2-4 does not come after 0-2
      `),
    },
    { title: 'Ascending', dts: domainBoard('llc-colors = "0-2,3-4";') },
  ],
  each: eachDomain,
  checkEach(item, { tree }, report) {
    const llc = domainColorsOf(tree, item);
    if (llc === undefined) return;
    const { domain, property, ranges } = llc;
    const at = ranges.findIndex((it, i) => i > 0 && it.first <= (ranges[i - 1]?.last ?? -1));
    const [before, wrong] = [ranges[at - 1], ranges[at]];
    if (before === undefined || wrong === undefined) return;
    report({
      at: property.at,
      node: domain.path,
      message: `${show(wrong)} does not come after ${show(before)}: colours must ascend and be named once`,
    });
  },
});

function show({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? `${first}` : `${first}-${last}`;
}
