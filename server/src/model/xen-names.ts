/**
 * The strings that Xen looks for in a devicetree, each written once (Xen docs/misc/arm/device-tree/booting.txt;
 * the table of kinds is common/device-tree/bootfdt.c fdt_node_to_kind). Comparisons of `compatible` ignore case
 * in the late pass and in the early pass's "is this a module" test, but not where a kind is chosen.
 */

/** Either of these makes a node a boot module; the second is the spelling of Xen 4.3 and 4.4. */
export const genericModule = 'multiboot,module';
export const legacyGenericModule = 'xen,multiboot-module';

export type BootModuleKind =
  'kernel' | 'ramdisk' | 'xsm-policy' | 'device-tree' | 'microcode' | 'unknown';

export interface KindName {
  readonly compatible: string;
  readonly kind: BootModuleKind;
  /** Understood for dom0 only: a domain's builder does not look for it. */
  readonly isLegacy: boolean;
}

/** In Xen's order: the first that a node lists decides. */
export const kindNames: readonly KindName[] = [
  { compatible: 'xen,linux-zimage', kind: 'kernel', isLegacy: true },
  { compatible: 'multiboot,kernel', kind: 'kernel', isLegacy: false },
  { compatible: 'xen,linux-initrd', kind: 'ramdisk', isLegacy: true },
  { compatible: 'multiboot,ramdisk', kind: 'ramdisk', isLegacy: false },
  { compatible: 'xen,xsm-policy', kind: 'xsm-policy', isLegacy: false },
  { compatible: 'multiboot,device-tree', kind: 'device-tree', isLegacy: false },
  { compatible: 'multiboot,microcode', kind: 'microcode', isLegacy: false },
];

export const domainCompatible = 'xen,domain';
export const vcpuCompatible = 'xen,vcpu';
export const evtchnCompatible = 'xen,evtchn-v1';
export const shmCompatible = 'xen,domain-shared-memory-v1';
export const cpupoolCompatible = 'xen,cpupool';

/** Every compatible that Xen knows below `/chosen`. */
export const chosenCompatibles: readonly string[] = [
  genericModule,
  legacyGenericModule,
  ...kindNames.map((it) => it.compatible),
  domainCompatible,
  vcpuCompatible,
  evtchnCompatible,
  shmCompatible,
  cpupoolCompatible,
];

/** Whether the list has the name, letter by letter (libfdt fdt_node_check_compatible). */
export function lists(compatibles: readonly string[], name: string): boolean {
  return compatibles.includes(name);
}

/** Whether the list has the name in any letter case (Xen dt_compat_cmp is strcasecmp). */
export function listsInAnyCase(compatibles: readonly string[], name: string): boolean {
  for (const it of compatibles)
    if (it === name || (it.length === name.length && it.toLowerCase() === name)) return true;
  return false;
}

/** Whether a node with these compatibles is a boot module to Xen's early walk. */
export function isBootModule(compatibles: readonly string[]): boolean {
  return (
    listsInAnyCase(compatibles, genericModule) || listsInAnyCase(compatibles, legacyGenericModule)
  );
}
