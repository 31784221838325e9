/** A file to load in a node that the UEFI stub does not take for a module. */
import { compatiblesOf } from '../../model/node-compatibles';
import { genericModule, lists } from '../../model/xen-names';
import { defineRule } from '../rule';
import { eachUefiModule } from '../xen-items';
import { chosenBoard, mark } from './example-board';
import { makeFix, quote, setValue } from '../make-fix';

const board = (compatible: string) =>
  chosenBoard(`kernel {
    compatible = ${compatible};
    xen,uefi-binary = "Image";
};`);

export const uefiLegacyCompatible = defineRule({
  id: 'xen/uefi-legacy-compatible',
  severity: 'error',
  summary: 'A node with xen,uefi-binary lacks "multiboot,module".',
  why: 'The stub looks for "multiboot,module" only and does not know "xen,multiboot-module": the file is not loaded, and Xen panics over the missing reg.',
  source: 'Xen arch/arm/efi/efi-boot.h: handle_module_node',
  since: '4.16',
  requires: ['xen/module-missing-generic-compatible', 'xen/compatible-case'],
  reader: 'xen',
  examples: [
    {
      title: 'The names of Xen 4.3',
      dts: mark(
        board('"xen,linux-zimage", "xen,multiboot-module"'),
        'compatible = "xen,linux-zimage", "xen,multiboot-module";',
        'the UEFI stub does not load',
      ),
      fixed: board('"xen,linux-zimage", "xen,multiboot-module", "multiboot,module"'),
    },
    { title: 'The names since 4.5', dts: board('"multiboot,kernel", "multiboot,module"') },
  ],
  each: eachUefiModule,
  checkEach({ node, path, ...rest }, { tree }, report) {
    const compatibles = compatiblesOf(tree, { node, path, ...rest });
    const property = node.properties.get('compatible');
    if (property === undefined || lists(compatibles, genericModule)) return;
    const value = [...compatibles, genericModule].map(quote).join(', ');
    report({
      at: property.at,
      node: path,
      message: `the UEFI stub does not load ${node.name}: it looks for "${genericModule}"`,
      fixes: makeFix(`Append "${genericModule}"`, [setValue(property, value)]),
    });
  },
});
