/** The rules about the properties of domains, their vCPUs and cache colours (Xen docs/misc/arm/device-tree/booting.txt). */
import type { Rule } from './rule';
import { affinityEmpty } from './xen/affinity-empty';
import { affinityMissing } from './xen/affinity-missing';
import { affinityOctal } from './xen/affinity-octal';
import { affinityOutsidePool } from './xen/affinity-outside-pool';
import { affinityPcpuRange } from './xen/affinity-pcpu-range';
import { affinitySyntax } from './xen/affinity-syntax';
import { capabilitiesInvalid } from './xen/capabilities-invalid';
import { capabilitiesTwoControl } from './xen/capabilities-two-control';
import { capabilitiesTwoHardware } from './xen/capabilities-two-hardware';
import { capabilitiesTwoXenstore } from './xen/capabilities-two-xenstore';
import { directMapWithoutStaticMem } from './xen/direct-map-without-static-mem';
import { dom0MemMissing } from './xen/dom0-mem-missing';
import { domainCpusLimit } from './xen/domain-cpus-limit';
import { domainCpusMissing } from './xen/domain-cpus-missing';
import { domainCpusRedist } from './xen/domain-cpus-redist';
import { domainCpusZero } from './xen/domain-cpus-zero';
import { domainMemoryHighCell } from './xen/domain-memory-high-cell';
import { domainMemoryMissing } from './xen/domain-memory-missing';
import { domainMemoryNotPage } from './xen/domain-memory-not-page';
import { domainMemoryTooBig } from './xen/domain-memory-too-big';
import { domainTooMany } from './xen/domain-too-many';
import { domainMemoryZero } from './xen/domain-memory-zero';
import { dtbFlagLeaksForward } from './xen/dtb-flag-leaks-forward';
import { enhancedLegacyNoop } from './xen/enhanced-legacy-noop';
import { enhancedUnknown } from './xen/enhanced-unknown';
import { enhancedWithoutXenstoreDomain } from './xen/enhanced-without-xenstore-domain';
import { grantFramesRange } from './xen/grant-frames-range';
import { grantFramesRegion } from './xen/grant-frames-region';
import { grantVersion } from './xen/grant-version';
import { hwdomDtbAfter } from './xen/hwdom-dtb-after';
import { hwdomIgnoredProps } from './xen/hwdom-ignored-props';
import { hwdomNoIommu } from './xen/hwdom-no-iommu';
import { hwdomNrSpis } from './xen/hwdom-nr-spis';
import { hwdomPassthroughProp } from './xen/hwdom-passthrough-prop';
import { hwdomStaticMemUnused } from './xen/hwdom-static-mem-unused';
import { llcColorRange } from './xen/llc-color-range';
import { llcDisabled } from './xen/llc-disabled';
import { llcDuplicate } from './xen/llc-duplicate';
import { llcEmpty } from './xen/llc-empty';
import { llcInheritBug } from './xen/llc-inherit-bug';
import { llcSharedColors } from './xen/llc-shared-colors';
import { llcStaticMem } from './xen/llc-static-mem';
import { llcSyntax } from './xen/llc-syntax';
import { nrSpisLimit } from './xen/nr-spis-limit';
import { nrSpisTooSmallVpl011 } from './xen/nr-spis-too-small-vpl011';
import { p2mTooSmall } from './xen/p2m-too-small';
import { passthroughDisabledWithDtb } from './xen/passthrough-disabled-with-dtb';
import { passthroughSticky } from './xen/passthrough-sticky';
import { passthroughUnknown } from './xen/passthrough-unknown';
import { sciTwoDomains } from './xen/sci-two-domains';
import { sciTypeInvalid } from './xen/sci-type-invalid';
import { sveInvalid } from './xen/sve-invalid';
import { trapUnmappedRange } from './xen/trap-unmapped-range';
import { vcpuIdDuplicate } from './xen/vcpu-id-duplicate';
import { vcpuIdMissing } from './xen/vcpu-id-missing';
import { vcpuIdRange } from './xen/vcpu-id-range';

export const xenDomainRules: readonly Rule[] = [
  affinityEmpty,
  affinityMissing,
  affinityOctal,
  affinityPcpuRange,
  affinitySyntax,
  capabilitiesInvalid,
  capabilitiesTwoControl,
  capabilitiesTwoHardware,
  capabilitiesTwoXenstore,
  directMapWithoutStaticMem,
  dom0MemMissing,
  domainCpusLimit,
  domainCpusMissing,
  domainCpusZero,
  domainMemoryHighCell,
  domainMemoryMissing,
  domainMemoryNotPage,
  domainMemoryTooBig,
  domainMemoryZero,
  enhancedLegacyNoop,
  enhancedUnknown,
  enhancedWithoutXenstoreDomain,
  grantFramesRange,
  grantFramesRegion,
  grantVersion,
  hwdomDtbAfter,
  hwdomIgnoredProps,
  hwdomNoIommu,
  hwdomNrSpis,
  hwdomPassthroughProp,
  hwdomStaticMemUnused,
  llcColorRange,
  llcDisabled,
  llcDuplicate,
  llcEmpty,
  llcSharedColors,
  llcStaticMem,
  llcSyntax,
  nrSpisLimit,
  nrSpisTooSmallVpl011,
  p2mTooSmall,
  passthroughDisabledWithDtb,
  passthroughUnknown,
  sciTwoDomains,
  sciTypeInvalid,
  sveInvalid,
  trapUnmappedRange,
  vcpuIdDuplicate,
  vcpuIdMissing,
  vcpuIdRange,
  domainCpusRedist,
  passthroughSticky,
  dtbFlagLeaksForward,
  affinityOutsidePool,
  llcInheritBug,
  domainTooMany,
];
