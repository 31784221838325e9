/** The rules about what Xen needs of the board itself (Xen arch/arm/domain_build.c, smpboot.c). */
import type { Rule } from './rule';
import { hostCpuReg } from './xen/host-cpu-reg';
import { hostNoCpus } from './xen/host-no-cpus';
import { hostNoGic } from './xen/host-no-gic';
import { hostNoTimer } from './xen/host-no-timer';
import { hostPhandleSplit } from './xen/host-phandle-split';
import { hostPpiNode } from './xen/host-ppi-node';
import { hostReservedPath } from './xen/host-reserved-path';
import { hostRootCells } from './xen/host-root-cells';
import { hostSecondaryGic } from './xen/host-secondary-gic';

export const xenHostRules: readonly Rule[] = [
  hostCpuReg,
  hostNoCpus,
  hostNoGic,
  hostNoTimer,
  hostPhandleSplit,
  hostPpiNode,
  hostReservedPath,
  hostRootCells,
  hostSecondaryGic,
];
