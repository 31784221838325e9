/** A colour beyond those of the cache, known from the board. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { domainColorsOf } from './domain-colors';

const line = 'llc-colors = "0-16";';
const board = { llcColors: 16 };
const source = (text: string) =>
  domainBoard(text).replace('    chosen {', '$&\n        xen,xen-bootargs = "llc-coloring=on";');

export const llcCount = defineRule({
  id: 'xen/llc-count',
  severity: 'error',
  summary: 'llc-colors names more colours than the cache has.',
  why: 'Xen finds out how many colours the last-level cache has and panics over a colour beyond them, or over more entries than there are.',
  source: 'Xen common/llc-coloring.c: check_colors, domain_set_llc_colors_from_str',
  since: '4.20',
  requires: ['xen/llc-disabled', 'xen/llc-syntax', 'xen/llc-color-range'],
  reader: 'xen',
  examples: [
    { title: 'Seventeen of sixteen', board, dts: mark(source(line), line, 'the cache has 16') },
    { title: 'All', board, dts: source('llc-colors = "0-15";') },
  ],
  each: eachDomain,
  checkEach(item, { board = {}, tree }, report) {
    const colors = domainColorsOf(tree, item);
    const { llcColors } = board;
    if (colors === undefined || llcColors === undefined) return;
    const last = Math.max(...colors.ranges.map((it) => it.last));
    if (last < llcColors) return;
    report({
      at: colors.property.at,
      node: item.node.path,
      message: `colour ${last} is out of range: the cache has ${llcColors}, counted from 0; Xen panics`,
    });
  },
});
