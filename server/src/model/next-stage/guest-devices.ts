/**
 * The devices that Xen emulates for a domain: interrupt controller, UART, and the hypervisor's own node
 * (Xen arch/arm/dom0less-build.c make_gicv2_domU_node, make_gicv3_domU_node, make_vpl011_uart_node, init_vuart;
 * arch/arm/domain_build.c make_hypervisor_node, find_domU_holes).
 */
import { hex } from '../../memory/format-number';
import type { Interval } from '../../memory/interval';
import { boardRanges } from '../../memory/translate-address';
import type { DeviceTree } from '../../tree/dt-node';
import {
  cellsProperty,
  filledIn,
  madeNode,
  property,
  remark,
  stringProperty,
  type MadeLine,
  type MadeNode,
} from '../../tree/made-tree';
import { cellsOf } from '../../tree/value';
import { emulatedUart, grantTable, guestBanks } from '../guest-layout';
import type { SharedMemory } from '../shared-memory';
import type { XenVersion } from '../target';
import type { Domain } from '../xen-late-pass';
import { valueOf } from '../xen-property';
import { neededRegions, type Gic, type HostFacts } from './host-facts';
import { hypervisorNode, regProperty, spi, type MadeCells, type Range } from './made-by-xen';

const cells: MadeCells = { address: 2, size: 2 };
/** Bytes and addresses of the public guest layout (include/public/arch-arm.h). */
const distributor = { start: 0x03001000n, sizes: { 2: 0x1000n, 3: 0x10000n } } as const;
const cpuInterface = { start: 0x03002000n, size: 0x2000n };
const redistributors = { start: 0x03020000n, size: 0x01000000n };
const twoMib = 0x200000n;
/** Smaller holes are not offered. */
const smallestRegion = 0x4000000n;

/** The interrupt controller: of the board's version, at the board's addresses for a direct-mapped domain. */
export function gicNode(domain: Domain, { gic }: HostFacts, phandle: number): MadeLine {
  const ranges = gic && gicRanges(domain, gic);
  const reg = ranges && regProperty(ranges, cells);
  if (gic === undefined || ranges?.[0] === undefined || reg === undefined)
    return remark(filledIn('/interrupt-controller@…, at the addresses of the board'));
  const borrowed = domain.deviceTree?.record !== undefined;
  const note = borrowed
    ? filledIn('the phandle of /gic, when the partial tree has one')
    : undefined;
  return madeNode(`interrupt-controller@${ranges[0].start.toString(16)}`, [
    cellsProperty('#address-cells', 0),
    cellsProperty('#interrupt-cells', 3),
    property('interrupt-controller'),
    stringProperty('compatible', gic.version === 3 ? 'arm,gic-v3' : 'arm,gic-400'),
    ...(gic.version === 3 ? [cellsProperty('#redistributor-regions', ranges.length - 1)] : []),
    reg,
    property('linux,phandle', `<${phandle}>`),
    property('phandle', `<${phandle}>`, note),
  ]);
}

function gicRanges(domain: Domain, gic: Gic): readonly Range[] | undefined {
  const size = distributor.sizes[gic.version];
  if (!domain.isDirectMap) {
    const second = gic.version === 3 ? redistributors : cpuInterface;
    return [{ start: distributor.start, size }, second];
  }
  const [own, second] = gic.ranges;
  if (own === undefined || second === undefined) return undefined;
  if (gic.version === 2)
    return [
      { ...own, size },
      { ...second, size: cpuInterface.size },
    ];
  const count = neededRegions(gic, valueOf(domain.cpus) ?? 1);
  const regions = gic.ranges.slice(1, 1 + count).filter((it) => it !== undefined);
  return regions.length === count ? [{ ...own, size }, ...regions] : undefined;
}

/** The emulated UART; for a direct-mapped domain in the place of the one that Xen has for its console. */
export function uartNode(
  tree: DeviceTree,
  { isDirectMap }: Domain,
  host: HostFacts,
  gic: string,
): MadeLine {
  const place = isDirectMap ? consolePlace(tree, host) : { start: emulatedUart.start, line: 0 };
  if (place === undefined)
    return remark(filledIn("/sbsa-uart@…, at the address and with the interrupt of Xen's console"));
  const reg = regProperty(
    [{ start: place.start, size: emulatedUart.end - emulatedUart.start }],
    cells,
  );
  return madeNode(`sbsa-uart@${place.start.toString(16)}`, [
    stringProperty('compatible', 'arm,sbsa-uart'),
    ...(reg ? [reg] : []),
    property('interrupts', spi(place.line)),
    property('interrupt-parent', gic),
    cellsProperty('current-speed', 115200),
  ]);
}

/** Address and SPI of the console's UART, when the tree tells both. */
function consolePlace(
  tree: DeviceTree,
  { console }: HostFacts,
): { readonly start: bigint; readonly line: number } | undefined {
  const range = console && boardRanges(tree, console)[0];
  const interrupts = console?.node.properties.get('interrupts');
  const [type, line] = (interrupts && cellsOf(tree, interrupts)) ?? [];
  if (range === undefined || type?.value !== 0 || line?.value === undefined) return undefined;
  return { start: range.start, line: line.value };
}

/** The grant frames, then regions that the guest may map others' memory to. */
export function guestHypervisorNode(
  domain: Domain,
  host: HostFacts,
  guest: {
    readonly version: XenVersion;
    readonly ram: readonly Range[] | undefined;
    readonly shared: readonly SharedMemory[];
  },
  gic: string,
): MadeNode {
  const grants = { start: grantTable.start, size: grantTable.end - grantTable.start };
  const isKnown = !domain.isDirectMap && guest.ram !== undefined && guest.shared.length === 0;
  const lower = isKnown && host.is64Bit ? freeInFirstBank(guest.ram ?? []) : [];
  const reg = regProperty([grants, ...lower], cells);
  const lines = [
    ...(reg ? [reg] : []),
    ...(host.is64Bit ? [furtherRegions(isKnown, guest.ram)] : []),
  ];
  return hypervisorNode(guest.version, gic, lines, false);
}

/** The hole behind the RAM of the first bank, whose end the layout gives. */
function freeInFirstBank(ram: readonly Range[]): readonly Range[] {
  const [bank] = guestBanks;
  const start = endOfRam(ram, bank);
  return bank.end - start >= smallestRegion ? [{ start, size: bank.end - start }] : [];
}

/** The second bank ends where the CPU's and the IOMMU's addresses end. */
function furtherRegions(isKnown: boolean, ram: readonly Range[] | undefined): MadeLine {
  if (!isKnown || ram === undefined)
    return remark(filledIn('further ranges of reg, extended regions where nothing else is'));
  const start = endOfRam(ram, guestBanks[1]);
  return remark(
    filledIn(
      `a further range of reg, the extended region from ${hex(start)} to the end of the address space`,
    ),
  );
}

function endOfRam(ram: readonly Range[], bank: Interval): bigint {
  const used = ram.find((it) => it.start === bank.start);
  const end = bank.start + (used?.size ?? 0n);
  return ((end + twoMib - 1n) / twoMib) * twoMib;
}
