/** A boot module so deep in the tree that Xen does not look there. */
import { deepestModule } from '../../model/xen-early-walk';
import { domainCompatible, listsInAnyCase } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachPassedBy } from '../xen-items';
import { domainBoard } from './example-board';

export const moduleTooDeep = defineRule({
  id: 'xen/module-too-deep',
  severity: 'error',
  summary: 'A boot module lies too deep in the tree.',
  why: 'Xen looks for modules down to grandchildren of /chosen and silently ignores what lies deeper. A domain takes its direct children only.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: early_scan_node',
  reader: 'xen',
  examples: [
    {
      title: 'A node that only groups modules',
      dts: domainBoard(
        `
        modules {
            #address-cells = <1>;
            #size-cells = <1>;
            kernel@52000000 {
          //^^^^^^^^^^^^^^^ too deep
                compatible = "multiboot,kernel", "multiboot,module";
                reg = <0x52000000 0x100000>;
            };
        };`,
        { without: ['kernel'] },
      ),
    },
    { title: 'The modules are children of the domain', dts: domainBoard('') },
  ],
  each: eachPassedBy,
  checkEach({ node, because }, { tree, isFragment }, report) {
    if (isFragment) return;
    const { parent } = node;
    if (because !== 'too deep' || parent === undefined || !node.path.startsWith('/chosen')) return;
    if (listsInAnyCase(compatiblesOf(tree, parent), domainCompatible)) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `boot module ${node.node.name} lies too deep (level ${node.depth}, Xen looks down to ${deepestModule}): it is silently ignored, move it up`,
    });
  },
});
