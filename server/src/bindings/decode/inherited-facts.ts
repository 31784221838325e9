/**
 * Everything outside a node that its verdict depends on: the cells that its ancestors declare, the nodes that phandles
 * name, and whether an ancestor is disabled. Two nodes with equal bytes and equal facts get equal findings. Facts:
 * dt-schema inherits cell counts from any ancestor (2 and 1 at the root), unlike the Devicetree Specification.
 */
import type { BindingNode } from '../binding-node';

export interface InheritedFacts {
  /** Full path of the node that the facts are for, `/` for the root. */
  readonly path: string;
  readonly addressCells: number;
  readonly sizeCells: number;
  readonly interruptCells: number;
  /** An ancestor has a `gpio-hog`: its `gpios` are not references. */
  readonly isBelowGpioHog: boolean;
  /** Inherited from the nearest ancestor with a status. */
  readonly isDisabled: boolean;
  readonly providers: Providers;
}

/** What phandles lead to. */
export interface Providers {
  /** Value of a cell count such as `#clock-cells` of the node with this phandle; 0 when that node has none. */
  cellsOf(phandle: number, property: string): number | undefined;
  /** `/node:property:offset` of each unresolved reference, from `__fixups__` and `__local_fixups__`. */
  unresolved(): ReadonlySet<string>;
  /** Equal for two trees in which all of the above is equal. */
  readonly signature: string;
}

/** The facts for the root of a tree. */
export function rootFacts(root: BindingNode): InheritedFacts {
  return rootFactsWith(providersIn(root));
}

/** The facts for the root of a tree whose providers are known. */
export function rootFactsWith(providers: Providers): InheritedFacts {
  return {
    path: '/',
    addressCells: 2,
    sizeCells: 1,
    interruptCells: 1,
    isBelowGpioHog: false,
    isDisabled: false,
    providers,
  };
}

/** The facts for a child named `childName` of `node`, to which `facts` apply. */
export function factsBelow(
  node: BindingNode,
  facts: InheritedFacts,
  childName: string,
): InheritedFacts {
  return {
    path: facts.path === '/' ? `/${childName}` : `${facts.path}/${childName}`,
    addressCells: cellAt(node, '#address-cells') ?? facts.addressCells,
    sizeCells: cellAt(node, '#size-cells') ?? facts.sizeCells,
    interruptCells: cellAt(node, '#interrupt-cells') ?? interruptCellsOf(node, facts),
    isBelowGpioHog: facts.isBelowGpioHog || node.properties.has('gpio-hog'),
    isDisabled: disabledBy(node) ?? facts.isDisabled,
    providers: facts.providers,
  };
}

/** Cells of one entry of the node's own `interrupts`. */
export function interruptCellsOf(node: BindingNode, facts: InheritedFacts): number {
  const parent = cellAt(node, 'interrupt-parent');
  if (parent === undefined || parent === unresolvedPhandle) return facts.interruptCells;
  return facts.providers.cellsOf(parent, '#interrupt-cells') ?? facts.interruptCells;
}

/** The phandle of a reference that nothing resolved. */
export const unresolvedPhandle = 0xffffffff;

/** Whether the node's own `status` disables it; undefined without a status. */
export function disabledBy(node: BindingNode): boolean | undefined {
  const status = node.properties.get('status');
  if (status === undefined) return undefined;
  return String.fromCharCode(...status.subarray(0, 64))
    .split('\0')
    .includes('disabled');
}

/** The value of a property that is exactly one cell. */
export function cellAt(node: BindingNode, property: string): number | undefined {
  const bytes = node.properties.get(property);
  return bytes?.length === 4
    ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
    : undefined;
}

function providersIn(root: BindingNode): Providers {
  const nodes = new Map<number, BindingNode>();
  const unresolved = new Set<string>();
  collect(root, nodes, unresolved);
  return {
    unresolved: () => unresolved,
    cellsOf: (phandle, property) => {
      const node = nodes.get(phandle);
      return node === undefined ? undefined : (cellAt(node, property) ?? 0);
    },
    signature: [...[...nodes].map(signatureOf), ...unresolved].join(';'),
  };
}

function signatureOf([phandle, node]: readonly [number, BindingNode]): string {
  const cells = [...node.properties.keys()].filter(
    (it) => it.startsWith('#') && it.endsWith('-cells'),
  );
  return `${phandle}:${cells.map((it) => `${it}${cellAt(node, it) ?? 0}`).join()}`;
}

function collect(
  node: BindingNode,
  nodes: Map<number, BindingNode>,
  unresolved: Set<string>,
): void {
  collectUnresolved(node, unresolved);
  if (node.name.startsWith('__')) return;
  const phandle = cellAt(node, 'phandle');
  if (phandle !== undefined) nodes.set(phandle, node);
  for (const child of node.children) collect(child, nodes, unresolved);
}

/** What a `__fixups__` or a `__local_fixups__` leaves open. */
export function collectUnresolved(node: BindingNode, unresolved: Set<string>): void {
  if (node.name === '__fixups__') collectFixups(node, unresolved);
  if (node.name === '__local_fixups__') collectLocalFixups(node, '', unresolved);
}

function collectFixups(node: BindingNode, unresolved: Set<string>): void {
  for (const name of node.properties.keys()) {
    const bytes = node.properties.get(name);
    for (const place of new TextDecoder().decode(bytes).split('\0')) unresolved.add(place);
  }
}

function collectLocalFixups(node: BindingNode, path: string, unresolved: Set<string>): void {
  for (const name of node.properties.keys()) {
    const bytes = node.properties.get(name) ?? new Uint8Array();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      unresolved.add(`${path}:${name}:${view.getUint32(at)}`);
    }
  }
  for (const child of node.children) collectLocalFixups(child, `${path}/${child.name}`, unresolved);
}
