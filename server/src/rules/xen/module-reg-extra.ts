/** A module's `reg` has more cells than Xen reads, often because it was written for other cell counts. */
import { describeCells } from '../../memory/cells';
import { formatSize, hex } from '../../memory/format-number';
import type { BootModule } from '../../model/boot-module';
import { meantReg, type MeantReg } from '../../model/meant-reg';
import { defineRule, type Finding } from '../rule';
import { eachModule } from '../xen-items';
import type { DeviceTree } from '../../tree/dt-node';
import { domainBoard } from './example-board';
import { rewriteRegFix } from './rewrite-reg';

export const moduleRegExtra = defineRule({
  id: 'xen/module-reg-extra',
  severity: 'warning',
  summary: "A boot module's reg has more than one address and size.",
  why: 'Xen reads the first entry and no more. Where the unit address shows that reg was written for other #address-cells and #size-cells than those that apply, Xen takes a wrong address or size, and that is an error.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_multiboot_node',
  reader: 'xen',
  examples: [
    {
      title: 'Written with four cells, where the domain asks for two',
      dts: domainBoard(
        `
        kernel@52000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x0 0x52000000 0x0 0x100000>;
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ reg has 4 cells, expected 2 cells (1 address + 1 size)
        };`,
        { without: ['kernel'] },
      ),
      fixed: domainBoard(
        `
        kernel@52000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x52000000 0x100000>;
        };`,
        { without: ['kernel'] },
      ),
    },
    { title: 'One address and one size', dts: domainBoard('') },
  ],
  each: eachModule,
  checkEach(module, { tree }, report) {
    const { reg, cells } = module;
    if (reg === undefined || cells === undefined) return;
    if (cells.address < 1 || cells.size < 1 || reg.count <= cells.address + cells.size) return;
    report({ at: reg.property.at, node: module.node.path, ...finding(tree, module, reg.count) });
  },
});

function finding(
  tree: DeviceTree,
  module: BootModule,
  count: number,
): Pick<Finding, 'message' | 'severity' | 'fixes'> {
  const { cells, region } = module;
  const expected = cells ? describeCells(cells) : '';
  const meant = meantReg(tree, module.node);
  const counts = `reg has ${count} cells, expected ${expected}`;
  if (meant === undefined || region === undefined || isSame(meant, region))
    return { message: `${counts}: Xen reads the first entry and ignores the rest` };
  return {
    severity: 'error',
    message: `${counts}: Xen reads address ${hex(region.start)}, size ${formatSize(region.size)} instead of ${hex(meant.address)}, ${formatSize(meant.size)}`,
    fixes: rewriteRegFix(tree, module),
  };
}

function isSame(
  meant: MeantReg,
  region: { readonly start: bigint; readonly size: bigint },
): boolean {
  return meant.address === region.start && meant.size === region.size;
}
