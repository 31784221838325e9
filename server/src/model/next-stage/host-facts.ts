/**
 * What of the board Xen itself needs to make a tree for somebody: the interrupt controller, the timer, the first CPU,
 * and its console (Xen common/device-tree/intc.c, arch/arm/include/asm/gic.h DT_MATCH_GIC_V2 and _V3, time.h
 * DT_MATCH_TIMER, drivers/char/uart-init.c dt_uart_init).
 */
import { boardRanges, type BoardRange } from '../../memory/translate-address';
import type { DeviceTree } from '../../tree/dt-node';
import { nodeAt, rootOf, walk, type NodeRef } from '../../tree/node-ref';
import { firstCell, firstString } from '../../tree/value';
import { cpusOf } from '../cpupool';
import { compatiblesOf } from '../node-compatibles';
import { optionOf, type XenCommandLine } from '../xen-command-line';
import { listsInAnyCase } from '../xen-names';

export interface HostFacts {
  /** The CPU nodes, in tree order. */
  readonly cpus: readonly NodeRef[];
  /** The one whose `compatible` every virtual CPU gets; absent when Xen finds none. */
  readonly firstCpu?: NodeRef;
  readonly timer?: NodeRef;
  readonly gic?: Gic;
  /** The timer is that of a 64-bit core. */
  readonly is64Bit: boolean;
  /** The UART that Xen takes for its console, as far as the tree and its command line name one. */
  readonly console?: NodeRef;
}

export interface Gic {
  readonly node: NodeRef;
  readonly version: 2 | 3;
  /** The ranges of `reg` on the board: distributor first; undefined for one that cannot be told. */
  readonly ranges: readonly (BoardRange | undefined)[];
  /** GICv3: how many of the ranges behind the first are redistributor regions. */
  readonly regions: number;
  /** GICv3: bytes of each redistributor. */
  readonly stride: number;
}

const gicV2 = ['arm,cortex-a15-gic', 'arm,cortex-a7-gic', 'arm,gic-400'];
const gicV3 = ['arm,gic-v3'];
const timers = ['arm,armv7-timer', 'arm,armv8-timer'];
/** Two frames of 64 KiB; what a GICv3 has unless `redistributor-stride` says otherwise. */
const usualStride = 0x20000;

/** Reads the facts of a tree; `commandLine` is Xen's. */
export function hostFactsOf(tree: DeviceTree, commandLine: XenCommandLine | undefined): HostFacts {
  const cpus = cpusOf(tree);
  const [first] = cpus;
  const timer = firstListing(tree, timers);
  const gic = gicOf(tree);
  const console = consoleOf(tree, commandLine);
  return {
    cpus,
    ...(first?.node.properties.has('compatible') === true && { firstCpu: first }),
    ...(timer && { timer }),
    ...(gic && { gic }),
    is64Bit: timer !== undefined && listsAny(tree, timer, ['arm,armv8-timer']),
    ...(console && { console }),
  };
}

/** Whether a node is an interrupt controller of the kind that Xen drives. */
export function isGic(tree: DeviceTree, node: NodeRef): boolean {
  return listsAny(tree, node, [...gicV2, ...gicV3]);
}

/** Whether a node is the timer of the architecture. */
export function isTimer(tree: DeviceTree, node: NodeRef): boolean {
  return listsAny(tree, node, timers);
}

/** Whether a node lists one of the strings, in any letter case. */
export function listsAny(tree: DeviceTree, node: NodeRef, names: readonly string[]): boolean {
  const compatibles = compatiblesOf(tree, node);
  return names.some((it) => listsInAnyCase(compatibles, it));
}

/** The redistributor regions that so many CPUs need (arch/arm/vgic-v3.c vgic_v3_domain_init). */
export function neededRegions(gic: Gic, cpus: number): number {
  let covered = 0;
  for (let i = 0; i < gic.regions; i++) {
    covered += Number(gic.ranges[1 + i]?.size ?? 0n) / gic.stride;
    if (covered >= cpus) return i + 1;
  }
  return gic.regions;
}

function gicOf(tree: DeviceTree): Gic | undefined {
  for (const node of walk(rootOf(tree))) {
    if (!isGic(tree, node) || !node.node.properties.has('interrupt-controller')) continue;
    const { properties } = node.node;
    return {
      node,
      version: listsAny(tree, node, gicV3) ? 3 : 2,
      ranges: boardRanges(tree, node),
      regions: firstCell(tree, properties.get('#redistributor-regions')) ?? 1,
      stride: firstCell(tree, properties.get('redistributor-stride')) ?? usualStride,
    };
  }
  return undefined;
}

function firstListing(tree: DeviceTree, names: readonly string[]): NodeRef | undefined {
  for (const node of walk(rootOf(tree))) if (listsAny(tree, node, names)) return node;
  return undefined;
}

/** `dtuart=` of Xen's command line up to a comma, else `stdout-path` up to a colon: a path or an alias. */
function consoleOf(tree: DeviceTree, commandLine: XenCommandLine | undefined): NodeRef | undefined {
  const option = commandLine && optionOf(commandLine, 'dtuart')?.split(',')[0];
  const output = nodeAt(tree, '/chosen')?.node.properties.get('stdout-path');
  const name =
    option === undefined || option === '' ? firstString(tree, output)?.split(':')[0] : option;
  if (name === undefined || name === '') return undefined;
  if (name.startsWith('/')) return nodeAt(tree, name);
  const path = firstString(tree, nodeAt(tree, '/aliases')?.node.properties.get(name));
  return path === undefined ? undefined : nodeAt(tree, path);
}
