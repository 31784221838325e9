/** Whether the board has an IOMMU that Xen drives (Xen drivers/passthrough/arm). */
import { compatiblesOf } from '../../model/node-compatibles';
import type { DeviceTree } from '../../tree/dt-node';
import { treeFact } from '../../tree/fact';
import { rootOf, walk } from '../../tree/node-ref';

const drivenByXen =
  /^(arm,smmu-v[123]|arm,mmu-(400|401|500)|arm,smmu|cavium,smmu-v2|renesas,ipmmu|qcom,adreno-smmu)/;

/** True when any node is one. */
export const hasIommu = treeFact((tree: DeviceTree): boolean => {
  for (const node of walk(rootOf(tree)))
    if (compatiblesOf(tree, node).some((it) => drivenByXen.test(it))) return true;
  return false;
});
