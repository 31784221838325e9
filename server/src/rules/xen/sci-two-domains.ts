/** Two domains want the one SCMI channel. */
import { domainNodesOf } from '../../model/xen-late-pass';
import { readString, valueOf } from '../../model/xen-property';
import { defineRule } from '../rule';
import { chosenBoard, domain, mark } from './example-board';

const scmi = 'xen,sci_type = "scmi_smc";';

export const sciTwoDomains = defineRule({
  id: 'xen/sci-two-domains',
  severity: 'error',
  summary: 'Two domains have xen,sci_type = "scmi_smc".',
  why: 'Xen forwards SCMI calls of one domain only and panics over the second.',
  source: 'Xen arch/arm/firmware/scmi-smc.c',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'Two domains',
      dts: mark(
        chosenBoard(`${domain('domU1', scmi)}\n${domain('domU2', scmi, { kernel: '54000000' })}`),
        scmi,
        'domU1 has the SCMI channel already',
      ),
    },
    { title: 'One domain', dts: chosenBoard(domain('domU1', scmi)) },
  ],
  check({ tree }, report) {
    let first: string | undefined;
    for (const node of domainNodesOf(tree)) {
      const property = node.node.properties.get('xen,sci_type');
      if (property === undefined || valueOf(readString(tree, node, 'xen,sci_type')) !== 'scmi_smc')
        continue;
      if (first !== undefined)
        report({
          at: property.at,
          node: node.path,
          message: `${first} has the SCMI channel already, and there is only one: Xen panics`,
        });
      first ??= node.node.name;
    }
  },
});
