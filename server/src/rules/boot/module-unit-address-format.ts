/** The unit address of a boot module is not plain lower-case hexadecimal. */
import { addressInName } from '../../model/meant-reg';
import { isBootModule } from '../../model/xen-names';
import { baseName, unitAddress } from '../../tree/node-ref';
import { compatiblesOf } from '../../tree/value';
import { defineRule } from '../rule';
import { eachXenNode } from '../xen-items';
import { renameNodeFix } from '../make-fix';

export const moduleUnitAddressFormat = defineRule({
  id: 'boot/module-unit-address-format',
  severity: 'information',
  summary:
    'The unit address of a boot module is not lower-case hexadecimal without 0x and leading zeros.',
  why: 'Paths are compared letter by letter: boot scripts and references that spell the address as usual do not find the node.',
  source: 'Devicetree Specification 2.2.1.1: node names',
  requires: ['dtc/unit_address_format', 'boot/module-unit-address'],
  examples: [
    {
      title: 'Upper case',
      dts: `/dts-v1/;
/ {
    chosen {
        module@4A000000 {
      //^^^^^^^^^^^^^^^ write "4a000000"
            compatible = "multiboot,kernel", "multiboot,module";
        };
    };
};
`,
      fixed: `/dts-v1/;
/ {
    chosen {
        module@4a000000 {
            compatible = "multiboot,kernel", "multiboot,module";
        };
    };
};
`,
    },
    {
      title: 'As usual',
      dts: `/dts-v1/; / { chosen { module@4a000000 { compatible = "multiboot,kernel", "multiboot,module"; }; }; };`,
    },
  ],
  each: eachXenNode,
  checkEach(node, { tree }, report) {
    const unit = unitAddress(node.node.name);
    if (unit === undefined || asUsual.test(unit)) return;
    const address = addressInName(node.node.name);
    if (address === undefined) return;
    if (!isBootModule(compatiblesOf(tree, node))) return;
    const comma = unit.indexOf(',');
    const usual = address.toString(16) + (comma < 0 ? '' : unit.slice(comma));
    if (usual === unit) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `unit address "${unit}" is not spelled as usual: write "${usual}"`,
      fixes: renameNodeFix(node, `${baseName(node.node.name)}@${usual}`),
    });
  },
});

const asUsual = /^(?:0|[1-9a-f][0-9a-f]*)$/;
