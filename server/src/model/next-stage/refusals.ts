/**
 * What makes Xen panic before it has made the tree of dom0 or of a domain (Xen common/device-tree/dom0less-build.c
 * construct_domU, kernel.c kernel_probe; arch/arm/domain_build.c make_cpus_node, make_timer_node).
 */
import type { Domain, DomainModule } from '../xen-late-pass';
import type { Reading } from '../xen-property';
import type { HostFacts } from './host-facts';

/** KiB of a page. */
const pageKib = 4n;

/** Why Xen does not build a domain: empty when the source shows no reason. */
export function domainRefusals(domain: Domain, host: HostFacts): readonly string[] {
  return [
    kernelRefusal(domain.kernel),
    numberRefusal('memory', domain.memory),
    numberRefusal('cpus', domain.cpus),
    memoryRefusal(domain),
    ...hostRefusals(host),
  ].filter((it) => it !== undefined);
}

/** What a board must have for Xen to make any tree. */
export function hostRefusals({ firstCpu, timer, gic }: HostFacts): readonly string[] {
  return [
    firstCpu === undefined
      ? 'the board has no CPU node with device_type "cpu" and compatible'
      : undefined,
    timer === undefined ? 'the board has no timer of the architecture' : undefined,
    gic === undefined ? 'the board has no interrupt controller that Xen drives' : undefined,
  ].filter((it) => it !== undefined);
}

function kernelRefusal(kernel: DomainModule | undefined): string | undefined {
  if (kernel === undefined) return 'no child lists "multiboot,kernel"';
  const { node, record } = kernel;
  if (record === undefined) return `its kernel ${node.node.name} is not on record`;
  return record.end > record.start ? undefined : `its kernel ${node.node.name} has no byte`;
}

function numberRefusal(name: string, reading: Reading<bigint | number>): string | undefined {
  if (reading.state === 'absent') return `${name} is missing`;
  if (reading.state === 'short') return `${name} is too short and counts as missing`;
  return reading.state === 'value' && Number(reading.value) === 0 ? `${name} is 0` : undefined;
}

function memoryRefusal({ isDirectMap, memory, staticMem }: Domain): string | undefined {
  if (isDirectMap && staticMem === undefined) return 'direct-map needs xen,static-mem';
  if (memory.state !== 'value') return undefined;
  if (memory.value % pageKib !== 0n)
    return `memory of ${memory.value} KiB is no whole number of pages`;
  const sum = staticBytes(staticMem);
  if (sum === undefined || sum === memory.value * 1024n) return undefined;
  return `memory asks for ${memory.value} KiB, xen,static-mem has ${sum / 1024n} KiB`;
}

/** The bytes of `xen,static-mem`; undefined without one, or when a range cannot be told. */
function staticBytes(reg: Domain['staticMem']): bigint | undefined {
  if (reg === undefined) return undefined;
  let sum = 0n;
  for (const entry of reg.entries) {
    if (entry === undefined) return undefined;
    sum += entry.size;
  }
  return sum;
}
