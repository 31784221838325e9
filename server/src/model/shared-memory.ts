/**
 * Static shared memory: `xen,domain-shared-memory-v1` nodes. `xen,shared-mem` is host address, guest address, size,
 * or (4.19 on) guest address and size, and the number of cells alone tells the two apart
 * (Xen common/device-tree/static-shmem.c process_shm_node, process_shm).
 */
import { inheritedCells, type Cells } from '../memory/cells';
import { numberOf, spanOfCells } from '../memory/reg';
import type { Span } from '../preprocessor/token-stream';
import type { DeviceTree, DtProperty } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import { byteLengthOf, cellsOf } from '../tree/value';
import { areListsSame, isIdentical, isSameCells, isSameSpan, keepList } from './keep';
import { readString, valueOf } from './xen-property';

export interface SharedMemory {
  readonly node: NodeRef;
  /** `xen,shm-id`, when it is a string. */
  readonly id?: string;
  /** As written; absent when there is none. */
  readonly role?: string;
  readonly property?: DtProperty;
  readonly cells?: Cells;
  /** Length of `xen,shared-mem` in bytes; absent when it cannot be told. */
  readonly bytes?: number;
  /** Which of the two forms has that length; absent when neither has. */
  readonly form?: 'with host address' | 'without host address';
  readonly guestAddress?: bigint;
  readonly size?: bigint;
  /** The host's range, in the form that has one. */
  readonly host?: { readonly start: bigint; readonly end: bigint; readonly at: Span };
}

/** Whether two readings of a node say the same. */
export function isSameSharedMemory(a: SharedMemory, b: SharedMemory): boolean {
  return (
    a.node === b.node &&
    a.id === b.id &&
    a.role === b.role &&
    a.property === b.property &&
    a.bytes === b.bytes &&
    a.form === b.form &&
    a.guestAddress === b.guestAddress &&
    a.size === b.size &&
    a.host?.start === b.host?.start &&
    a.host?.end === b.host?.end &&
    isSameSpan(a.host?.at, b.host?.at) &&
    isSameCells(a.cells, b.cells)
  );
}

/** The nodes of one region. */
export interface SharedRegion {
  readonly id: string;
  /** In the order in which Xen meets them. */
  readonly nodes: readonly SharedMemory[];
}

/** The regions in the order in which Xen meets them; nodes without an id are left out. */
export function sharedRegionsOf(
  nodes: readonly SharedMemory[],
  before?: readonly SharedRegion[],
): readonly SharedRegion[] {
  const regions = new Map<string, SharedMemory[]>();
  for (const shm of nodes) {
    if (shm.id === undefined || shm.id === '') continue;
    const others = regions.get(shm.id);
    if (others === undefined) regions.set(shm.id, [shm]);
    else others.push(shm);
  }
  const found = [...regions].map(([id, members]) => ({ id, nodes: members }));
  return keepList(before, found, isSameRegion, (it) => it.id);
}

function isSameRegion(a: SharedRegion, b: SharedRegion): boolean {
  return a.id === b.id && areListsSame(a.nodes, b.nodes, isIdentical);
}

/** Reads a node as Xen does; what cannot be told is left out. */
export function readSharedMemory(tree: DeviceTree, node: NodeRef): SharedMemory {
  const id = valueOf(readString(tree, node, 'xen,shm-id'));
  const role = valueOf(readString(tree, node, 'role'));
  const property = node.node.properties.get('xen,shared-mem');
  const cells = node.parent && inheritedCells(tree, node.parent);
  return {
    node,
    ...(id !== undefined && { id }),
    ...(role !== undefined && { role }),
    ...(cells && { cells }),
    ...(property && { property, ...(cells && readRange(tree, property, cells)) }),
  };
}

function readRange(tree: DeviceTree, property: DtProperty, cells: Cells) {
  const bytes = byteLengthOf(tree, property);
  if (bytes === undefined) return {};
  const { address, size } = cells;
  const hasHost = bytes === 4 * (2 * address + size);
  if (!hasHost && bytes !== 4 * (address + size)) return { bytes };
  const form = hasHost ? 'with host address' : 'without host address';
  const words = cellsOf(tree, property) ?? [];
  const start = hasHost ? numberOf(words, 0, address) : undefined;
  const guestAddress = numberOf(words, hasHost ? address : 0, address);
  const length = numberOf(words, words.length - size, size);
  const at = spanOfCells(words, 0, words.length);
  return {
    bytes,
    form,
    ...(guestAddress !== undefined && { guestAddress }),
    ...(length !== undefined && { size: length }),
    ...(start !== undefined &&
      length !== undefined &&
      at && { host: { start, end: start + length, at } }),
  } as const;
}
