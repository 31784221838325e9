/**
 * The properties that Xen reads of its own nodes below `/chosen`, with their types and the release that brought
 * them (the reference tables of Xen docs/misc/arm/device-tree/booting.txt; the parsers are
 * common/device-tree/dom0less-bindings.c and arch/arm/dom0less-build.c). Types only say how Xen reads a value.
 */
import type { XenVersion } from './target';

export type XenPropertyType =
  'u32' | 'u64' | 'string' | 'flag' | 'cells' | 'phandle' | 'string or flag' | 'u32 or flag';

export interface XenProperty {
  readonly name: string;
  readonly type: XenPropertyType;
  readonly since: XenVersion;
  /** Last release that read it. */
  readonly until?: XenVersion;
}

export const domainProperties: readonly XenProperty[] = [
  { name: 'memory', type: 'u64', since: '4.12' },
  { name: 'cpus', type: 'u32', since: '4.12' },
  { name: '#address-cells', type: 'u32', since: '4.12' },
  { name: '#size-cells', type: 'u32', since: '4.12' },
  { name: 'vpl011', type: 'flag', since: '4.12' },
  { name: 'nr_spis', type: 'u32', since: '4.13' },
  { name: 'xen,static-mem', type: 'cells', since: '4.16' },
  { name: '#xen,static-mem-address-cells', type: 'u32', since: '4.16', until: '4.16' },
  { name: '#xen,static-mem-size-cells', type: 'u32', since: '4.16', until: '4.16' },
  { name: 'direct-map', type: 'flag', since: '4.17' },
  { name: 'domain-cpupool', type: 'phandle', since: '4.17' },
  { name: 'xen,enhanced', type: 'string or flag', since: '4.17' },
  { name: 'xen,domain-p2m-mem-mb', type: 'u32', since: '4.17' },
  { name: 'max_grant_version', type: 'u32', since: '4.18' },
  { name: 'max_grant_frames', type: 'u32', since: '4.18' },
  { name: 'max_maptrack_frames', type: 'u32', since: '4.18' },
  { name: 'sve', type: 'u32 or flag', since: '4.18' },
  { name: 'passthrough', type: 'string', since: '4.19' },
  { name: 'llc-colors', type: 'string', since: '4.20' },
  { name: 'capabilities', type: 'u32', since: '4.21' },
  { name: 'trap-unmapped-accesses', type: 'u32', since: '4.21' },
  { name: 'xen,sci_type', type: 'string', since: '4.21' },
  { name: 'v8r_el1_msa', type: 'string', since: '4.22' },
  { name: 'mmu-type', type: 'string', since: '4.22' },
];

export const moduleProperties: readonly XenProperty[] = [
  { name: 'reg', type: 'cells', since: '4.12' },
  { name: 'bootargs', type: 'string', since: '4.12' },
  { name: 'xen,uefi-binary', type: 'string', since: '4.16' },
];

export const chosenProperties: readonly XenProperty[] = [
  { name: 'xen,xen-bootargs', type: 'string', since: '4.12' },
  { name: 'xen,dom0-bootargs', type: 'string', since: '4.12' },
  { name: 'xen,static-heap', type: 'cells', since: '4.17' },
  { name: 'xen,uefi-cfg-load', type: 'flag', since: '4.16' },
];

export const vcpuProperties: readonly XenProperty[] = [
  { name: 'id', type: 'u32', since: '4.21' },
  { name: 'hard-affinity', type: 'string', since: '4.21' },
];

export const evtchnProperties: readonly XenProperty[] = [
  { name: 'xen,evtchn', type: 'cells', since: '4.17' },
];

export const shmProperties: readonly XenProperty[] = [
  { name: 'xen,shm-id', type: 'string', since: '4.17' },
  { name: 'xen,shared-mem', type: 'cells', since: '4.17' },
  { name: 'role', type: 'string', since: '4.17' },
];

export const cpupoolProperties: readonly XenProperty[] = [
  { name: 'cpupool-cpus', type: 'cells', since: '4.17' },
  { name: 'cpupool-sched', type: 'string', since: '4.17' },
];

/** What any node may carry without being Xen's business. */
export const ordinaryProperties: readonly string[] = [
  'compatible',
  'status',
  'phandle',
  'linux,phandle',
  'reg',
  'ranges',
  'name',
  '#address-cells',
  '#size-cells',
];
