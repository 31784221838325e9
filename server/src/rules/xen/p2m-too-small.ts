/** No memory for the second-stage tables. */
import { readU32 } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { removePropertyFix } from '../make-fix';

export const p2mTooSmall = defineRule({
  id: 'xen/p2m-too-small',
  severity: 'warning',
  summary: 'xen,domain-p2m-mem-mb is 0, or far below what Xen would take.',
  why: 'The pool holds the tables that map the memory of the guest: when it is empty mapping fails and Xen panics. Without the property Xen takes 1 MiB per vCPU, 4 KiB per MiB of memory and 512 KiB.',
  source: 'Xen common/device-tree/dom0less-build.c: domain_p2m_set_allocation, domain_p2m_pages',
  since: '4.17',
  requires: ['xen/u32-prop-two-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'Nothing',
      dts: domainBoard(`
        xen,domain-p2m-mem-mb = <0>;
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Xen would take 2 MiB
      `),
      fixed: domainBoard(''),
    },
    { title: 'Enough', dts: domainBoard('xen,domain-p2m-mem-mb = <4>;') },
  ],
  each: eachDomain,
  checkEach({ node, memory, cpus }, { tree }, report) {
    const reading = readU32(tree, node, 'xen,domain-p2m-mem-mb');
    if (reading.state !== 'value' || memory.state !== 'value' || cpus.state !== 'value') return;
    const usual = usualPool(memory.value, cpus.value);
    if (BigInt(reading.value) * 4n > usual) return;
    report({
      at: reading.property.at,
      node: node.path,
      message: `${reading.value} MiB for page tables is ${reading.value === 0 ? 'nothing' : 'little'}: Xen would take ${usual} MiB for ${node.node.name}, and panics when the pool runs out`,
      fixes: removePropertyFix(reading.property),
    });
  },
});

/** MiB: 4 * (256 per vCPU + 1 per MiB of memory + 128) KiB, rounded up. */
function usualPool(memoryKib: bigint, cpus: number): bigint {
  const kib = 4n * (256n * BigInt(cpus) + memoryKib / 1024n + 128n);
  return (kib + 1023n) / 1024n;
}
