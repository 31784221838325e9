/** Two domains have a colour in common. */
import type { ColorRange } from '../../model/llc-colors';
import { mostColors } from '../../model/llc-colors';
import { defineRule } from '../rule';
import { domainColorsOf, hasColors } from './domain-colors';
import { chosenBoard, domain, mark } from './example-board';

const board = (colors: string) =>
  chosenBoard(`${domain('domU1', 'llc-colors = "0-3";')}
${domain('domU2', `llc-colors = "${colors}";`, { kernel: '54000000' })}`);

export const llcSharedColors = defineRule({
  id: 'xen/llc-shared-colors',
  severity: 'hint',
  summary: 'Two domains have a cache colour in common.',
  why: 'Xen accepts it, but the domains then share cache lines, and colouring no longer keeps them apart.',
  source: 'Xen docs/misc/cache-coloring.rst',
  since: '4.20',
  reader: 'xen',
  examples: [
    {
      title: 'Colour 3 twice',
      dts: mark(board('3-7'), 'llc-colors = "3-7";', 'colour 3 is shared with domU1'),
    },
    { title: 'Colours of their own', dts: board('4-7') },
  ],
  check({ tree, model }, report) {
    if (!hasColors(tree)) return;
    const owners = new Map<number, string>();
    for (const item of model.domains) {
      const llc = domainColorsOf(tree, item);
      if (llc === undefined) continue;
      const { domain, property, ranges } = llc;
      const colors = ranges.flatMap(colorsOf);
      const shared = colors.find((it) => (owners.get(it) ?? domain.node.name) !== domain.node.name);
      for (const color of colors) if (!owners.has(color)) owners.set(color, domain.node.name);
      if (shared === undefined) continue;
      report({
        at: property.at,
        node: domain.path,
        message: `colour ${shared} is shared with ${owners.get(shared) ?? ''}: the cache does not keep them apart`,
      });
    }
  },
});

/** No more than there can be. */
function colorsOf({ first, last }: ColorRange): readonly number[] {
  const end = Math.min(last, mostColors - 1);
  return Array.from({ length: Math.max(0, end - first + 1) }, (_, i) => first + i);
}
