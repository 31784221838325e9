/** Xen 4.13 to 4.18 stop reading the tree where later releases panic. */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { dom0Board, mark } from './example-board';

const board = (address: string) =>
  dom0Board(
    '',
    `reserved-memory {
    #address-cells = <1>;
    #size-cells = <1>;
    ranges;
    first@70000000 { reg = <0x70000000 0x200000>; };
    second@${address} { reg = <0x${address} 0x200000>; };
};`,
  );

export const earlyFailTruncatesScan = defineRule({
  id: 'xen/early-fail-truncates-scan',
  severity: 'information',
  summary: 'Xen stops reading the tree at a region that overlaps another.',
  why: 'These releases print "Early FDT parsing failed" and go on with what they have read: memory, modules and reserved regions that stand behind it are missing, and what fails then fails without a reason. Xen 4.19 and later panic.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: boot_fdt_info',
  since: '4.18',
  until: '4.18',
  reader: 'xen',
  examples: [
    {
      title: 'Two reserved regions with a megabyte in common',
      dts: mark(board('70100000'), '0x70100000 0x200000', 'stops reading the tree here'),
      target: 'xen@4.18',
    },
    { title: 'Side by side', dts: board('70200000'), target: 'xen@4.18' },
  ],
  each: eachClash,
  checkEach({ second, outcome }, _input, report) {
    if (outcome !== 'panic') return;
    report({
      at: second.at,
      ...(second.node && { node: second.node.path }),
      message: `Xen 4.18 stops reading the tree here and does not panic: what stands behind ${second.label} is silently ignored`,
    });
  },
});
