/** A domain with modules that does not say how many cells their addresses and sizes have. */
import { describeCells } from '../../memory/cells';
import { listsInAnyCase, isBootModule, shmCompatible } from '../../model/xen-names';
import type { DeviceTree } from '../../tree/dt-node';
import { childrenOf, type NodeRef } from '../../tree/node-ref';
import { compatiblesOf } from '../../model/node-compatibles';
import { insertProperties } from '../source-edits';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { makeFix } from '../make-fix';

export const cellsNotExplicit = defineRule({
  id: 'xen/cells-not-explicit',
  severity: 'warning',
  summary: 'A domain with modules has no #address-cells or #size-cells of its own.',
  why: "Xen takes the counts from the nearest ancestor that has them, the Devicetree Specification takes 2 and 1, the UEFI stub refuses to boot, and Xen's documentation asks for both. Xen and dtc may therefore read different addresses.",
  source:
    'Xen common/device-tree/bootfdt.c: device_tree_for_each_node; arch/arm/efi/efi-boot.h: handle_dom0less_domain_node',
  reader: 'xen',
  examples: [
    {
      title: 'The counts come from /chosen',
      dts: mark(
        domainBoard('', { without: ['cells'] }),
        'domU1',
        'has no #address-cells and #size-cells',
      ),
      fixed: domainBoard('', { without: ['cells'] }).replace(
        /( +)domU1 \{\n/,
        '$&$1    #address-cells = <1>;\n$1    #size-cells = <1>;\n',
      ),
    },
    { title: 'The domain says it', dts: domainBoard('') },
  ],
  each: eachDomain,
  checkEach({ node, cells }, { tree, isFragment }, report) {
    if (isFragment) return;
    const missing = ['#address-cells', '#size-cells'].filter((it) => !node.node.properties.has(it));
    if (missing.length === 0 || !hasAddresses(tree, node)) return;
    const counts: Record<string, number | undefined> = {
      '#address-cells': cells?.address,
      '#size-cells': cells?.size,
    };
    const lines = missing.map((it) => `${it} = <${counts[it] ?? 2}>;`).join('\n');
    report({
      at: node.node.at,
      node: node.path,
      message: `domain ${node.node.name} has no ${missing.join(' and ')}: Xen ${cells ? `inherits ${describeCells(cells)}` : 'inherits them'}, others do not`,
      fixes: makeFix(`Add ${missing.join(' and ')}`, [insertProperties(node.node, lines)], true),
    });
  },
});

function hasAddresses(tree: DeviceTree, domain: NodeRef): boolean {
  return childrenOf(domain).some((it) => {
    const compatibles = compatiblesOf(tree, it);
    return isBootModule(compatibles) || listsInAnyCase(compatibles, shmCompatible);
  });
}
