/** A colour that the cache does not have. */
import { coloringOf, mostColors } from '../../model/llc-colors';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainColorsOf } from './domain-colors';
import { domainBoard, mark } from './example-board';

const board = (colors: string) =>
  domainBoard(`llc-colors = "${colors}";`).replace(
    '    chosen {',
    '$&\n        xen,xen-bootargs = "llc-coloring=on llc-size=1M llc-nr-ways=16";',
  );

export const llcColorRange = defineRule({
  id: 'xen/llc-color-range',
  severity: 'error',
  summary: 'llc-colors names a colour that the cache does not have.',
  why: 'A cache has as many colours as pages fit into one way: llc-size / llc-nr-ways / 4 KiB, and Xen supports 128 at most. It panics over others.',
  source: 'Xen common/llc-coloring.c: check_colors; Kconfig: LLC_COLORS_ORDER',
  since: '4.20',
  requires: ['xen/llc-disabled', 'xen/llc-syntax'],
  reader: 'xen',
  examples: [
    {
      title: 'Sixteen colours, counted from 1',
      dts: mark(board('1-16'), 'llc-colors = "1-16";', 'the cache has 16 colours'),
    },
    { title: 'Sixteen colours, counted from 0', dts: board('0-15') },
  ],
  each: eachDomain,
  checkEach(item, { tree, model }, report) {
    const llc = domainColorsOf(tree, item);
    if (llc === undefined) return;
    const { domain, property, ranges } = llc;
    const colors = coloringOf(model.commandLine)?.colors;
    const count = Math.min(colors ?? mostColors, mostColors);
    const wrong = ranges.find((it) => it.last >= count);
    if (wrong === undefined) return;
    const limit = colors === undefined ? `Xen supports ${count}` : `the cache has ${count}`;
    report({
      at: property.at,
      node: domain.path,
      message: `${limit} colours (0 to ${count - 1}), and ${domain.node.name} asks for ${wrong.last}: Xen panics`,
    });
  },
});
