/** A domain without cell counts, under UEFI. */
import { insertProperties } from '../source-edits';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { chosenBoard, mark } from './example-board';
import { uefiBoard, uefiDomain } from './example-uefi';
import { makeFix } from '../make-fix';
import { isForUefi } from './uefi-modules';

const without = chosenBoard(uefiDomain('', ['cells']));

export const uefiDomainCellsMissing = defineRule({
  id: 'xen/uefi-domain-cells-missing',
  severity: 'error',
  summary: 'A domain lacks #address-cells or #size-cells, in a tree for the UEFI stub.',
  why: 'The stub wants both in the domain itself, as it writes reg there: the boot stops.',
  source: 'Xen arch/arm/efi/efi-boot.h: handle_dom0less_domain_node',
  since: '4.16',
  reader: 'xen',
  examples: [
    {
      title: 'No counts',
      dts: mark(without, 'domU1', 'the UEFI stub stops at domU1'),
      fixed: without.replace(
        /( +)domU1 \{\n/,
        '$&$1    #address-cells = <2>;\n$1    #size-cells = <2>;\n',
      ),
    },
    { title: 'Both counts', dts: uefiBoard() },
  ],
  each: eachDomain,
  checkEach({ node }, { tree, isFragment }, report) {
    if (isFragment || !isForUefi(tree)) return;
    const missing = ['#address-cells', '#size-cells'].filter((it) => !node.node.properties.has(it));
    if (missing.length === 0) return;
    const lines = missing.map((it) => `${it} = <2>;`).join('\n');
    report({
      at: node.node.at,
      node: node.path,
      message: `the UEFI stub stops at ${node.node.name}: it lacks ${missing.join(' and ')}`,
      fixes: makeFix(`Add ${missing.join(' and ')}`, [insertProperties(node.node, lines)]),
    });
  },
});
