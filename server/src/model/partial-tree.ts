/**
 * The devicetree of a guest with devices of the board, a file of its own that Xen takes apart: it copies `/aliases` and
 * `/passthrough`, takes the phandle of `/gic`, and maps what `xen,reg` says. Cells are those of the node around it,
 * else 2 and 1 (Xen common/device-tree/dom0less-build.c handle_passthrough_prop, scan_pfdt_node).
 */
import { strictCells, type Cells } from '../memory/cells';
import type { Span } from '../preprocessor/token-stream';
import type { DeviceTree, DtProperty } from '../tree/dt-node';
import { isSameList, nodeFact, treeFact } from '../tree/fact';
import { childrenOf, rootOf, walk, type NodeRef } from '../tree/node-ref';
import { cellsOf, firstString } from '../tree/value';

export interface AssignedDevice {
  readonly node: NodeRef;
  /** `xen,reg`. */
  readonly reg?: DtProperty;
  readonly cells?: Cells;
  /** What `xen,reg` maps; absent when it cannot be told. */
  readonly mappings?: readonly Mapping[];
  /** Cells of `xen,reg` behind the last whole mapping. */
  readonly trailing: number;
  /** `xen,path`. */
  readonly path?: DtProperty;
  /** The node of the board that it names. */
  readonly host?: string;
  /** `xen,force-assign-without-iommu`. */
  readonly force?: DtProperty;
}

/** In bytes. */
export interface Mapping {
  readonly host: bigint;
  readonly size: bigint;
  readonly guest: bigint;
  readonly at: Span;
}

/** The properties that make a node a device of the board. */
export const deviceProperties = ['xen,reg', 'xen,path', 'xen,force-assign-without-iommu'];

/** The node `/passthrough` of such a tree; undefined for every other tree. */
export const partialTreeOf = treeFact((tree: DeviceTree): NodeRef | undefined => {
  const top = childrenOf(rootOf(tree));
  const found = top.find((it) => it.node.name.toLowerCase() === 'passthrough');
  if (found === undefined) return undefined;
  if (top.some((it) => /^(cpus|chosen|memory(@.*)?)$/.test(it.node.name))) return undefined;
  return [...walk(found)].some(isAssigned) ? found : undefined;
});

/** The devices of such a tree, in its order. */
export const assignedDevicesOf = treeFact((tree: DeviceTree): readonly AssignedDevice[] => {
  const passthrough = partialTreeOf(tree);
  if (passthrough === undefined) return [];
  return [...walk(passthrough)].filter(isAssigned).map((it) => deviceAt(tree, it));
}, isSameList);

function isAssigned({ node }: NodeRef): boolean {
  return deviceProperties.some((it) => node.properties.has(it));
}

const deviceAt = nodeFact((tree: DeviceTree, node: NodeRef): AssignedDevice => {
  const [reg, path, force] = deviceProperties.map((it) => node.node.properties.get(it));
  const cells = node.parent && strictCells(tree, node.parent);
  const host = firstString(tree, path);
  const width = cells && 2 * cells.address + cells.size;
  const words = reg && cellsOf(tree, reg);
  const isReadable = cells !== undefined && isUsable(cells.address) && isUsable(cells.size);
  return {
    node,
    trailing: words && width ? words.length % width : 0,
    ...(reg && { reg }),
    ...(cells && { cells }),
    ...(reg && words && isReadable && { mappings: mappingsOf(words, cells) }),
    ...(path && { path }),
    ...(host !== undefined && { host }),
    ...(force && { force }),
  };
});

/** Xen reads numbers of one cell and of two. */
function isUsable(count: number): boolean {
  return count === 1 || count === 2;
}

type Words = NonNullable<ReturnType<typeof cellsOf>>;

/** Those whose numbers the source tells. */
function mappingsOf(words: Words, { address, size }: Cells): readonly Mapping[] {
  const width = 2 * address + size;
  const mappings: Mapping[] = [];
  for (let at = 0; at + width <= words.length; at += width) {
    const host = numberAt(words, at, address);
    const length = numberAt(words, at + address, size);
    const guest = numberAt(words, at + address + size, address);
    const first = words[at]?.at;
    const last = words[at + width - 1]?.at;
    if (host === undefined || length === undefined || guest === undefined) continue;
    if (first === undefined || last === undefined) continue;
    const isOne = first.stream === last.stream;
    mappings.push({ host, size: length, guest, at: isOne ? { ...first, to: last.to } : first });
  }
  return mappings;
}

function numberAt(words: Words, from: number, count: number): bigint | undefined {
  let number = 0n;
  for (const { value } of words.slice(from, from + count)) {
    if (value === undefined) return undefined;
    number = (number << 32n) | BigInt(value);
  }
  return number;
}
