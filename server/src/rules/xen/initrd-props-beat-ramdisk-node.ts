/** dom0's ramdisk is given twice, by properties and by a module. */
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { dom0Board, mark } from './example-board';
import { makeFix } from '../make-fix';
import { removeProperty } from '../source-edits';

const ramdisk = `
ramdisk@51000000 {
    compatible = "multiboot,ramdisk", "multiboot,module";
    reg = <0x51000000 0x100000>;
};`;

export const initrdPropsBeatRamdiskNode = defineRule({
  id: 'xen/initrd-props-beat-ramdisk-node',
  severity: 'warning',
  summary: 'linux,initrd-start and a ramdisk module both name the ramdisk of dom0.',
  why: 'Xen records the properties of /chosen before any module, and dom0 gets the first ramdisk: the module is never used. Boot loaders write these properties themselves, so that they rarely belong into source.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_chosen_node',
  requires: ['xen/initrd-props-overlap'],
  reader: 'xen',
  examples: [
    {
      title: 'Both are given',
      dts: mark(
        dom0Board(ramdisk).replace(
          '    chosen {',
          '$&\n        linux,initrd-start = <0x51000000>;\n        linux,initrd-end = <0x51100000>;',
        ),
        'ramdisk@51000000',
        'linux,initrd-start comes first',
      ),
      fixed: dom0Board(ramdisk),
    },
    { title: 'Only the module', dts: dom0Board(ramdisk) },
  ],
  each: eachModule,
  checkEach({ kind, domain, node }, { model }, report) {
    if (kind !== 'ramdisk' || domain !== undefined) return;
    const used = model.settlement.recorded.find((it) => it.kind === 'initrd');
    const properties = model.chosen?.node.properties;
    if (used === undefined || properties === undefined) return;
    const start = properties.get('linux,initrd-start');
    const end = properties.get('linux,initrd-end');
    report({
      at: node.node.at,
      node: node.path,
      message: `${node.node.name} is never used: linux,initrd-start comes first and gives dom0 its ramdisk`,
      related: [{ at: used.at, message: 'the ramdisk of dom0' }],
      fixes:
        start && end
          ? makeFix('Remove linux,initrd-start and linux,initrd-end', [
              ...removeProperty(start),
              ...removeProperty(end),
            ])
          : [],
    });
  },
});
