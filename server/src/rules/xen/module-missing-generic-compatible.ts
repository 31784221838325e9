/** A node says what it is (`multiboot,kernel`) but not that it is a boot module (`multiboot,module`). */
import type { NodeRef } from '../../tree/node-ref';
import { compatiblesOf } from '../../model/node-compatibles';
import { statedKind, kindLabel, type BootModuleKind } from '../../model/boot-module';
import {
  domainCompatible,
  genericModule,
  isBootModule,
  listsInAnyCase,
} from '../../model/xen-names';
import type { DeviceTree } from '../../tree/dt-node';
import { defineRule } from '../rule';
import { eachXenNode } from '../xen-items';
import { dom0Board } from './example-board';
import { setStringsFix } from '../make-fix';

export const moduleMissingGenericCompatible = defineRule({
  id: 'xen/module-missing-generic-compatible',
  severity: 'error',
  summary: 'A boot module lacks the generic compatible "multiboot,module".',
  why: 'Xen records only nodes that list "multiboot,module". A kernel without it is not found and Xen panics; a ramdisk or guest device tree is silently absent. A kernel or ramdisk of a domain that also lacks reg makes Xen follow a null pointer.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: early_scan_node; kernel.c: kernel_probe',
  reader: 'xen',
  examples: [
    {
      title: 'Only the specific compatible',
      dts: dom0Board(`
        ramdisk@51000000 {
            compatible = "multiboot,ramdisk";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lacks "multiboot,module"
            reg = <0x51000000 0x100000>;
        };`),
      fixed: dom0Board(`
        ramdisk@51000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };`),
    },
    {
      title: 'Both, in either order',
      dts: dom0Board(`
        ramdisk@51000000 {
            compatible = "multiboot,module", "multiboot,ramdisk";
            reg = <0x51000000 0x100000>;
        };`),
    },
  ],
  each: eachXenNode,
  checkEach(node, { tree }, report) {
    const compatibles = compatiblesOf(tree, node);
    const property = node.node.properties.get('compatible');
    const stated = isBootModule(compatibles) ? undefined : statedKind(compatibles);
    if (stated === undefined || property === undefined) return;
    report({
      at: property.at,
      node: node.path,
      message: `${node.node.name} lacks "${genericModule}": Xen does not record it, ${reaction(tree, node, stated.kind)}`,
      fixes: setStringsFix(
        `Append "${genericModule}"`,
        property,
        [...compatibles, genericModule],
        true,
      ),
    });
  },
});

function reaction(tree: DeviceTree, node: NodeRef, kind: BootModuleKind): string {
  const { parent } = node;
  const isInDomain =
    parent !== undefined && listsInAnyCase(compatiblesOf(tree, parent), domainCompatible);
  const owner = isInDomain ? parent.node.name : 'dom0';
  if (isInDomain && !node.node.properties.has('reg') && (kind === 'kernel' || kind === 'ramdisk'))
    return 'and crashes when it looks for the missing reg';
  if (kind === 'kernel') return `so that ${owner} loses this kernel: panic, unless it has another`;
  return `so that ${owner} silently goes without this ${kindLabel(kind)}`;
}
