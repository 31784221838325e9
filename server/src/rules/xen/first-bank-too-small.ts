/** Kernel, ramdisk and device tree do not fit into the first bank of a domain's memory. */
import { formatSize } from '../../memory/format-number';
import type { Domain, DomainModule } from '../../model/xen-late-pass';
import { valueOf } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

const twoMib = 0x200000n;
const firstBankSize = 3n << 30n;

export const firstBankTooSmall = defineRule({
  id: 'xen/first-bank-too-small',
  severity: 'error',
  summary: "A domain's modules do not fit into its first bank of memory.",
  why: 'Xen places kernel, ramdisk and the generated devicetree (at least 2 MiB) in the first bank, each rounded up to 2 MiB, and panics when they do not fit. The first bank is the memory up to 3 GiB, or the first range of xen,static-mem of a direct-mapped domain.',
  source: 'Xen arch/arm/kernel.c: place_dtb_initrd',
  requires: ['xen/domain-memory-zero', 'xen/domain-memory-not-page', 'xen/static-mem-sum'],
  reader: 'xen',
  examples: [
    {
      title: '4 MiB for a kernel and a ramdisk of 1 MiB each',
      dts: domainBoard(
        `
        memory = <0x0 0x1000>;
      //^^^^^^^^^^^^^^^^^^^^^^ need at least 6 MiB
        ramdisk@53000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x53000000 0x100000>;
        };`,
        { without: ['memory'] },
      ),
    },
    { title: '64 MiB', dts: domainBoard('') },
  ],
  each: eachDomain,
  checkEach(domain, _input, report) {
    const { memory, node } = domain;
    const bank = firstBank(domain);
    if (memory.state !== 'value' || bank === undefined || bank === 0n) return;
    const needed = twoMib + sizeOf(domain.kernel) + sizeOf(domain.ramdisk);
    if (needed <= bank) return;
    report({
      at: memory.property.at,
      node: node.path,
      message: `the first bank of ${node.node.name} has ${formatSize(bank)}, but kernel, ramdisk and devicetree need at least ${formatSize(needed)}: Xen panics`,
    });
  },
});

/** Bytes of the bank that Xen puts the modules into. */
function firstBank({ memory, isDirectMap, staticMem }: Domain): bigint | undefined {
  if (isDirectMap && staticMem !== undefined) return staticMem.entries[0]?.size;
  const bytes = (valueOf(memory) ?? 0n) * 1024n;
  return bytes < firstBankSize ? bytes : firstBankSize;
}

/** The room that a module takes, rounded up to 2 MiB; nothing for one whose size is in doubt. */
function sizeOf(module: DomainModule | undefined): bigint {
  const { reg, record } = module ?? {};
  const isExact = reg !== undefined && reg.count === reg.cells.address + reg.cells.size;
  const size = record === undefined || !isExact ? 0n : record.end - record.start;
  return ((size + twoMib - 1n) / twoMib) * twoMib;
}
