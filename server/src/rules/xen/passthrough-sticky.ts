/** Xen 4.19 and 4.20 give the `passthrough` of one domain to those after it. */
import { readString, valueOf } from '../../model/xen-property';
import { defineRule } from '../rule';
import { chosenBoard, domain, mark } from './example-board';

const board = (line: string) =>
  chosenBoard(`${domain('domU1', 'passthrough = "enabled";')}
${domain('domU2', line, { kernel: '54000000' })}`);

export const passthroughSticky = defineRule({
  id: 'xen/passthrough-sticky',
  severity: 'information',
  summary: 'A domain without passthrough gets that of the domain before it.',
  why: 'These releases do not reset the flag between two domains: the IOMMU is on for every domain that follows one with passthrough = "enabled" and does not say "disabled".',
  source: 'Xen arch/arm/dom0less-build.c of 4.19 and 4.20: create_domUs',
  since: '4.19',
  until: '4.20',
  reader: 'xen',
  examples: [
    {
      title: 'The second says nothing',
      dts: mark(board(''), 'domU2', 'gets passthrough from domU1'),
      target: 'xen@4.20',
    },
    { title: 'Mended in 4.21', dts: board(''), target: 'xen@4.21' },
    { title: 'The second says no', dts: board('passthrough = "disabled";'), target: 'xen@4.20' },
  ],
  check({ tree, model }, report) {
    let enabled: string | undefined;
    for (const { node } of model.domains) {
      const said = valueOf(readString(tree, node, 'passthrough'));
      if (said === 'enabled') enabled = node.node.name;
      if (said !== undefined || enabled === undefined) continue;
      report({
        at: node.node.at,
        node: node.path,
        message: `${node.node.name} gets passthrough from ${enabled}, which is before it: this release does not reset it; write passthrough = "disabled"`,
      });
    }
  },
});
