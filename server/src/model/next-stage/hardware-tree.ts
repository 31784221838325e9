/**
 * The devicetree that Xen makes for dom0, or for a domain that is the hardware domain: the board's, node by node,
 * with what Xen keeps for itself left out and what it emulates put in
 * (Xen arch/arm/domain_build.c prepare_dtb_hwdom, handle_node, write_properties).
 */
import { inheritedCells } from '../../memory/cells';
import type { DeviceTree, DtNode } from '../../tree/dt-node';
import { omittedNodes } from '../../tree/flatten';
import {
  filledIn,
  madeNode,
  property,
  remark,
  type MadeLine,
  type MadeNode,
} from '../../tree/made-tree';
import { childrenOf, findNode, rootOf, type NodeRef } from '../../tree/node-ref';
import { nodeOfCell, phandlesOf } from '../../tree/phandle';
import { printPart, printString, type ReferencePrinter } from '../../tree/print-tree';
import { resolveReference } from '../../tree/references';
import { cellsOf } from '../../tree/value';
import { dom0BootArgs, domainBootArgs } from '../boot-args';
import type { Claim } from '../claim';
import type { PlatformModel } from '../platform';
import { isSince, type XenVersion } from '../target';
import type { Domain } from '../xen-late-pass';
import { addedNodes, sharedMemoryOf } from './hardware-additions';
import { hostGicNode, hostTimerNode, type HardwareHost } from './hardware-devices';
import { hostFactsOf } from './host-facts';
import { isDrivenIommu, leftOutBecause, type HostFilter } from './host-filter';
import { initrdProperties, sharedMemoryNodes } from './made-by-xen';
import type { NextTree } from './next-tree';
import { domainRefusals, hostRefusals } from './refusals';

interface Making extends HardwareHost {
  /** Nodes that are in the tree that is made. */
  readonly kept: ReadonlySet<DtNode>;
  readonly references: ReferencePrinter;
}

/** The tree of dom0 or of the hardware domain. */
export function hardwareTree(
  model: PlatformModel,
  reader: 'dom0' | Domain,
  version: XenVersion,
): NextTree {
  const { tree } = model;
  const host = hostFactsOf(tree, model.commandLine);
  const reasons = reader === 'dom0' ? dom0Refusals(model) : domainRefusals(reader, host);
  const all = [...new Set([...reasons, ...hostRefusals(host)])];
  if (all.length > 0) return { kind: 'refused', reasons: all };
  const filter = { tree, host, version };
  const kept = keptNodes(filter);
  const making = { ...filter, model, reader, kept, references: referencesTo(tree, kept) };
  return { kind: 'tree', root: copyOf(making, rootOf(tree), '/'), notes: notesOf(reader, version) };
}

function dom0Refusals({ tree, dom0 }: PlatformModel): readonly string[] {
  const cells = inheritedCells(tree, rootOf(tree));
  const fits =
    cells === undefined || [cells.address, cells.size].every((it) => it === 1 || it === 2);
  return [
    ...(dom0?.kernel === undefined ? ['no kernel module of dom0 is on record'] : []),
    ...(fits ? [] : ['#address-cells and #size-cells of the root must be 1 or 2']),
  ];
}

function notesOf(reader: 'dom0' | Domain, version: XenVersion): readonly string[] {
  const name = reader === 'dom0' ? 'dom0' : reader.node.node.name;
  return [
    `what Xen ${version} makes of the board's tree for ${name}; left out is said where it was`,
    'its /memreserve/ is empty; nodes that the code for a platform hides are not told by the source',
  ];
}

