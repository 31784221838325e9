/**
 * The nodes that Xen makes the same way for dom0 and for domains: CPUs, timer, hypervisor, PSCI, memory, shared
 * memory (Xen arch/arm/domain_build.c make_cpus_node, make_timer_node, make_hypervisor_node, make_psci_node;
 * common/device-tree/domain-build.c make_memory_node; static-shmem.c make_shm_resv_memory_node).
 */
import { encodeReg } from '../../memory/encode-reg';
import type { DeviceTree } from '../../tree/dt-node';
import {
  cellsProperty,
  cellsText,
  filledIn,
  madeNode,
  property,
  remark,
  stringProperty,
  type MadeLine,
  type MadeNode,
  type MadeProperty,
} from '../../tree/made-tree';
import { printPart } from '../../tree/print-tree';
import { firstCell } from '../../tree/value';
import type { SharedMemory } from '../shared-memory';
import type { XenVersion } from '../target';
import type { HostFacts } from './host-facts';

/** A stretch of the reader's memory, in bytes. */
export interface Range {
  readonly start: bigint;
  readonly size: bigint;
}

/** How many cells an address and a size take in the tree that is made. */
export interface MadeCells {
  readonly address: number;
  readonly size: number;
}

/** Flags of an interrupt: the mask of all CPUs that GICv2 wants, and the trigger (DT_IRQ_TYPE_LEVEL_*). */
const levelLow = 0xf08;
const levelHigh = 0xf04;
/** Interrupt numbers of the public guest layout (include/public/arch-arm.h), counted from the first PPI, 16. */
const timerPpis = [13, 14, 11] as const;
const eventChannelPpi = 15;
/** The function numbers of PSCI 0.1 (include/public/arch-arm.h). */
const psciCpuOff = 1;
const psciCpuOn = 2;
/** Affinity level 0 has room for 16 virtual CPUs (arch/arm/include/asm/domain.h vcpuid_to_vaffinity). */
const cpusPerCluster = 16;

/** `reg` of ranges, a group each; undefined when a number does not fit its cells. */
export function regProperty(ranges: readonly Range[], cells: MadeCells): MadeProperty | undefined {
  const entries = ranges.map((it) => ({ address: it.start, size: it.size }));
  const value = encodeReg(entries, cells.address, cells.size);
  return value === undefined ? undefined : property('reg', value);
}

/** A PPI for all CPUs, active low. */
export function ppi(number: number): string {
  return cellsText(1, number, levelLow);
}

/** An SPI for all CPUs, active high; `number` counts from the first SPI, 32. */
export function spi(number: number): string {
  return cellsText(0, number, levelHigh);
}

/** `/cpus` with so many virtual CPUs, all like the first of the board. */
export function cpusNode(tree: DeviceTree, host: HostFacts, count: number | undefined): MadeNode {
  const { firstCpu, is64Bit } = host;
  const cells = [cellsProperty('#address-cells', 1), cellsProperty('#size-cells', 0)];
  if (count === undefined)
    return madeNode('cpus', [...cells, remark(filledIn('one node for each vCPU'))]);
  const compatible = firstCpu?.node.properties.get('compatible');
  const clock = firstCell(tree, firstCpu?.node.properties.get('clock-frequency'));
  const cpus = Array.from({ length: count }, (_, i) => {
    const affinity = (Math.floor(i / cpusPerCluster) << 8) | (i % cpusPerCluster);
    return madeNode(`cpu@${affinity.toString(16)}`, [
      ...(compatible
        ? [property('compatible', compatible.parts.map((it) => printPart(tree, it)).join(', '))]
        : []),
      stringProperty('device_type', 'cpu'),
      cellsProperty('reg', affinity),
      ...(clock === undefined ? [] : [cellsProperty('clock-frequency', clock)]),
      ...(is64Bit ? [stringProperty('enable-method', 'psci')] : []),
    ]);
  });
  return madeNode('cpus', [...cells, ...cpus]);
}

