/** A file to load in a node where the UEFI stub does not look. */
import { domainCompatible, lists } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachUefiModule } from '../xen-items';
import { chosenBoard, mark } from './example-board';
import { uefiBoard } from './example-uefi';

export const uefiBinaryInContainer = defineRule({
  id: 'xen/uefi-binary-in-container',
  severity: 'error',
  summary: 'A node with xen,uefi-binary is neither a child of /chosen nor of a domain.',
  why: 'The stub looks at the children of /chosen and of its domains: the file is not loaded, and Xen panics over the missing reg or ignores the module.',
  source: 'Xen arch/arm/efi/efi-boot.h: efi_check_dt_boot',
  since: '4.16',
  requires: ['xen/module-too-deep'],
  reader: 'xen',
  examples: [
    {
      title: 'A node that groups modules',
      dts: mark(
        chosenBoard(`modules {
    kernel {
        compatible = "multiboot,kernel", "multiboot,module";
        xen,uefi-binary = "Image";
    };
};`),
        'xen,uefi-binary = "Image";',
        'the UEFI stub does not look into modules',
      ),
    },
    { title: 'A domain', dts: uefiBoard() },
  ],
  each: eachUefiModule,
  checkEach({ node, path, parent }, { tree }, report) {
    const property = node.properties.get('xen,uefi-binary');
    if (parent === undefined || parent.path === '/chosen' || property === undefined) return;
    const isDomain = parent.depth === 2 && lists(compatiblesOf(tree, parent), domainCompatible);
    if (isDomain) return;
    report({
      at: property.at,
      node: path,
      message: `the UEFI stub does not look into ${parent.node.name}: it does not load ${node.name}`,
    });
  },
});
