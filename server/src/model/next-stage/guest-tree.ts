/**
 * The devicetree that Xen makes for a domain that is not the hardware domain, in its order of emission
 * (Xen common/device-tree/dom0less-build.c prepare_dtb_domU; arch/arm/dom0less-build.c for the devices). Nothing
 * else of the board's tree is visible to the domain.
 */
import { formatRange } from '../../memory/format-number';
import {
  cellsProperty,
  filledIn,
  madeNode,
  remark,
  stringProperty,
  type MadeLine,
  type MadeNode,
} from '../../tree/made-tree';
import { domainBootArgs } from '../boot-args';
import { guestRam } from '../guest-layout';
import type { PlatformModel } from '../platform';
import type { SharedMemory } from '../shared-memory';
import { isSince, type XenVersion } from '../target';
import type { Domain, DomainModule } from '../xen-late-pass';
import { valueOf } from '../xen-property';
import { gicNode, guestHypervisorNode, uartNode } from './guest-devices';
import { hostFactsOf, type HostFacts } from './host-facts';
import {
  cpusNode,
  initrdProperties,
  memoryNode,
  psciNode,
  reservedMemoryNodeFor,
  timerNode,
  type MadeCells,
  type Range,
} from './made-by-xen';
import type { NextTree } from './next-tree';
import { domainRefusals } from './refusals';

/** The root of every such tree (include/public/device_tree_defs.h GUEST_ROOT_ADDRESS_CELLS). */
const cells: MadeCells = { address: 2, size: 2 };
/** The interrupt controller's, unless a partial tree says otherwise (GUEST_PHANDLE_GIC). */
const gicPhandle = 65000;

/** The tree of a domain that is not the hardware domain. */
export function guestTree(model: PlatformModel, domain: Domain, version: XenVersion): NextTree {
  const host = hostFactsOf(model.tree, model.commandLine);
  const reasons = domainRefusals(domain, host);
  if (reasons.length > 0) return { kind: 'refused', reasons };
  const shared = sharedMemoryOf(model, domain);
  const ram = ramOf(domain);
  const lines: readonly (MadeLine | undefined)[] = [
    cellsProperty('#address-cells', cells.address),
    cellsProperty('#size-cells', cells.size),
    partialTree(domain),
    chosenNode(model, domain),
    cpusNode(model.tree, host, valueOf(domain.cpus)),
    memoryLine(ram, shared, version),
    reservedMemoryNodeFor(shared, cells),
    ...deviceNodes(model, domain, host, { version, ram, shared }),
  ];
  const root = madeNode(
    '/',
    lines.filter((it) => it !== undefined),
  );
  return { kind: 'tree', root, notes: notesOf(domain, host, version) };
}

function deviceNodes(
  { tree }: PlatformModel,
  domain: Domain,
  host: HostFacts,
  guest: {
    version: XenVersion;
    ram: readonly Range[] | undefined;
    shared: readonly SharedMemory[];
  },
): readonly (MadeLine | undefined)[] {
  const gic = `<${gicPhandle}>`;
  const hasUart = domain.node.node.properties.has('vpl011');
  return [
    gicNode(domain, host, gicPhandle),
    timerNode(tree, host, gic),
    domain.enhanced === 'off' || !isSince(guest.version, '4.17')
      ? undefined
      : guestHypervisorNode(domain, host, guest, gic),
    psciNode(),
    hasUart ? uartNode(tree, domain, host, gic) : undefined,
  ];
}

/** `/aliases` and `/passthrough` come out of a blob that the source does not have. */
function partialTree({ deviceTree }: Domain): MadeLine | undefined {
  if (deviceTree?.record === undefined) return undefined;
  return remark(
    filledIn(
      `/aliases and /passthrough of the partial device tree in ${placeOf(deviceTree)}, without xen,reg, xen,path and xen,force-assign-without-iommu`,
    ),
  );
}

/** make_chosen_node: `bootargs` only when it says something, the ramdisk only when it has a byte. */
function chosenNode(model: PlatformModel, domain: Domain): MadeNode {
  const { source, because } = domainBootArgs(model, domain);
  const { ramdisk } = domain;
  const isRamdisk = ramdisk?.record !== undefined && ramdisk.record.end > ramdisk.record.start;
  return madeNode('chosen', [
    ...bootargsLine(source?.text, source !== undefined, because),
    ...(isRamdisk ? initrdProperties(placeOf(ramdisk)) : []),
  ]);
}

function bootargsLine(
  text: string | undefined,
  isThere: boolean,
  because: string,
): readonly MadeLine[] {
  if (text !== undefined && text !== '') return [stringProperty('bootargs', text)];
  if (isThere && text === undefined) return [remark(filledIn(`bootargs, from ${because}`))];
  return [remark(`no bootargs: ${isThere ? 'the command line is empty' : because}`)];
}

/** `module@52000000 (0x52000000–0x521fffff)` */
function placeOf({ node, record }: DomainModule): string {
  return record === undefined ? node.node.name : `${node.node.name} (${formatRange(record)})`;
}

/** Where the domain finds its RAM; undefined when the source does not tell how much it has. */
function ramOf({ isDirectMap, memory, staticMem }: Domain): readonly Range[] | undefined {
  if (isDirectMap) {
    const entries = staticMem?.entries ?? [];
    const known = entries.filter((it) => it !== undefined);
    return known.length === entries.length ? known : undefined;
  }
  const kib = valueOf(memory);
  if (kib === undefined) return undefined;
  return guestRam(kib * 1024n).map(({ start, end }) => ({ start, size: end - start }));
}

/** One node for all RAM, and from 4.19 on for shared memory too. */
function memoryLine(
  ram: readonly Range[] | undefined,
  shared: readonly SharedMemory[],
  version: XenVersion,
): MadeLine | undefined {
  if (ram === undefined) return remark(filledIn('/memory, as much as "memory" of the domain says'));
  const windows = isSince(version, '4.19') ? shared : [];
  const ranges = windows.flatMap(({ guestAddress, size }) =>
    guestAddress === undefined || size === undefined ? [] : [{ start: guestAddress, size }],
  );
  return memoryNode([...ram, ...ranges], cells);
}

function sharedMemoryOf({ sharedUses }: PlatformModel, domain: Domain): readonly SharedMemory[] {
  return sharedUses.filter((it) => it.domain === domain).map((it) => it.shm);
}

function notesOf(domain: Domain, host: HostFacts, version: XenVersion): readonly string[] {
  return [
    `what Xen ${version} makes for ${domain.node.node.name}, domain ${domain.id}; nothing else of the board is visible to it`,
    ...(host.is64Bit
      ? ['a 64-bit kernel is assumed; a 32-bit one gets arm,armv7-timer and no enable-method']
      : []),
  ];
}