/** The nodes that are copied: none below one that is left out, or that dtc leaves out. */
function keptNodes(filter: HostFilter): ReadonlySet<DtNode> {
  const kept = new Set<DtNode>();
  const omitted = omittedNodes(filter.tree, { symbols: false });
  const visit = (node: NodeRef) => {
    if (omitted.has(node.node) || leftOutBecause(filter, node) !== undefined) return;
    kept.add(node.node);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(rootOf(filter.tree));
  return kept;
}

/** References to what is left out become the numbers and paths that the blob has. */
function referencesTo(tree: DeviceTree, kept: ReadonlySet<DtNode>): ReferencePrinter {
  return {
    cell: (reference) => {
      const target = resolveReference(tree, reference)?.node;
      if (target !== undefined && kept.has(target) && reference.form === 'label')
        return `&${reference.text}`;
      return `0x${(target === undefined ? 0xffffffff : (phandlesOf(tree).get(target) ?? 0)).toString(16)}`;
    },
    path: (reference) => printString(resolveReference(tree, reference)?.path ?? reference.text),
  };
}

function copyOf(making: Making, node: NodeRef, name: string): MadeNode {
  const { tree, host } = making;
  if (node === host.gic?.node) return hostGicNode(making, host.gic);
  if (node === host.timer) return { ...hostTimerNode(making), ...labelsOf(node) };
  const lines = [
    ...propertiesOf(making, node),
    ...childrenOf(node).flatMap((it) => copyOrRemark(making, it)),
  ];
  if (node.path === '/reserved-memory') lines.push(...ownSharedMemory(making));
  if (node === rootOf(tree)) lines.push(...addedNodes(making));
  return { ...madeNode(name, lines), ...(node.depth > 0 && labelsOf(node)) };
}

function copyOrRemark(making: Making, node: NodeRef): readonly MadeLine[] {
  if (making.kept.has(node.node)) return [copyOf(making, node, node.node.name)];
  const because = leftOutBecause(making, node);
  return because === undefined ? [] : [remark(`left out: ${node.node.name}, ${because}`)];
}

function labelsOf({ node }: NodeRef): { readonly labels: readonly string[] } {
  return { labels: node.labels.map((it) => it.name) };
}

/** write_properties: `status` comes last, and after it what Xen adds to `/chosen`. */
function propertiesOf(making: Making, node: NodeRef): readonly MadeLine[] {
  const { tree, references } = making;
  const { properties } = node.node;
  const isChosen = node.path === '/chosen';
  const lines: MadeLine[] = [];
  for (const it of properties.values()) {
    if (it.name === 'status' || isRemoved(making, node, it.name)) continue;
    const value = it.parts.map((part) => printPart(tree, part, references)).join(', ');
    lines.push(property(it.name, value === '' ? undefined : value));
  }
  const phandle = phandlesOf(tree).get(node.node);
  if (phandle !== undefined && !properties.has('phandle'))
    lines.push(property('phandle', `<0x${phandle.toString(16)}>`));
  const status = properties.get('status');
  if (properties.has('xen,passthrough'))
    lines.push(
      property(
        'status',
        '"disabled"',
        'xen,passthrough: for a domain; nodes below it stay enabled',
      ),
    );
  else if (status !== undefined)
    lines.push(
      property('status', status.parts.map((it) => printPart(tree, it, references)).join(', ')),
    );
  return isChosen ? [...lines, ...chosenAdditions(making)] : lines;
}

const chosenOnly: ReadonlySet<string> = new Set([
  'xen,xen-bootargs',
  'xen,dom0-bootargs',
  'bootargs',
  'linux,initrd-start',
  'linux,initrd-end',
  'stdout-path',
  'linux,uefi-system-table',
  'linux,uefi-mmap-start',
  'linux,uefi-mmap-size',
  'linux,uefi-mmap-desc-size',
  'linux,uefi-mmap-desc-ver',
]);
const ofIommu: ReadonlySet<string> = new Set(['iommus', 'iommu-map', 'iommu-map-mask']);

function isRemoved(making: Making, node: NodeRef, name: string): boolean {
  if (name === 'xen,passthrough') return true;
  if (node.path === '/chosen')
    return chosenOnly.has(name) || (name === 'xen,static-heap' && isSince(making.version, '4.18'));
  return ofIommu.has(name) && isBehindDrivenIommu(making.tree, node);
}

/** The first IOMMU of `iommus` is one that Xen drives. */
function isBehindDrivenIommu(tree: DeviceTree, { node }: NodeRef): boolean {
  const cells = node.properties.get('iommus');
  const target = nodeOfCell(tree, cells && cellsOf(tree, cells)?.[0]);
  const iommu = target && findNode(tree, (it) => it === target);
  return iommu !== undefined && isDrivenIommu(tree, iommu);
}

function chosenAdditions({ model, reader }: Making): readonly MadeLine[] {
  const line = reader === 'dom0' ? dom0BootArgs(model) : domainBootArgs(model, reader);
  const text = line?.source?.text;
  const ramdisk = reader === 'dom0' ? model.dom0?.ramdisk : reader.ramdisk?.record;
  return [
    ...(text === undefined
      ? [
          remark(
            line?.source === undefined
              ? `no bootargs: ${line?.because ?? ''}`
              : filledIn('bootargs'),
          ),
        ]
      : [property('bootargs', printString(text), `from ${line?.because ?? ''}`)]),
    ...(isPlaced(ramdisk) ? initrdProperties(`the ramdisk (${ramdisk.label})`) : []),
  ];
}

function isPlaced(ramdisk: Claim | undefined): ramdisk is Claim {
  return ramdisk !== undefined && ramdisk.end > ramdisk.start;
}

/** Shared memory goes below the board's `/reserved-memory` when there is one. */
function ownSharedMemory({ tree, model, reader }: Making): readonly MadeLine[] {
  const cells = inheritedCells(tree, rootOf(tree));
  return cells === undefined ? [] : sharedMemoryNodes(sharedMemoryOf(model, reader), cells);
}
