/** Devices of guests beside the nodes of the board that they name. */
import { assignedDevicesOf, type AssignedDevice } from '../../model/partial-tree';
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import { nodeAt, type NodeRef } from '../../tree/node-ref';
import { nodeOfCell } from '../../tree/phandle';
import { cellsOf, firstCellOf } from '../../tree/value';
import type { RuleInput } from '../rule';
import { controllersOf } from './host-hardware';

export interface GuestDevice extends AssignedDevice {
  /** The name of the domain. */
  readonly domain: string;
  readonly tree: DeviceTree;
  /** The node of the board that `xen,path` names. */
  readonly board?: NodeRef;
}

/** All devices of all guests, in the order of the configuration. */
export function guestDevicesOf({ guests = [], tree }: RuleInput): readonly GuestDevice[] {
  return guests.flatMap(({ domain, tree: own }) =>
    assignedDevicesOf(own).map((device): GuestDevice => {
      const board = device.host === undefined ? undefined : nodeAt(tree, device.host);
      return { ...device, domain, tree: own, ...(board && { board }) };
    }),
  );
}

/** An interrupt of a GIC as three cells say it (Documentation/devicetree/bindings/interrupt-controller/arm,gic.yaml). */
export interface GicInterrupt {
  /** 0 is shared (SPI), 1 of each CPU (PPI). */
  readonly type: number;
  readonly number: number;
}

/** The interrupts of a node behind the GIC that Xen drives; none where another controller is between. */
export function gicInterruptsOf(tree: DeviceTree, ref: NodeRef): readonly GicInterrupt[] {
  const property = ref.node.properties.get('interrupts');
  if (property === undefined || !isBehindGic(tree, ref)) return [];
  return interruptsIn(tree, property);
}

/** Three cells each; none when the value is no such list. */
export function interruptsIn(tree: DeviceTree, property: DtProperty): readonly GicInterrupt[] {
  const cells = cellsOf(tree, property)?.map((it) => it.value) ?? [];
  if (cells.length % 3 !== 0) return [];
  const interrupts: GicInterrupt[] = [];
  for (let i = 0; i < cells.length; i += 3) {
    const [type, number] = [cells[i], cells[i + 1]];
    if (type !== undefined && number !== undefined) interrupts.push({ type, number });
  }
  return interrupts;
}

function isBehindGic(tree: DeviceTree, ref: NodeRef): boolean {
  for (let at: NodeRef | undefined = ref; at !== undefined; at = at.parent) {
    const property = at.node.properties.get('interrupt-parent');
    if (property === undefined) continue;
    const controller = nodeOfCell(tree, firstCellOf(tree, property));
    return controllersOf(tree).some((it) => it.node === controller);
  }
  return false;
}
