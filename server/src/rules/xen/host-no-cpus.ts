/** No node is a CPU. */
import { cpusOf } from '../../model/cpupool';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { mark } from './example-board';
import { hostBoard } from './example-host';
import { cpusOfHost } from './host-hardware';

const board = (type: string) =>
  hostBoard({
    cpus: `    cpu@0 {\n${type}        compatible = "arm,cortex-a57";\n        reg = <0>;\n    };`,
  });

export const hostNoCpus = defineRule({
  id: 'xen/host-no-cpus',
  severity: 'error',
  summary: 'No child of /cpus has device_type "cpu" and a compatible.',
  why: 'Xen describes the virtual CPUs of every guest after the first CPU of the board: it finds none and panics when it makes the first domain.',
  source: 'Xen arch/arm/domain_build.c: make_cpus_node',
  reader: 'xen',
  examples: [
    {
      title: 'device_type is missing',
      dts: mark(board(''), 'cpus {', 'no node in /cpus is a CPU', 4),
    },
    { title: 'A CPU', dts: board('        device_type = "cpu";\n') },
  ],
  check(input, report) {
    const cpus = cpusOfHost(input);
    if (cpus === undefined) return;
    if (cpusOf(input.tree).some((it) => compatiblesOf(input.tree, it).length > 0)) return;
    report({
      at: cpus.node.at,
      node: cpus.path,
      message:
        'no node in /cpus is a CPU with device_type "cpu" and a compatible: Xen panics when it makes a domain',
    });
  },
});
