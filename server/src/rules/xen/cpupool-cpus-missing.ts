/** A CPU pool without CPUs. */
import { defineRule } from '../rule';
import { eachCpupool } from '../xen-items';
import { mark } from './example-board';
import { cpuBoard, pool } from './example-cpupool';

export const cpupoolCpusMissing = defineRule({
  id: 'xen/cpupool-cpus-missing',
  severity: 'error',
  summary: 'A CPU pool has no CPUs, or its first one does not exist.',
  why: 'Xen panics: "Missing or empty cpupool-cpus property!".',
  source: 'Xen common/sched/boot-cpupool.c: btcpupools_dtb_parse',
  since: '4.17',
  requires: ['xen/cpupool-not-built'],
  reader: 'xen',
  examples: [
    {
      title: 'No CPUs',
      dts: mark(cpuBoard('pool { compatible = "xen,cpupool"; };'), 'pool {', 'pool has no CPUs', 4),
    },
    { title: 'One CPU', dts: cpuBoard(pool('pool', 'cpupool-cpus = <&cpu0>;')) },
  ],
  each: eachCpupool,
  checkEach({ node, property, cpus }, { isFragment }, report) {
    const first = cpus?.[0];
    const isBad = first?.phandle !== undefined && first.node === undefined;
    if (property !== undefined && cpus !== undefined && cpus.length > 0 && !isBad) return;
    if (isFragment && (property === undefined || isBad)) return;
    report({
      at: property?.at ?? node.node.at,
      node: node.path,
      message: isBad
        ? `the first CPU of ${node.node.name} does not exist (phandle ${first.phandle ?? 0}): Xen panics`
        : `${node.node.name} has no CPUs: Xen panics; list them in cpupool-cpus = <&cpu …>`,
    });
  },
});
