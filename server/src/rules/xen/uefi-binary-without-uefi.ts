/** A file that nobody loads. */
import { defineRule } from '../rule';
import { eachUefiModule } from '../xen-items';
import { mark } from './example-board';
import { uefiBoard } from './example-uefi';

const line = 'xen,uefi-binary = "guest.img";';

export const uefiBinaryWithoutUefi = defineRule({
  id: 'xen/uefi-binary-without-uefi',
  severity: 'error',
  summary: 'A module names a file for the UEFI stub, and Xen does not start by UEFI.',
  why: 'Only the stub loads the file and writes reg. Without it the module has no reg, and Xen panics.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_multiboot_node',
  since: '4.16',
  reader: 'xen',
  examples: [
    { title: 'No UEFI', board: { uefi: false }, dts: mark(uefiBoard(), line, 'nobody loads it') },
    { title: 'UEFI', board: { uefi: true }, dts: uefiBoard() },
  ],
  each: eachUefiModule,
  checkEach({ node, path }, { board = {} }, report) {
    const property = node.properties.get('xen,uefi-binary');
    if (board.uefi !== false || property === undefined || node.properties.has('reg')) return;
    report({
      at: property.at,
      node: path,
      message: `nobody loads it, as Xen does not start by UEFI: ${node.name} has no reg, and Xen panics; add reg`,
    });
  },
});
