/** The unit address of a boot module is not the address in its `reg`. */
import { hex } from '../../memory/format-number';
import { readModuleReg } from '../../model/xen-early-walk';
import { addressInName } from '../../model/meant-reg';
import { isBootModule } from '../../model/xen-names';
import { baseName, unitAddress } from '../../tree/node-ref';
import { compatiblesOf } from '../../tree/value';
import { defineRule } from '../rule';
import { eachXenNode } from '../xen-items';
import { renameNodeFix } from '../make-fix';

export const moduleUnitAddress = defineRule({
  id: 'boot/module-unit-address',
  severity: 'warning',
  summary: 'The unit address of a boot module differs from the address in its reg.',
  why: 'Consumers go by reg; people, boot scripts and references go by the name. One of the two is a leftover of an earlier layout. dtc compares them for simple buses only.',
  source: 'Devicetree Specification 2.2.1.1: node names',
  requires: ['xen/module-reg-extra', 'xen/module-reg-too-short', 'dtc/reg_format'],
  examples: [
    {
      title: 'The name kept the old address',
      dts: `/dts-v1/;
/ {
    chosen {
        #address-cells = <1>;
        #size-cells = <1>;
        module@48000000 {
      //^^^^^^^^^^^^^^^ reg says 0x49000000
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x49000000 0x100000>;
        };
    };
};
`,
      fixed: `/dts-v1/;
/ {
    chosen {
        #address-cells = <1>;
        #size-cells = <1>;
        module@49000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x49000000 0x100000>;
        };
    };
};
`,
    },
    {
      title: 'Two modules at one address are told apart by a number',
      dts: `/dts-v1/;
/ {
    chosen {
        #address-cells = <1>;
        #size-cells = <1>;
        module@48000000,1 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x48000000 0x100000>;
        };
    };
};
`,
    },
  ],
  each: eachXenNode,
  checkEach(node, { tree }, report) {
    const unit = unitAddress(node.node.name);
    if (unit === undefined || !isBootModule(compatiblesOf(tree, node))) return;
    const { reg, region, cells } = readModuleReg(tree, node);
    if (region === undefined || cells?.address === 0 || reg === undefined) return;
    if (unit === region.start.toString(16)) return;
    if (addressInName(node.node.name) === region.start) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `unit address "${unit}" does not match: reg says ${hex(region.start)}`,
      related: [{ at: region.at, message: 'the address of the module' }],
      fixes: renameNodeFix(node, `${baseName(node.node.name)}@${region.start.toString(16)}`),
    });
  },
});
