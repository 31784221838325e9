/** Xen 4.20 gives the cache colours of one domain to those after it. */
import { defineRule } from '../rule';
import { chosenBoard, domain, mark } from './example-board';
import { hasColors } from './domain-colors';

const board = (line: string) =>
  chosenBoard(`xen,xen-bootargs = "llc-coloring=on llc-size=1M llc-nr-ways=16";
${domain('domU1', 'llc-colors = "0-3";')}
${domain('domU2', line, { kernel: '54000000' })}`);

export const llcInheritBug = defineRule({
  id: 'xen/llc-inherit-bug',
  severity: 'information',
  summary: 'A domain without llc-colors gets those of the domain before it.',
  why: 'This release does not reset the colours between two domains: the second shares the cache with the first instead of having all colours.',
  source: 'Xen commit 2da5f616e0',
  since: '4.20',
  until: '4.20',
  reader: 'xen',
  examples: [
    {
      title: 'The second says nothing',
      dts: mark(board(''), 'domU2', 'gets the colours of domU1'),
      target: 'xen@4.20',
    },
    { title: 'Mended in 4.21', dts: board(''), target: 'xen@4.21' },
    { title: 'Colours of its own', dts: board('llc-colors = "4-7";'), target: 'xen@4.20' },
  ],
  check({ tree, model }, report) {
    if (!hasColors(tree)) return;
    let owner: string | undefined;
    for (const { node } of model.domains) {
      if (node.node.properties.has('llc-colors')) owner = node.node.name;
      else if (owner !== undefined)
        report({
          at: node.node.at,
          node: node.path,
          message: `${node.node.name} gets the colours of ${owner} in Xen 4.20, not all of them: give it llc-colors of its own`,
        });
    }
  },
});
