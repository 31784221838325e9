/**
 * Static event channels: `xen,evtchn-v1` nodes below `/chosen` (dom0's) or below its children, each with a local
 * port and the phandle of the far end. Only the first pair is read
 * (Xen common/device-tree/static-evtchn.c alloc_static_evtchn, get_evtchn_dt_property).
 */
import type { Span } from '../preprocessor/token-stream';
import type { DeviceTree, DtNode, DtProperty } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import { nodeOfCell } from '../tree/phandle';
import { byteLengthOf, cellsOf, type Cell } from '../tree/value';
import { isSameSpan, keepList } from './keep';
import { evtchnCompatible } from './xen-names';
import { nodesListing } from './xen-nodes';
import type { Domain } from './xen-late-pass';

export interface EventChannel {
  readonly node: NodeRef;
  /** Absent for dom0's, and for nodes in something that is no domain, which Xen counts as dom0's. */
  readonly domain?: Domain;
  readonly property?: DtProperty;
  /** Length of `xen,evtchn` in bytes; absent when it cannot be told. */
  readonly bytes?: number;
  readonly port?: { readonly value: number; readonly at: Span };
  readonly remote?: {
    /** The phandle; absent when the source has a reference in its place, or does not tell. */
    readonly phandle?: number;
    /** The node that has it. */
    readonly node?: DtNode;
    readonly at: Span;
  };
}

/** The ends in the order in which Xen visits them: those of `/chosen`, then those of each of its children. */
export function eventChannelsOf(
  tree: DeviceTree,
  chosen: NodeRef,
  domains: readonly Domain[],
  before?: readonly EventChannel[],
): readonly EventChannel[] {
  const ends = nodesListing(tree, evtchnCompatible);
  if (ends.length === 0) return none;
  const owners = new Map(domains.map((it) => [it.node, it]));
  const ofDom0 = ends.filter((it) => it.parent === chosen);
  const others = ends.filter((it) => it.parent?.parent === chosen);
  const found = [...ofDom0, ...others].map((node) =>
    readEventChannel(tree, node, node.parent && owners.get(node.parent)),
  );
  return keepList(before, found, isSameChannel, (it) => it.node);
}

const none: readonly EventChannel[] = [];

function isSameChannel(a: EventChannel, b: EventChannel): boolean {
  return (
    a.node === b.node &&
    a.domain === b.domain &&
    a.property === b.property &&
    a.bytes === b.bytes &&
    a.port?.value === b.port?.value &&
    isSameSpan(a.port?.at, b.port?.at) &&
    a.remote?.phandle === b.remote?.phandle &&
    a.remote?.node === b.remote?.node &&
    isSameSpan(a.remote?.at, b.remote?.at)
  );
}

/** Reads one end, whatever its compatible: the far end is read by Xen without a look at that. */
export function readEventChannel(
  tree: DeviceTree,
  node: NodeRef,
  domain: Domain | undefined,
): EventChannel {
  const property = node.node.properties.get('xen,evtchn');
  const owner = domain && { domain };
  if (property === undefined) return { node, ...owner };
  const bytes = byteLengthOf(tree, property);
  const [port, phandle] = cellsOf(tree, property) ?? [];
  const remote = nodeOfCell(tree, phandle);
  return {
    node,
    ...owner,
    property,
    ...(bytes !== undefined && { bytes }),
    ...(port?.value !== undefined && { port: { value: port.value, at: port.at } }),
    ...(phandle && {
      remote: {
        at: phandle.at,
        ...numberOf(phandle),
        ...(remote && { node: remote }),
      },
    }),
  };
}

function numberOf(cell: Cell): { readonly phandle?: number } {
  return cell.reference === undefined && cell.value !== undefined ? { phandle: cell.value } : {};
}
