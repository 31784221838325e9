/**
 * Xen's early walk (common/device-tree/bootinfo-fdt.c boot_fdt_info): one pass over the flattened tree, parents
 * before children, before any memory is set up. It finds RAM, everything that claims memory, and the boot
 * modules. What is met first is on record when the next is met: that decides who is dropped and who panics.
 */
import { inheritedCells, type Cells } from '../memory/cells';
import { initrdOf } from '../memory/initrd';
import { readReg, type RegEntry, type RegReading } from '../memory/reg';
import { memReservesOf, reservedMemoryNode, reservedRegionsOf } from '../memory/reserved-memory';
import { isAvailable } from '../memory/ram';
import type { DeviceTree } from '../tree/dt-node';
import { nodeFact } from '../tree/fact';
import { baseName, childrenOf, rootOf, type NodeRef } from '../tree/node-ref';
import { compatiblesOf } from './node-compatibles';
import { guessedKind, isSameModule, statedKind, type BootModule } from './boot-module';
import { isSameApartFromModule, isSameClaim, type Claim } from './claim';
import { areListsSame, isIdentical, keepList, type Same } from './keep';
import { isSameSharedMemory, readSharedMemory, type SharedMemory } from './shared-memory';
import { gathered, isBelowChosenPath } from './xen-nodes';
import { domainCompatible, isBootModule, lists, listsInAnyCase, shmCompatible } from './xen-names';

export interface EarlyWalk {
  /** Every claim to memory in the order in which Xen meets it. */
  readonly claims: readonly Claim[];
  /** Every boot module that the walk reads, in order, recorded or not. */
  readonly modules: readonly BootModule[];
  /** Nodes with a boot module's compatible that the walk passes by, and why. */
  readonly passedBy: readonly PassedByModule[];
  readonly sharedMemory: readonly SharedMemory[];
  /** What all these are taken from: what each node says, in order. */
  readonly readings: readonly EarlyReading[];
}

export interface PassedByModule {
  readonly node: NodeRef;
  readonly because: 'outside /chosen' | 'too deep' | 'path too long';
}

/** What the walk takes from one node, whatever it has met before. */
export interface EarlyReading {
  readonly node: NodeRef;
  readonly claims: readonly Claim[];
  /** Its kind is `unknown` as long as the walk has not guessed it. */
  readonly module?: BootModule | undefined;
  readonly passedBy?: PassedByModule | undefined;
  readonly sharedMemory?: SharedMemory | undefined;
}

/** Modules are looked for down to here (early_scan_node); the root is 0. */
export const deepestModule = 3;
/** Xen's table of command lines has room for 32 (add_boot_cmdline, include/xen/bootfdt.h MAX_MODULES). */
export const maxCommandLines = 32;
/** Xen's buffer for a module's path has 92 bytes, the NUL included (process_multiboot_node). */
export const longestModulePath = 91;

/** Walks the tree as Xen does; what is as it was is what it was in the walk `before`. */
export function earlyWalk(tree: DeviceTree, before?: EarlyWalk): EarlyWalk {
  const readings = keepList(before?.readings, inWalkOrder(tree), isSameReading, (it) => it.node);
  const modules = keepList(before?.modules, modulesOf(readings), isSameModule, (it) => it.node);
  const claims = [...memReserveClaims(tree), ...claimsOf(readings, modules)];
  const passedBy = readings.map((it) => it.passedBy).filter((it) => it !== undefined);
  const sharedMemory = readings.map((it) => it.sharedMemory).filter((it) => it !== undefined);
  return {
    readings,
    claims: keepList(before?.claims, claims, isSameClaim, ownerOfClaim),
    modules,
    passedBy: keepList(before?.passedBy, passedBy, isIdentical, (it) => it),
    sharedMemory: keepList(before?.sharedMemory, sharedMemory, isIdentical, (it) => it),
  };
}

/** A module that does not say what it is gets its kind from what was met before (Xen: kind_guess). */
function modulesOf(readings: readonly EarlyReading[]): readonly BootModule[] {
  const modules: BootModule[] = [];
  let untyped = 0;
  for (const { module } of readings) {
    if (module?.decidedBy === 'position') modules.push({ ...module, kind: guessedKind(untyped++) });
    else if (module !== undefined) modules.push(module);
  }
  return modules;
}

