/** Whether the board has an IOMMU that Xen drives (Xen drivers/passthrough/arm). */
import { compatiblesOf } from '../../model/node-compatibles';
import type { DeviceTree, DtNode } from '../../tree/dt-node';
import { treeFact } from '../../tree/fact';
import { nodeIndex } from '../../tree/node-index';

const drivenByXen =
  /(?:^|\0)(?:arm,smmu-v[123]|arm,mmu-(?:400|401|500)|arm,smmu|cavium,smmu-v2|renesas,ipmmu|qcom,adreno-smmu)/;

/** True when any node is one. */
export const hasIommu = treeFact(
  (tree: DeviceTree): boolean =>
    candidates.has(tree, 'driven') ||
    candidates.all(tree, 'hidden').some((it) => compatiblesOf(tree, it).some(isDriven)),
);

/** Nodes that Xen drives, as written, and those whose strings are written as something else. */
const candidates = nodeIndex(kindsOf);

function kindsOf(node: DtNode): readonly ('driven' | 'hidden')[] {
  const parts = node.properties.get('compatible')?.parts ?? [];
  if (parts.some((it) => it.kind !== 'string')) return hidden;
  return parts.some((it) => it.kind === 'string' && isDriven(it.bytes)) ? driven : none;
}

function isDriven(name: string): boolean {
  return drivenByXen.test(name);
}

const none: readonly never[] = [];
const hidden = ['hidden'] as const;
const driven = ['driven'] as const;