/** `/timer` as a domain sees it; `ppis` are secure, non-secure and virtual, counted from 16. */
export function timerNode(
  tree: DeviceTree,
  host: HostFacts,
  gic: string,
  ppis: readonly number[] = timerPpis,
): MadeNode {
  const clock = firstCell(tree, host.timer?.node.properties.get('clock-frequency'));
  return madeNode('timer', [
    stringProperty('compatible', host.is64Bit ? 'arm,armv8-timer' : 'arm,armv7-timer'),
    property('interrupts', ppis.map(ppi).join(', ')),
    property('interrupt-parent', gic),
    ...(clock === undefined ? [] : [cellsProperty('clock-frequency', clock)]),
  ]);
}

/** `/hypervisor`; without `ranges` its `reg` is told at boot, and so is the interrupt of dom0. */
export function hypervisorNode(
  version: XenVersion,
  gic: string,
  reg: readonly MadeLine[],
  isHardware: boolean,
): MadeNode {
  return madeNode('hypervisor', [
    stringProperty('compatible', `xen,xen-${version}`, 'xen,xen'),
    ...reg,
    isHardware
      ? remark(filledIn('interrupts, a PPI that the board leaves free, for event channels'))
      : property('interrupts', ppi(eventChannelPpi)),
    property('interrupt-parent', gic),
  ]);
}

/** `/psci`: Xen answers by hypercall. */
export function psciNode(): MadeNode {
  return madeNode('psci', [
    stringProperty('compatible', 'arm,psci-1.0', 'arm,psci-0.2', 'arm,psci'),
    stringProperty('method', 'hvc'),
    cellsProperty('cpu_off', psciCpuOff),
    cellsProperty('cpu_on', psciCpuOn),
  ]);
}

/** `/memory@…` with all ranges in one `reg`; undefined when there is none. */
export function memoryNode(ranges: readonly Range[], cells: MadeCells): MadeNode | undefined {
  const [first] = ranges;
  const reg = regProperty(ranges, cells);
  if (first === undefined || reg === undefined) return undefined;
  return madeNode(`memory@${first.start.toString(16)}`, [
    stringProperty('device_type', 'memory'),
    reg,
  ]);
}

/** `xen-shmem@…` for each shared region that tells its guest address and size. */
export function sharedMemoryNodes(
  regions: readonly SharedMemory[],
  cells: MadeCells,
): readonly MadeLine[] {
  return regions.map((it): MadeLine => {
    const { guestAddress, size, id } = it;
    const reg =
      guestAddress === undefined || size === undefined
        ? undefined
        : regProperty([{ start: guestAddress, size }], cells);
    if (guestAddress === undefined || reg === undefined)
      return remark(
        filledIn(`xen-shmem@… for ${it.node.path}, whose xen,shared-mem cannot be told`),
      );
    return madeNode(`xen-shmem@${guestAddress.toString(16)}`, [
      stringProperty('compatible', 'xen,shared-memory-v1'),
      reg,
      ...(id === undefined ? [] : [stringProperty('xen,id', id)]),
      cellsProperty('xen,offset', 0, 0),
    ]);
  });
}

/** `/reserved-memory` with shared regions; undefined when there are none. */
export function reservedMemoryNodeFor(
  regions: readonly SharedMemory[],
  cells: MadeCells,
): MadeNode | undefined {
  if (regions.length === 0) return undefined;
  return madeNode('reserved-memory', [
    property('ranges'),
    cellsProperty('#address-cells', cells.address),
    cellsProperty('#size-cells', cells.size),
    ...sharedMemoryNodes(regions, cells),
  ]);
}

/** The two properties that Xen overwrites once it has placed the ramdisk, 64 bits each. */
export function initrdProperties(ramdisk: string): readonly MadeProperty[] {
  return [
    property('linux,initrd-start', '<0x0 0x0>', filledIn(`where Xen puts ${ramdisk}`)),
    property('linux,initrd-end', '<0x0 0x0>', filledIn('its end')),
  ];
}