/** `/memreserve/` comes first: it is not part of the tree (boot_fdt_info). */
export function memReserveClaims(tree: DeviceTree): readonly Claim[] {
  return memReservesOf(tree).map(({ syntax, start, end }) => ({
    kind: 'memreserve',
    label: '/memreserve/',
    at: syntax,
    start,
    end,
  }));
}

/** The claims in their order, those of modules with the kind that the walk has found. */
function claimsOf(
  readings: readonly EarlyReading[],
  modules: readonly BootModule[],
): readonly Claim[] {
  const all: Claim[] = [];
  let next = 0;
  for (const { claims, module } of readings) {
    const met = module && modules[next++];
    for (const claim of claims) all.push(met === module ? claim : { ...claim, module: met });
  }
  return all;
}

function ownerOfClaim({ node, at }: Claim): object {
  return node ?? at;
}

function isSameReading(a: EarlyReading, b: EarlyReading): boolean {
  return (
    a.node === b.node &&
    a.passedBy?.because === b.passedBy?.because &&
    areSameParts(a.module, b.module, isSameModule) &&
    areSameParts(a.sharedMemory, b.sharedMemory, isSameSharedMemory) &&
    areListsSame(a.claims, b.claims, isSameApartFromModule)
  );
}

function areSameParts<T>(a: T | undefined, b: T | undefined, isSame: Same<T>): boolean {
  return a === b || (a !== undefined && b !== undefined && isSame(a, b));
}

/** What nodes say in tree order; `/reserved-memory` stands for all that is below it. */
function inWalkOrder(tree: DeviceTree): readonly EarlyReading[] {
  const reserved = reservedMemoryNode(tree);
  if (reserved === undefined) return earlyReadings.all(tree);
  return childrenOf(rootOf(tree)).flatMap((top) =>
    top === reserved ? readingsAt(tree, top) : earlyReadings.from(tree, top),
  );
}

const earlyReadings = gathered(readingsAt);

function readingsAt(tree: DeviceTree, node: NodeRef): readonly EarlyReading[] {
  const reading = earlyReadingOf(tree, node);
  return reading === undefined ? [] : [reading];
}

/** Who takes the node: the order of these tests is Xen's (early_scan_node). */
export const earlyReadingOf = nodeFact(
  (tree: DeviceTree, node: NodeRef): EarlyReading | undefined => {
    const compatibles = compatiblesOf(tree, node);
    if (node.depth === 1 && node.node.name.toLowerCase() === 'reserved-memory')
      return { node, claims: reservedClaims(tree) };
    if (isBootModule(compatibles))
      return node.depth <= deepestModule
        ? readModule(tree, node, compatibles)
        : passBy(node, 'too deep');
    if (node.depth === 1 && baseName(node.node.name) === 'chosen')
      return { node, claims: chosenClaims(tree, node) };
    if (node.depth === 2 && listsInAnyCase(compatibles, domainCompatible))
      return { node, claims: staticMemClaims(tree, node) };
    if (node.depth <= deepestModule && listsInAnyCase(compatibles, shmCompatible))
      return readSharedNode(tree, node);
    return undefined;
  },
);

function passBy(node: NodeRef, because: PassedByModule['because']): EarlyReading {
  return { node, claims: [], passedBy: { node, because } };
}

/** process_reserved_memory: every available node below with a `reg`. */
export function reservedClaims(tree: DeviceTree): readonly Claim[] {
  return reservedRegionsOf(tree).flatMap((region) => {
    if (!region.isAvailable) return [];
    const { node, reg } = region;
    return known(reg).map((entry) => ({
      ...range(entry),
      kind: 'reserved-memory',
      label: node.path,
      node,
    }));
  });
}

/** process_multiboot_node: where it lies, what it is, whose it is. */
function readModule(tree: DeviceTree, node: NodeRef, compatibles: readonly string[]): EarlyReading {
  if (node.path.length > longestModulePath) return passBy(node, 'path too long');
  if (!isBelowChosenPath(node.path)) return passBy(node, 'outside /chosen');
  const { kind, decidedBy } = statedKind(compatibles) ?? unstated;
  const { cells, reg, region } = readModuleReg(tree, node);
  const bootargs = node.node.properties.get('bootargs');
  const domain = ownerOf(tree, node);
  const module: BootModule = { node, kind, decidedBy, domain, cells, reg, region, bootargs };
  if (region === undefined) return { node, claims: [], module };
  const { start, end, at } = region;
  const claim: Claim = { start, end, at, kind: 'module', label: labelOf(node), node, module };
  return { node, claims: [claim], module };
}

