/** The ramdisk of linux,initrd-start lies where memory is claimed. */
import { defineRule } from '../rule';
import { dom0Board } from './example-board';
import { clashesBetween, clashFinding, consequence } from './report-clash';

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
  check(input, report) {
    const memory = [
      'shared-mem',
      'static-mem',
      'static-heap',
      'reserved-memory',
      'memreserve',
    ] as const;
    for (const clash of clashesBetween(input, 'module', ['initrd']))
      if (clash.moved.module?.kind !== 'ramdisk') report(clashFinding(input, clash));
    for (const clash of clashesBetween(input, 'initrd', memory)) {
      const finding = clashFinding(input, clash);
      const lost = clash.second === clash.moved && clash.outcome === 'dropped';
      report(
        lost ? { ...finding, message: `${finding.message}; ${consequence(clash.moved)}` } : finding,
      );
    }
  },
});
