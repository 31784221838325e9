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
import { guessedKind, statedKind, type BootModule } from './boot-module';
import type { Claim } from './claim';
import { readSharedMemory, type SharedMemory } from './shared-memory';
import { isBelowChosenPath, xenNodesOf } from './xen-nodes';
import { domainCompatible, isBootModule, lists, listsInAnyCase, shmCompatible } from './xen-names';

export interface EarlyWalk {
  /** Every claim to memory in the order in which Xen meets it. */
  readonly claims: readonly Claim[];
  /** Every boot module that the walk reads, in order, recorded or not. */
  readonly modules: readonly BootModule[];
  /** Nodes with a boot module's compatible that the walk passes by, and why. */
  readonly passedBy: readonly PassedByModule[];
  readonly sharedMemory: readonly SharedMemory[];
}

export interface PassedByModule {
  readonly node: NodeRef;
  readonly because: 'outside /chosen' | 'too deep' | 'path too long';
}

/** Modules are looked for down to here (early_scan_node); the root is 0. */
export const deepestModule = 3;
/** Xen's buffer for a module's path has 92 bytes, the NUL included (process_multiboot_node). */
export const longestModulePath = 91;

interface Walk {
  readonly tree: DeviceTree;
  readonly claims: Claim[];
  readonly modules: BootModule[];
  readonly passedBy: PassedByModule[];
  readonly sharedMemory: SharedMemory[];
  /** Untyped modules met so far (Xen: kind_guess). */
  untyped: number;
}

/** Walks the tree as Xen does. */
export function earlyWalk(tree: DeviceTree): EarlyWalk {
  const walk: Walk = { tree, claims: [], modules: [], passedBy: [], sharedMemory: [], untyped: 0 };
  claimMemReserves(walk);
  for (const node of inWalkOrder(tree)) scanNode(walk, node);
  return walk;
}

/** `/memreserve/` comes first: it is not part of the tree (boot_fdt_info). */
function claimMemReserves({ tree, claims }: Walk): void {
  for (const { syntax, start, end } of memReservesOf(tree))
    claims.push({ kind: 'memreserve', label: '/memreserve/', at: syntax, start, end });
}

/** Nodes of interest in tree order; `/reserved-memory` stands for all that is below it. */
function inWalkOrder(tree: DeviceTree): readonly NodeRef[] {
  const reserved = reservedMemoryNode(tree);
  if (reserved === undefined) return xenNodesOf(tree);
  const tops = new Map(childrenOf(rootOf(tree)).map((it, i) => [it.node, i]));
  const at = tops.get(reserved.node) ?? 0;
  const nodes = xenNodesOf(tree).filter((it) => topOf(it).node !== reserved.node);
  const before = nodes.filter((it) => (tops.get(topOf(it).node) ?? 0) < at);
  return [...before, reserved, ...nodes.slice(before.length)];
}

function topOf(ref: NodeRef): NodeRef {
  let top = ref;
  while (top.parent !== undefined && top.depth > 1) top = top.parent;
  return top;
}

/** Who takes the node: the order of these tests is Xen's (early_scan_node). */
function scanNode(walk: Walk, node: NodeRef): void {
  const compatibles = compatiblesOf(walk.tree, node);
  if (node.depth === 1 && node.node.name.toLowerCase() === 'reserved-memory') {
    claimReservedMemory(walk);
  } else if (isBootModule(compatibles)) {
    if (node.depth <= deepestModule) readModule(walk, node, compatibles);
    else walk.passedBy.push({ node, because: 'too deep' });
  } else if (node.depth === 1 && baseName(node.node.name) === 'chosen') {
    readChosen(walk, node);
  } else if (node.depth === 2 && listsInAnyCase(compatibles, domainCompatible)) {
    claimStaticMem(walk, node);
  } else if (node.depth <= deepestModule && listsInAnyCase(compatibles, shmCompatible)) {
    claimSharedMemory(walk, node);
  }
}

/** process_reserved_memory: every available node below with a `reg`. */
function claimReservedMemory({ tree, claims }: Walk): void {
  for (const { node, isAvailable, reg } of reservedRegionsOf(tree)) {
    if (!isAvailable) continue;
    for (const entry of known(reg))
      claims.push({ ...range(entry), kind: 'reserved-memory', label: node.path, node });
  }
}

/** process_multiboot_node: where it lies, what it is, whose it is. */
function readModule(walk: Walk, node: NodeRef, compatibles: readonly string[]): void {
  if (node.path.length > longestModulePath) {
    walk.passedBy.push({ node, because: 'path too long' });
    return;
  }
  if (!isBelowChosenPath(node.path)) {
    walk.passedBy.push({ node, because: 'outside /chosen' });
    return;
  }
  const stated = statedKind(compatibles);
  const kind = stated ?? ({ kind: guessedKind(walk.untyped++), decidedBy: 'position' } as const);
  const module = { node, ...kind, ...readModuleReg(walk.tree, node), ...ownerOf(walk.tree, node) };
  walk.modules.push(module);
  if (module.region !== undefined)
    walk.claims.push({
      ...range(module.region),
      kind: 'module',
      label: labelOf(node),
      node,
      module,
    });
}

/** The cells, the `reg` read with them, and its first entry; what cannot be told is left out. */
export const readModuleReg = nodeFact(
  (tree: DeviceTree, node: NodeRef): Pick<BootModule, 'cells' | 'reg' | 'region'> => {
    const cells = node.parent && inheritedCells(tree, node.parent);
    const property = node.node.properties.get('reg');
    const reg = cells && property && readReg(tree, property, cells);
    const region = reg?.entries[0];
    return { ...(cells && { cells }), ...(reg && { reg }), ...(region && { region }) };
  },
);

/** A module is a domain's when its parent lists "xen,domain"; libfdt looks at the letter case. */
function ownerOf(tree: DeviceTree, node: NodeRef): Pick<BootModule, 'domain'> {
  const { parent } = node;
  return parent && lists(compatiblesOf(tree, parent), domainCompatible) ? { domain: parent } : {};
}

/** process_chosen_node: the static heap with the root's cells, then the initrd of the boot loader. */
function readChosen({ tree, claims }: Walk, chosen: NodeRef): void {
  const reg = readWithParentCells(tree, chosen, 'xen,static-heap');
  for (const entry of known(reg))
    claims.push({ ...range(entry), kind: 'static-heap', label: 'xen,static-heap', node: chosen });
  const initrd = initrdOf(tree, chosen);
  if (initrd?.range !== undefined && initrd.start !== undefined)
    claims.push({
      ...initrd.range,
      kind: 'initrd',
      label: 'linux,initrd-start',
      at: initrd.start.at,
      node: chosen,
    });
}

/** process_domain_node: the domain's RAM, with the cells of its parent; not when `status` says no. */
function claimStaticMem({ tree, claims }: Walk, domain: NodeRef): void {
  if (!isAvailable(tree, domain)) return;
  for (const entry of known(readWithParentCells(tree, domain, 'xen,static-mem')))
    claims.push({
      ...range(entry),
      kind: 'static-mem',
      label: `xen,static-mem of ${domain.node.name}`,
      node: domain,
    });
}

/** process_shm_node: a region that has a host address is taken from the board's memory. */
function claimSharedMemory({ tree, claims, sharedMemory }: Walk, node: NodeRef): void {
  const shm = readSharedMemory(tree, node);
  sharedMemory.push(shm);
  if (shm.host === undefined) return;
  claims.push({
    ...shm.host,
    kind: 'shared-mem',
    label: `shared memory ${labelOf(node)}`,
    node,
    ...(shm.id !== undefined && { shmId: shm.id }),
  });
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
