/** A module with both a file for UEFI and an address. */
import { defineRule } from '../rule';
import { eachUefiModule } from '../xen-items';
import { dom0Board, mark } from './example-board';

const both = dom0Board('').replace(/( +)reg = <0x50.*/, '$&\n$1xen,uefi-binary = "Image";');

export const uefiBinaryAndReg = defineRule({
  id: 'xen/uefi-binary-and-reg',
  severity: 'information',
  summary: 'A module has both xen,uefi-binary and reg.',
  why: 'Under UEFI the stub loads the file and overwrites reg; otherwise reg counts. That is fine when both ways are meant.',
  source: 'Xen arch/arm/efi/efi-boot.h: handle_module_node',
  since: '4.16',
  reader: 'xen',
  examples: [
    { title: 'Both', dts: mark(both, 'xen,uefi-binary = "Image";', 'overwrites reg under UEFI') },
    { title: 'Only reg', dts: dom0Board('') },
  ],
  each: eachUefiModule,
  checkEach({ node, path }, _input, report) {
    const property = node.properties.get('xen,uefi-binary');
    if (property === undefined || !node.properties.has('reg')) return;
    report({
      at: property.at,
      node: path,
      message: 'overwrites reg under UEFI; elsewhere reg counts',
    });
  },
});
