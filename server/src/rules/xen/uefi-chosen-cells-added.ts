/** /chosen without cell counts, under UEFI. */
import { listsInAnyCase, genericModule } from '../../model/xen-names';
import { childrenOf } from '../../tree/node-ref';
import { compatiblesOf } from '../../model/node-compatibles';
import { insertProperties } from '../source-edits';
import { inheritedCells } from '../../memory/cells';
import { defineRule } from '../rule';
import { boardWith, mark } from './example-board';
import { uefiDomain } from './example-uefi';
import { makeFix } from '../make-fix';
import { isForUefi } from './uefi-modules';

const board = (cells: string) =>
  boardWith(`chosen {
    ${cells}
    kernel@50000000 {
        compatible = "multiboot,kernel", "multiboot,module";
        reg = <0x50000000 0x100000>;
    };
    ${uefiDomain().replaceAll('\n', '\n    ')}
};`);

export const uefiChosenCellsAdded = defineRule({
  id: 'xen/uefi-chosen-cells-added',
  severity: 'warning',
  summary: '/chosen lacks cell counts and has modules with reg, in a tree for the UEFI stub.',
  why: 'The stub writes 2 and 2 into /chosen: a reg that was written for other counts is then read differently.',
  source: 'Xen arch/arm/efi/efi-boot.h: setup_chosen_node',
  since: '4.16',
  reader: 'xen',
  examples: [
    {
      title: 'Written with the counts of the root',
      dts: mark(board(''), 'chosen', 'the UEFI stub adds'),
      fixed: board('#address-cells = <1>;\n    #size-cells = <1>;'),
    },
    { title: '/chosen says it', dts: board('#address-cells = <1>;\n    #size-cells = <1>;') },
  ],
  check({ tree, model, isFragment }, report) {
    const { chosen } = model;
    if (isFragment || chosen === undefined || !isForUefi(tree)) return;
    const missing = ['#address-cells', '#size-cells'].filter(
      (it) => !chosen.node.properties.has(it),
    );
    const hasReg = childrenOf(chosen).some(
      (it) =>
        it.node.properties.has('reg') && listsInAnyCase(compatiblesOf(tree, it), genericModule),
    );
    if (missing.length === 0 || !hasReg) return;
    const cells = inheritedCells(tree, chosen);
    const counts = { '#address-cells': cells?.address, '#size-cells': cells?.size };
    const lines = Object.entries(counts)
      .filter(([name]) => missing.includes(name))
      .map(([name, count]) => `${name} = <${count ?? 2}>;`)
      .join('\n');
    report({
      at: chosen.node.definitions.at(-1)?.target ?? chosen.node.at,
      node: chosen.path,
      message: `the UEFI stub adds ${missing.map((it) => `${it} = <2>`).join(' and ')}, and reg of its modules may then be read differently: say it here`,
      fixes: makeFix(`Add ${missing.join(' and ')}`, [insertProperties(chosen.node, lines)]),
    });
  },
});
