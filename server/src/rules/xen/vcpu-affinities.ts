/** The `hard-affinity` of the vCPU nodes of a domain, parsed as Xen does. */
import { parseHardAffinity, type HardAffinity } from '../../model/hard-affinity';
import type { Domain } from '../../model/xen-late-pass';
import { readString } from '../../model/xen-property';
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';

export interface VcpuAffinity extends HardAffinity {
  readonly vcpu: NodeRef;
  readonly property: DtProperty;
  readonly text: string;
}

/** Those that are text, in tree order. */
export function vcpuAffinitiesOf(tree: DeviceTree, { vcpus }: Domain): readonly VcpuAffinity[] {
  return vcpus.flatMap((vcpu) => {
    const reading = readString(tree, vcpu, 'hard-affinity');
    if (reading.state !== 'value') return [];
    const { property, value: text } = reading;
    return [{ vcpu, property, text, ...parseHardAffinity(text) }];
  });
}
