/** An XSM policy below a domain: Xen looks for it among dom0's modules. */
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { domainBoard, dom0Board } from './example-board';

export const xsmPolicyInDomain = defineRule({
  id: 'xen/xsm-policy-in-domain',
  severity: 'warning',
  summary: 'An XSM policy lies below a domain.',
  why: "The policy is Xen's, not a domain's: Xen looks for it among the modules directly below /chosen and ignores this one.",
  source: 'Xen common/device-tree/bootinfo.c: boot_module_find_by_kind',
  reader: 'xen',
  examples: [
    {
      title: 'The policy in a domain',
      dts: domainBoard(`
        policy@55000000 {
            compatible = "xen,xsm-policy", "multiboot,module";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ an XSM policy belongs to Xen
            reg = <0x55000000 0x1000>;
        };`),
    },
    {
      title: 'The policy below /chosen',
      dts: dom0Board(`
        policy@55000000 {
            compatible = "xen,xsm-policy", "multiboot,module";
            reg = <0x55000000 0x1000>;
        };`),
    },
  ],
  each: eachModule,
  checkEach({ node, kind, domain }, _input, report) {
    if (kind !== 'xsm-policy' || domain === undefined) return;
    report({
      at: node.node.properties.get('compatible')?.at ?? node.node.at,
      node: node.path,
      message: `an XSM policy belongs to Xen: below ${domain.node.name} it is ignored, move ${node.node.name} to /chosen`,
    });
  },
});
