/** `status` does not disable a boot module, vCPU, event channel, shared memory or CPU pool. */
import { isAvailable } from '../../memory/ram';
import { chosenCompatibles, domainCompatible, listsInAnyCase } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachXenNode } from '../xen-items';
import { dom0Board } from './example-board';
import { removePropertyFix } from '../make-fix';

const names = chosenCompatibles.filter((it) => it !== domainCompatible);

export const nodeStatusIgnored = defineRule({
  id: 'xen/node-status-ignored',
  severity: 'warning',
  summary: 'A node below /chosen has a status that Xen ignores.',
  why: 'Xen does not look at status of modules, vCPUs, event channels, shared memory and CPU pools: a disabled ramdisk is loaded all the same.',
  source:
    'Xen common/device-tree/bootinfo-fdt.c, dom0less-build.c, static-evtchn.c, static-shmem.c; common/sched/boot-cpupool.c',
  reader: 'xen',
  examples: [
    {
      title: 'A ramdisk that is meant to be off',
      dts: dom0Board(`
        ramdisk@51000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x51000000 0x100000>;
            status = "disabled";
          //^^^^^^^^^^^^^^^^^^^^ has no effect
        };`),
      fixed: dom0Board(`
        ramdisk@51000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };`),
    },
    {
      title: 'A ramdisk that is on',
      dts: dom0Board(`
        ramdisk@51000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x51000000 0x100000>;
            status = "okay";
        };`),
    },
  ],
  each: eachXenNode,
  checkEach(node, { tree }, report) {
    const property = node.node.properties.get('status');
    if (property === undefined || isAvailable(tree, node)) return;
    const compatibles = compatiblesOf(tree, node);
    const isKnown = names.some((it) => listsInAnyCase(compatibles, it));
    if (!node.path.startsWith('/chosen/') || !isKnown) return;
    report({
      at: property.at,
      node: node.path,
      message: `status has no effect on ${node.node.name}, Xen uses it all the same: to drop it use /delete-node/`,
      fixes: removePropertyFix(property),
    });
  },
});
