/** The third module that does not say what it is: nobody uses it. */
import { compatiblesOf } from '../../model/node-compatibles';
import { isBootModule } from '../../model/xen-names';
import { setStringsFix } from '../make-fix';
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { chosenBoard } from './example-board';

const twoModules = `
  module@50000000 { compatible = "multiboot,module"; reg = <0x50000000 0x100000>; };
  module@51000000 { compatible = "multiboot,module"; reg = <0x51000000 0x100000>; };
`;

export const moduleUnknownIgnored = defineRule({
  id: 'xen/module-unknown-ignored',
  severity: 'warning',
  summary: 'The third module without a type is of no known kind.',
  why: 'Xen guesses a kernel and a ramdisk among untyped modules. From the third on it only looks for the magic number of an XSM policy; anything else holds its memory and is used for nothing.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_multiboot_node',
  requires: ['boot/module-compatible-unknown'],
  reader: 'xen',
  examples: [
    {
      title: 'Three modules, none with a type',
      dts: chosenBoard(`${twoModules}
  module@52000000 { compatible = "multiboot,module"; reg = <0x52000000 0x100000>; };
                  //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ used for nothing`),
    },
    { title: 'Two modules: kernel and ramdisk', dts: chosenBoard(twoModules) },
  ],
  each: eachModule,
  checkEach({ node, kind, domain, decidedBy }, { tree }, report) {
    const property = node.node.properties.get('compatible');
    if (decidedBy !== 'position' || kind !== 'unknown' || domain !== undefined) return;
    report({
      at: property?.at ?? node.node.at,
      node: node.path,
      message: `${node.node.name} does not say what it is, and Xen's guesses (kernel, then ramdisk) are used up: unless it is an XSM policy it is used for nothing`,
      fixes: property
        ? setStringsFix('Add "xen,xsm-policy"', property, [
            'xen,xsm-policy',
            ...compatiblesOf(tree, node).filter((it) => isBootModule([it])),
          ])
        : [],
    });
  },
});
