/** Event channels with their far ends, and the limits of the domain that each belongs to. */
import { readEventChannel, type EventChannel } from '../../model/event-channel';
import type { PlatformModel } from '../../model/platform';
import type { DtNode } from '../../tree/dt-node';

/** Whose the end is, in messages. */
export function ownerOf({ domain }: EventChannel): string {
  return domain?.node.node.name ?? 'dom0';
}

/** The node that the far end names in turn; undefined when it names none, or what it names cannot be told. */
export function remoteOfRemote({ tree }: PlatformModel, remote: DtNode): DtNode | undefined {
  const far = readEventChannel(tree, { node: remote, path: '', depth: 0 }, undefined);
  return far.remote?.node;
}

/** Whether dom0 or a hardware domain exists, which owns the channels directly below /chosen. */
export function hasHardwareDomain({ dom0, domains }: PlatformModel): boolean {
  return dom0?.kernel !== undefined || domains.some((it) => it.capabilities.isHardware);
}

/** Ports of plain domains end at 1023, those of dom0, the hardware and the xenstore domain at 4095. */
export function lastPort({ domain }: EventChannel): number {
  const isPlain =
    domain !== undefined && !domain.capabilities.isHardware && !domain.capabilities.isXenstore;
  return isPlain ? 1023 : 4095;
}
