/** The `hard-affinity` of every vCPU node, parsed as Xen does. */
import { parseHardAffinity, type HardAffinity } from '../../model/hard-affinity';
import type { PlatformModel } from '../../model/platform';
import type { Domain } from '../../model/xen-late-pass';
import { readString } from '../../model/xen-property';
import type { DtProperty } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';

export interface VcpuAffinity extends HardAffinity {
  readonly domain: Domain;
  readonly vcpu: NodeRef;
  readonly property: DtProperty;
  readonly text: string;
}

/** Those that are text, in tree order. */
export function vcpuAffinitiesOf({ tree, domains }: PlatformModel): readonly VcpuAffinity[] {
  return domains.flatMap((domain) =>
    domain.vcpus.flatMap((vcpu) => {
      const reading = readString(tree, vcpu, 'hard-affinity');
      if (reading.state !== 'value') return [];
      const { property, value: text } = reading;
      return [{ domain, vcpu, property, text, ...parseHardAffinity(text) }];
    }),
  );
}
