/** A domain that does not say how many vCPUs it has. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { addPropertyFix } from '../make-fix';

export const domainCpusMissing = defineRule({
  id: 'xen/domain-cpus-missing',
  severity: 'error',
  summary: 'A domain has no cpus property.',
  why: 'Xen panics: "Missing property \'cpus\'".',
  source: 'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node',
  reader: 'xen',
  examples: [
    {
      title: 'No cpus',
      dts: mark(domainBoard('', { without: ['cpus'] }), 'domU1', 'has no cpus'),
      fixed: domainBoard('', { without: ['cpus'] }).replace(
        /( +)domU1 \{\n/,
        '$&$1    cpus = <1>;\n',
      ),
    },
    { title: 'One vCPU', dts: domainBoard('') },
  ],
  each: eachDomain,
  checkEach({ node, cpus }, { isFragment }, report) {
    if (isFragment) return;
    if (cpus.state === 'absent')
      report({
        at: node.node.at,
        node: node.path,
        message: `domain ${node.node.name} has no cpus: Xen panics; add the number of its vCPUs`,
        fixes: addPropertyFix(node.node, 'cpus = <1>;'),
      });
  },
});
