/**
 * The interrupt controller and the timer in the tree of dom0: at the board's addresses, as far as the vCPUs need them
 * (Xen arch/arm/domain_build.c make_gic_node, make_timer_node; gic-v2.c and gic-v3.c *_make_hwdom_dt_node).
 */
import { strictCells } from '../../memory/cells';
import { encodeReg } from '../../memory/encode-reg';
import { readReg } from '../../memory/reg';
import {
  cellsProperty,
  filledIn,
  madeNode,
  property,
  remark,
  type MadeLine,
  type MadeNode,
} from '../../tree/made-tree';
import { childrenOf, type NodeRef } from '../../tree/node-ref';
import { phandlesOf } from '../../tree/phandle';
import { printPart } from '../../tree/print-tree';
import { cellsOf } from '../../tree/value';
import { optionOf } from '../xen-command-line';
import { isSince } from '../target';
import type { PlatformModel } from '../platform';
import type { Domain } from '../xen-late-pass';
import { valueOf } from '../xen-property';
import { neededRegions, type Gic } from './host-facts';
import type { HostFilter } from './host-filter';
import { timerNode } from './made-by-xen';

/** What the nodes for dom0 or the hardware domain are made of. */
export interface HardwareHost extends HostFilter {
  readonly model: PlatformModel;
  readonly reader: 'dom0' | Domain;
}

/** How the board's interrupt controller is referred to: by its label, else by its phandle. */
export function gicReference({ tree, host }: HostFilter): string {
  const { gic } = host;
  const label = gic?.node.node.labels[0]?.name;
  const phandle = gic && phandlesOf(tree).get(gic.node.node);
  return label === undefined ? `<0x${(phandle ?? 0).toString(16)}>` : `<&${label}>`;
}

/**
 * How many vCPUs the reader has: what the domain says; for dom0 `dom0_max_vcpus=` of Xen's command line, else as many
 * as the board has CPUs (domain_build.c dom0_max_vcpus). Undefined when the domain's number cannot be told.
 */
export function hardwareCpus({ model, host, reader }: HardwareHost): number | undefined {
  if (reader !== 'dom0') return valueOf(reader.cpus);
  const { commandLine } = model;
  const stated = Number(commandLine && optionOf(commandLine, 'dom0_max_vcpus'));
  return Number.isInteger(stated) && stated > 0 ? stated : host.cpus.length;
}

/** The GIC, its `reg` cut to what dom0 needs; named `interrupt-controller` before 4.20. */
export function hostGicNode(making: HardwareHost, gic: Gic): MadeNode {
  const { tree, version } = making;
  const { node } = gic.node;
  const phandle = phandlesOf(tree).get(node);
  const copied = ['#address-cells', '#size-cells', 'compatible'] as const;
  const [address, size, compatible] = copied.map((it): readonly MadeLine[] => {
    const found = node.properties.get(it);
    return found ? [property(it, found.parts.map((part) => printPart(tree, part)).join(', '))] : [];
  });
  const regions = gic.version === 3 ? neededRegions(gic, hardwareCpus(making) ?? 1) : 1;
  const name = isSince(version, '4.20') ? node.name : 'interrupt-controller';
  return {
    ...madeNode(name, [
      ...(phandle === undefined ? [] : [property('phandle', `<0x${phandle.toString(16)}>`)]),
      ...(address ?? []),
      ...(size ?? []),
      cellsProperty('#interrupt-cells', 3),
      property('interrupt-controller'),
      ...(compatible ?? []),
      ...(gic.version === 3
        ? [
            cellsProperty('redistributor-stride', gic.stride),
            cellsProperty('#redistributor-regions', regions),
          ]
        : []),
      ...regOf(making, gic, 1 + regions),
      ...childrenOf(gic.node).map((it) =>
        remark(filledIn(`${it.node.name}, when Xen serves it (MSI frames; ITS if built)`)),
      ),
    ]),
    labels: node.labels.map((it) => it.name),
  };
}

/** The first ranges of the board's `reg`, in the cells of its bus. */
function regOf({ tree }: HardwareHost, { node }: Gic, count: number): readonly MadeLine[] {
  const found = node.node.properties.get('reg');
  const cells = node.parent && strictCells(tree, node.parent);
  const entries = (found && cells && readReg(tree, found, cells))?.entries.slice(0, count);
  const known = entries?.filter((it) => it !== undefined);
  if (cells === undefined || known === undefined || known.length < count)
    return [remark(filledIn('reg'))];
  const ranges = known.map(({ start, size }) => ({ address: start, size }));
  const value = encodeReg(ranges, cells.address, cells.size);
  return value === undefined ? [remark(filledIn('reg'))] : [property('reg', value)];
}

/** The timer in the place of the board's, with the board's first three PPIs. */
export function hostTimerNode(making: HardwareHost): MadeNode {
  const { tree, host } = making;
  const ppis = host.timer && ppisOf(making, host.timer);
  const node = timerNode(tree, host, gicReference(making), ppis);
  if (ppis !== undefined) return node;
  const lines = node.lines.filter((it) => it.kind !== 'property' || it.name !== 'interrupts');
  return { ...node, lines: [...lines, remark(filledIn("interrupts, the board's"))] };
}

/** Secure, non-secure and virtual timer, counted from 16; undefined when they are written in another way. */
function ppisOf({ tree }: HostFilter, timer: NodeRef): readonly number[] | undefined {
  const found = timer.node.properties.get('interrupts');
  const cells = found && cellsOf(tree, found);
  if (cells === undefined || cells.length < 9) return undefined;
  const ppis = [0, 3, 6].map((at) => (cells[at]?.value === 1 ? cells[at + 1]?.value : undefined));
  const known = ppis.filter((it) => it !== undefined);
  return known.length === 3 ? known : undefined;
}