const unstated = { kind: 'unknown', decidedBy: 'position' } as const;

/** The cells, the `reg` read with them, and its first entry; what cannot be told is left out. */
export const readModuleReg = nodeFact(
  (tree: DeviceTree, node: NodeRef): Pick<BootModule, 'cells' | 'reg' | 'region'> => {
    const cells = node.parent && inheritedCells(tree, node.parent);
    const property = node.node.properties.get('reg');
    const reg = cells && property && readReg(tree, property, cells);
    const region = reg?.entries[0];
    return { cells, reg, region };
  },
);

/** A module is a domain's when its parent lists "xen,domain"; libfdt looks at the letter case. */
function ownerOf(tree: DeviceTree, { parent }: NodeRef): NodeRef | undefined {
  return parent && lists(compatiblesOf(tree, parent), domainCompatible) ? parent : undefined;
}

/** process_chosen_node: the static heap with the root's cells, then the initrd of the boot loader. */
function chosenClaims(tree: DeviceTree, chosen: NodeRef): readonly Claim[] {
  const reg = readWithParentCells(tree, chosen, 'xen,static-heap');
  const claims = known(reg).map((entry): Claim => ({
    ...range(entry),
    kind: 'static-heap',
    label: 'xen,static-heap',
    node: chosen,
  }));
  return [...claims, ...initrdClaims(tree, chosen)];
}

/** The ramdisk that the boot loader has placed; at most one claim. */
export function initrdClaims(tree: DeviceTree, chosen: NodeRef): readonly Claim[] {
  const initrd = initrdOf(tree, chosen);
  if (initrd?.range === undefined || initrd.start === undefined) return [];
  const { at } = initrd.start;
  return [{ ...initrd.range, kind: 'initrd', label: 'linux,initrd-start', at, node: chosen }];
}

/** process_domain_node: the domain's RAM, with the cells of its parent; not when `status` says no. */
function staticMemClaims(tree: DeviceTree, domain: NodeRef): readonly Claim[] {
  if (!domain.node.properties.has('xen,static-mem') || !isAvailable(tree, domain)) return [];
  return known(readWithParentCells(tree, domain, 'xen,static-mem')).map((entry) => ({
    ...range(entry),
    kind: 'static-mem',
    label: `xen,static-mem of ${domain.node.name}`,
    node: domain,
  }));
}

/** process_shm_node: a region that has a host address is taken from the board's memory. */
function readSharedNode(tree: DeviceTree, node: NodeRef): EarlyReading {
  const sharedMemory = readSharedMemory(tree, node);
  const { host, id } = sharedMemory;
  if (host === undefined) return { node, claims: [], sharedMemory };
  const claim: Claim = {
    ...host,
    kind: 'shared-mem',
    label: `shared memory ${labelOf(node)}`,
    node,
    ...(id !== undefined && { shmId: id }),
  };
  return { node, claims: [claim], sharedMemory };
}

/** A `reg`-like property of a node, read with the cells that its own `reg` would have. */
export function readWithParentCells(
  tree: DeviceTree,
  node: NodeRef,
  name: string,
): RegReading | undefined {
  const property = node.node.properties.get(name);
  const cells: Cells | undefined = node.parent && inheritedCells(tree, node.parent);
  return property && cells && readReg(tree, property, cells);
}

/** `domU1/module@52000000`: enough of the path to tell modules apart. */
function labelOf(node: NodeRef): string {
  const parent = node.parent?.node.name ?? '';
  return parent === '' || parent === 'chosen' ? node.node.name : `${parent}/${node.node.name}`;
}

function known(reg: RegReading | undefined): readonly RegEntry[] {
  return (reg?.entries ?? []).filter((it): it is RegEntry => it !== undefined);
}

function range({ start, end, at }: RegEntry): Pick<Claim, 'start' | 'end' | 'at'> {
  return { start, end, at };
}
