/** `status` does not disable a domain. */
import { isAvailable } from '../../memory/ram';
import { isSince } from '../../model/target';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { removePropertyFix } from '../make-fix';
import { versionOf } from './report-clash';

const disabled = 'status = "disabled";';

export const domainStatusIgnored = defineRule({
  id: 'xen/domain-status-ignored',
  severity: 'warning',
  summary: 'A domain has a status that Xen ignores.',
  why: 'Xen builds the domain whatever its status says. Since 4.19 the xen,static-mem of such a domain is not reserved, and building it makes Xen panic. Delete the node (/delete-node/) or its compatible instead.',
  source:
    'Xen common/device-tree/dom0less-build.c: create_domUs; bootinfo-fdt.c: device_tree_get_meminfo',
  reader: 'xen',
  examples: [
    {
      title: 'A domain that is meant to be off',
      dts: mark(domainBoard(disabled), disabled, 'Xen builds domU1 all the same'),
      fixed: domainBoard(''),
    },
    {
      title: 'With static memory Xen panics',
      dts: mark(
        domainBoard(`xen,static-mem = <0x60000000 0x4000000>;\n${disabled}`),
        disabled,
        'and panics',
      ),
    },
    { title: 'A domain that is on', dts: domainBoard('status = "okay";') },
  ],
  each: eachDomain,
  checkEach({ node, staticMem }, input, report) {
    const property = node.node.properties.get('status');
    if (property === undefined || isAvailable(input.tree, node)) return;
    const isFatal = staticMem !== undefined && isSince(versionOf(input), '4.19');
    report({
      at: property.at,
      node: node.path,
      ...(isFatal && { severity: 'error' }),
      message: isFatal
        ? `Xen ignores status, does not reserve the xen,static-mem of ${node.node.name}, and panics when it builds the domain: use /delete-node/`
        : `Xen builds ${node.node.name} all the same, status has no effect on a domain: use /delete-node/`,
      fixes: removePropertyFix(property),
    });
  },
});
