/** A domain with no vCPU. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { setValueFix } from '../make-fix';

export const domainCpusZero = defineRule({
  id: 'xen/domain-cpus-zero',
  severity: 'error',
  summary: 'The cpus of a domain is 0.',
  why: 'Xen refuses to create the domain and panics.',
  source: 'Xen common/domain.c: sanitise_domain_config',
  requires: ['xen/u32-prop-two-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'No vCPU',
      dts: domainBoard(
        `
        cpus = <0>;
      //^^^^^^^^^^^ cpus is 0
      `,
        { without: ['cpus'] },
      ),
      fixed: domainBoard('cpus = <1>;', { without: ['cpus'] }),
    },
    { title: 'One vCPU', dts: domainBoard('') },
  ],
  each: eachDomain,
  checkEach({ node, cpus }, _input, report) {
    if (cpus.state === 'value' && cpus.value === 0)
      report({
        at: cpus.property.at,
        node: node.path,
        message: `cpus is 0: Xen cannot create ${node.node.name} and panics`,
        fixes: setValueFix(cpus.property, '<1>'),
      });
  },
});
