/** The rules that need facts about how Xen is built and loaded: silent without the `board` section. */
import type { Rule } from './rule';
import { cpupoolNotBuilt } from './xen/cpupool-not-built';
import { llcNotBuilt } from './xen/llc-not-built';
import { shmNotBuilt } from './xen/shm-not-built';
import { staticMemNotBuilt } from './xen/static-mem-not-built';
import { sveNotBuilt } from './xen/sve-not-built';

export const xenBoardRules: readonly Rule[] = [
  cpupoolNotBuilt,
  llcNotBuilt,
  shmNotBuilt,
  staticMemNotBuilt,
  sveNotBuilt,
];
