/** What a domain is made of, as Xen reads it: for whoever shows a domain in few words. */
import type { EventChannel } from '../model/event-channel';
import type { PlatformModel } from '../model/platform';
import type { SharedMemory } from '../model/shared-memory';
import type { Domain, DomainModule } from '../model/xen-late-pass';
import { valueOf } from '../model/xen-property';
import type { NodeRef } from '../tree/node-ref';

export interface DomainParts {
  /** The modules that Xen uses: kernel, ramdisk, guest device tree, those that there are. */
  readonly modules: readonly DomainModule[];
  /** Bytes; absent when the source does not tell. */
  readonly memory?: bigint;
  readonly cpus?: number;
  readonly channels: readonly EventChannel[];
  readonly sharedMemory: readonly SharedMemory[];
  /** Emulated and assigned devices, and how the domain is mapped, a word or two each. */
  readonly devices: readonly string[];
}

/** The parts of a domain. */
export function partsOf(model: PlatformModel, domain: Domain): DomainParts {
  const { kernel, ramdisk, deviceTree, node } = domain;
  const kib = valueOf(domain.memory);
  const cpus = valueOf(domain.cpus);
  return {
    modules: [kernel, ramdisk, deviceTree].filter((it) => it !== undefined),
    ...(kib !== undefined && { memory: kib * 1024n }),
    ...(cpus !== undefined && { cpus }),
    channels: model.eventChannels.filter((it) => it.domain === domain),
    sharedMemory: model.sharedUses.filter((it) => it.domain === domain).map((it) => it.shm),
    devices: devicesOf(domain, node),
  };
}

function devicesOf(
  { capabilities, deviceTree, enhanced, isDirectMap }: Domain,
  node: NodeRef,
): readonly string[] {
  const has = (name: string) => node.node.properties.has(name);
  const found: readonly (readonly [boolean, string])[] = [
    [capabilities.isHardware, 'the devices of the board'],
    [has('vpl011') && !capabilities.isHardware, 'an emulated UART (vpl011)'],
    [deviceTree?.record !== undefined, 'what its device tree assigns'],
    [enhanced === 'no-xenstore', 'grants and event channels of Xen'],
    [enhanced === 'xenstore' || enhanced === 'legacy', 'grants, event channels and xenstore'],
    [isDirectMap, 'RAM at the addresses of the board (direct-map)'],
  ];
  return found.filter(([isThere]) => isThere).map(([, text]) => text);
}
