/** A module's `reg` has fewer cells than one entry takes. */
import { describeCells } from '../../memory/cells';
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { domainBoard } from './example-board';
import { rewriteRegFix } from './rewrite-reg';

export const moduleRegTooShort = defineRule({
  id: 'xen/module-reg-too-short',
  severity: 'error',
  summary: "A boot module's reg is shorter than one address and size.",
  why: "The cells of a module's reg are counted by #address-cells and #size-cells of the node around it, or of the nearest ancestor that has them. Xen panics when reg is shorter.",
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_multiboot_node',
  reader: 'xen',
  examples: [
    {
      title: 'Two cells where the domain asks for three',
      dts: domainBoard(
        `
        #address-cells = <2>;
        #size-cells = <1>;
        kernel@52000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x52000000 0x100000>;
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^ reg has 2 cells, expected 3 cells (2 address + 1 size)
        };`,
        { without: ['cells', 'kernel'] },
      ),
      fixed: domainBoard(
        `
        #address-cells = <2>;
        #size-cells = <1>;
        kernel@52000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x0 0x52000000 0x100000>;
        };`,
        { without: ['cells', 'kernel'] },
      ),
    },
    { title: 'As many cells as the domain asks for', dts: domainBoard('') },
  ],
  each: eachModule,
  checkEach(module, { tree }, report) {
    const { node, reg, cells } = module;
    if (reg === undefined || cells === undefined) return;
    if (reg.bytes >= 4 * (cells.address + cells.size)) return;
    const found = reg.bytes % 4 === 0 ? `${reg.count} cells` : `${reg.bytes} bytes`;
    report({
      at: reg.property.at,
      node: node.path,
      message: `reg has ${found}, expected ${describeCells(cells)}: Xen panics while it reads the tree`,
      fixes: rewriteRegFix(tree, module),
    });
  },
});
