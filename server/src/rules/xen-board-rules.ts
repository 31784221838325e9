/** The rules that need facts about how Xen is built and loaded: silent without the `board` section. */
import type { Rule } from './rule';
import { acpiOnlyChosen } from './xen/acpi-only-chosen';
import { addressTruncated } from './xen/address-truncated';
import { dtbTooBig } from './xen/dtb-too-big';
import { llcCount } from './xen/llc-count';
import { moduleSizeInexact } from './xen/module-size-inexact';
import { moduleVsXenOrDtb } from './xen/module-vs-xen-or-dtb';
import { staticHeapMpuMissing } from './xen/static-heap-mpu-missing';
import { staticHeapTooSmall } from './xen/static-heap-too-small';
import { uefiBinaryWithoutUefi } from './xen/uefi-binary-without-uefi';
import { uefiMemoryNodesIgnored } from './xen/uefi-memory-nodes-ignored';
import { v8rMsa } from './xen/v8r-msa';
import { cpupoolNotBuilt } from './xen/cpupool-not-built';
import { llcNotBuilt } from './xen/llc-not-built';
import { shmNotBuilt } from './xen/shm-not-built';
import { staticMemNotBuilt } from './xen/static-mem-not-built';
import { sveNotBuilt } from './xen/sve-not-built';

export const xenBoardRules: readonly Rule[] = [
  acpiOnlyChosen,
  addressTruncated,
  dtbTooBig,
  llcCount,
  moduleSizeInexact,
  moduleVsXenOrDtb,
  staticHeapMpuMissing,
  staticHeapTooSmall,
  uefiBinaryWithoutUefi,
  uefiMemoryNodesIgnored,
  v8rMsa,
  cpupoolNotBuilt,
  llcNotBuilt,
  shmNotBuilt,
  staticMemNotBuilt,
  sveNotBuilt,
];
