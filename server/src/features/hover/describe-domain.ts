/** A domain in words: its command line and why it gets that one, and what it is made of. */
import { formatRange, formatSize, hex } from '../../memory/format-number';
import { domainBootArgs } from '../../model/boot-args';
import { kindLabel } from '../../model/boot-module';
import type { EventChannel } from '../../model/event-channel';
import type { PlatformModel } from '../../model/platform';
import type { SharedMemory } from '../../model/shared-memory';
import type { Domain, DomainModule } from '../../model/xen-late-pass';
import { partsOf } from '../domain-parts';
import { describeCommandLine } from './describe-boot-args';
import { bullets, code, paragraphs } from './markdown';

/** Parts of one sort that are listed. */
const mostParts = 8;

/** The domain as Xen builds it. */
export function describeDomain(model: PlatformModel, domain: Domain): string | undefined {
  const parts = partsOf(model, domain);
  const { cpus, memory } = parts;
  const size = [
    memory === undefined ? 'RAM not told' : `RAM: ${formatSize(memory)}`,
    cpus === undefined ? 'vCPUs not told' : `${cpus} ${cpus === 1 ? 'vCPU' : 'vCPUs'}`,
  ];
  const role = domain.capabilities.isHardware ? ', the hardware domain' : '';
  return paragraphs([
    `Xen domain ${domain.id}${role}.`,
    describeCommandLine(domainBootArgs(model, domain)),
    bullets([
      ...parts.modules.map(moduleLine),
      size.join(', '),
      ...some(parts.channels, (it) => channelLine(model, it)),
      ...some(parts.sharedMemory, sharedLine),
      ...(parts.devices.length > 0 ? [`with ${parts.devices.join(', ')}`] : []),
    ]),
  ]);
}

function some<T>(parts: readonly T[], lineOf: (part: T) => string): readonly string[] {
  const more = parts.length - mostParts;
  const lines = parts.slice(0, mostParts).map(lineOf);
  return more > 0 ? [...lines, `and ${more} more`] : lines;
}

function moduleLine({ kind, node, record }: DomainModule): string {
  const name = `${kindLabel(kind)} ${code(node.node.name)}`;
  return record === undefined
    ? `${name}: not on record, the domain goes without it`
    : `${name}: ${code(formatRange(record))}, ${formatSize(record.end - record.start)}`;
}

function channelLine(model: PlatformModel, { node, port, remote }: EventChannel): string {
  const other = model.eventChannels.find((it) => it.node.node === remote?.node);
  const name = other === undefined ? undefined : (other.domain?.node.node.name ?? 'dom0');
  return [
    `event channel ${code(node.node.name)}`,
    ...(port === undefined ? [] : [`port ${port.value}`]),
    ...(name === undefined ? [] : [`to ${code(name)}`]),
  ].join(', ');
}

function sharedLine({ guestAddress, id, role, size }: SharedMemory): string {
  const name = `shared memory${id === undefined ? '' : ` ${code(id)}`}`;
  const as = role === undefined ? '' : `, as ${role}`;
  if (guestAddress === undefined || size === undefined) return `${name}${as}`;
  return `${name}: ${formatSize(size)} at ${code(hex(guestAddress))}${as}`;
}
