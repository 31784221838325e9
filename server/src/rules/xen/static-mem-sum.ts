/** The static memory of a domain is more or less than its `memory`. */
import { formatSize } from '../../memory/format-number';
import type { RegEntry } from '../../memory/reg';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { setValueFix } from '../make-fix';

export const staticMemSum = defineRule({
  id: 'xen/static-mem-sum',
  severity: 'error',
  summary: 'The ranges of xen,static-mem do not add up to memory.',
  why: 'Xen panics unless the sum of the ranges is exactly memory, which counts KiB.',
  source: 'Xen common/device-tree/static-memory.c: allocate_static_memory',
  since: '4.16',
  requires: ['xen/static-mem-cells', 'xen/domain-memory-missing'],
  reader: 'xen',
  examples: [
    {
      title: '64 MiB wanted, 32 MiB given',
      dts: domainBoard(
        `
        memory = <0x0 0x10000>;
      //^^^^^^^^^^^^^^^^^^^^^^^ memory is 64 MiB, xen,static-mem 32 MiB
        xen,static-mem = <0x60000000 0x2000000>;
      `,
        { without: ['memory'] },
      ),
      fixed: domainBoard('memory = <0x0 0x8000>;\nxen,static-mem = <0x60000000 0x2000000>;', {
        without: ['memory'],
      }),
    },
    { title: 'As much as is wanted', dts: domainBoard('xen,static-mem = <0x60000000 0x4000000>;') },
  ],
  each: eachDomain,
  checkEach({ node, memory, staticMem, capabilities }, _input, report) {
    if (staticMem === undefined || memory.state !== 'value' || capabilities.isHardware) return;
    const ranges = staticMem.entries.filter((it): it is RegEntry => it !== undefined);
    if (ranges.length === 0 || ranges.length !== staticMem.entries.length) return;
    const sum = ranges.reduce((total, it) => total + it.size, 0n);
    const wanted = memory.value * 1024n;
    if (sum === wanted) return;
    const kib = sum / 1024n;
    report({
      at: memory.property.at,
      node: node.path,
      message: `memory is ${formatSize(wanted)}, xen,static-mem ${formatSize(sum)}: Xen panics unless they are equal`,
      related: [{ at: staticMem.property.at, message: `the ranges add up to ${formatSize(sum)}` }],
      fixes:
        sum % 1024n === 0n
          ? setValueFix(
              memory.property,
              `<0x${(kib >> 32n).toString(16)} 0x${(kib & 0xffffffffn).toString(16)}>`,
            )
          : [],
    });
  },
});
