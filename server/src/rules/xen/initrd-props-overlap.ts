/** The ramdisk of linux,initrd-start lies where memory is claimed. */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { dom0Board } from './example-board';
import { clashBetween, clashFinding, consequence } from './report-clash';

export const initrdPropsOverlap = defineRule({
  id: 'xen/initrd-props-overlap',
  severity: 'error',
  summary: 'The range of linux,initrd-start/-end overlaps another claim to memory.',
  why: 'Xen records the range before any module: a module that overlaps it is dropped, a reserved or static range that comes later makes Xen panic, and one that came earlier costs dom0 its ramdisk.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_chosen_node; bootinfo.c: add_boot_module',
  since: '4.18',
  reader: 'xen',
  examples: [
    {
      title: 'The kernel lies in the ramdisk',
      dts: dom0Board('')
        .replace(
          '    chosen {',
          `    chosen {
        linux,initrd-start = <0x50080000>;
        linux,initrd-end = <0x50200000>;`,
        )
        .replace(
          'reg = <0x50000000 0x100000>;',
          `reg = <0x50000000 0x100000>;
                 //^^^^^^^^^^^^^^^^^^^ kernel@50000000 overlaps linux,initrd-start by 512 KiB`,
        ),
    },
    {
      title: 'The ramdisk lies behind the kernel',
      dts: dom0Board('').replace(
        '    chosen {',
        `    chosen {
        linux,initrd-start = <0x50100000>;
        linux,initrd-end = <0x50200000>;`,
      ),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    const memory = [
      'shared-mem',
      'static-mem',
      'static-heap',
      'reserved-memory',
      'memreserve',
    ] as const;
    const withModule = clashBetween(item, 'module', ['initrd']);
    if (withModule !== undefined && withModule.moved.module?.kind !== 'ramdisk')
      report(clashFinding(input, withModule));
    const clash = clashBetween(item, 'initrd', memory);
    if (clash === undefined) return;
    const finding = clashFinding(input, clash);
    const lost = clash.second === clash.moved && clash.outcome === 'dropped';
    report(
      lost ? { ...finding, message: `${finding.message}; ${consequence(clash.moved)}` } : finding,
    );
  },
});
