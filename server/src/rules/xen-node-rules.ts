/** The rules about event channels and CPU pools (Xen docs/misc/arm/device-tree). */
import type { Rule } from './rule';
import { cpupoolCpuOffline } from './xen/cpupool-cpu-offline';
import { cpupoolCpuShared } from './xen/cpupool-cpu-shared';
import { cpupoolCpusMissing } from './xen/cpupool-cpus-missing';
import { cpupoolDomainBadPhandle } from './xen/cpupool-domain-bad-phandle';
import { cpupoolDomainWrongNode } from './xen/cpupool-domain-wrong-node';
import { cpupoolMisplaced } from './xen/cpupool-misplaced';
import { cpupoolNotACpu } from './xen/cpupool-not-a-cpu';
import { cpupoolPhandleLaterBad } from './xen/cpupool-phandle-later-bad';
import { cpupoolSchedUnknown } from './xen/cpupool-sched-unknown';
import { cpupoolUnassigned } from './xen/cpupool-unassigned';
import { evtchnCompatibleRule } from './xen/evtchn-compatible';
import { evtchnExtraTuples } from './xen/evtchn-extra-tuples';
import { evtchnLinkMismatch } from './xen/evtchn-link-mismatch';
import { evtchnNoHwdom } from './xen/evtchn-no-hwdom';
import { evtchnNotEnhanced } from './xen/evtchn-not-enhanced';
import { evtchnPhandle } from './xen/evtchn-phandle';
import { evtchnPortDuplicate } from './xen/evtchn-port-duplicate';
import { evtchnPortRange } from './xen/evtchn-port-range';
import { evtchnPortXenstore } from './xen/evtchn-port-xenstore';
import { evtchnPortZero } from './xen/evtchn-port-zero';
import { evtchnPropMissing } from './xen/evtchn-prop-missing';
import { evtchnSelf } from './xen/evtchn-self';
import { evtchnTooDeep } from './xen/evtchn-too-deep';
import { evtchnWrongParent } from './xen/evtchn-wrong-parent';

export const xenNodeRules: readonly Rule[] = [
  cpupoolCpuOffline,
  cpupoolCpuShared,
  cpupoolCpusMissing,
  cpupoolDomainBadPhandle,
  cpupoolDomainWrongNode,
  cpupoolMisplaced,
  cpupoolNotACpu,
  cpupoolPhandleLaterBad,
  cpupoolSchedUnknown,
  cpupoolUnassigned,
  evtchnCompatibleRule,
  evtchnExtraTuples,
  evtchnLinkMismatch,
  evtchnNoHwdom,
  evtchnNotEnhanced,
  evtchnPhandle,
  evtchnPortDuplicate,
  evtchnPortRange,
  evtchnPortXenstore,
  evtchnPortZero,
  evtchnPropMissing,
  evtchnSelf,
  evtchnTooDeep,
  evtchnWrongParent,
];
