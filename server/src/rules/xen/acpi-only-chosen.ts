/** A tree with nothing but `/chosen`, for a Xen that then boots by ACPI. */
import { optionOf } from '../../model/xen-command-line';
import { childrenOf, rootOf } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { mark } from './example-board';

const board = { options: { ACPI: true } };
const source = (more: string) => `/dts-v1/;
/ {
    #address-cells = <1>;
    #size-cells = <1>;
    chosen {
        kernel@50000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x50000000 0x100000>;
        };
    };
${more}};
`;

export const acpiOnlyChosen = defineRule({
  id: 'xen/acpi-only-chosen',
  severity: 'warning',
  summary: 'The tree has /chosen alone, and Xen is built with ACPI.',
  why: 'Xen takes such a tree for one that a boot loader made beside ACPI tables: it boots by ACPI, and domains of the tree are ignored. acpi=off on its command line keeps it from that.',
  source: 'Xen arch/arm/acpi/boot.c: acpi_boot_table_init',
  reader: 'xen',
  examples: [
    { title: 'Nothing else', board, dts: mark(source(''), 'chosen', 'Xen boots by ACPI') },
    {
      title: 'A board',
      board,
      dts: source(
        '    memory@40000000 { device_type = "memory"; reg = <0x40000000 0x80000000>; };\n',
      ),
    },
  ],
  check({ tree, model, isFragment, board: facts = {} }, report) {
    if (isFragment || facts.options?.ACPI !== true || !model.isXenBoot) return;
    const [only, ...others] = childrenOf(rootOf(tree));
    if (only?.node.name !== 'chosen' || others.length > 0) return;
    if (model.commandLine !== undefined && optionOf(model.commandLine, 'acpi') === 'off') return;
    report({
      at: only.node.definitions.at(-1)?.target ?? only.node.at,
      node: only.path,
      message:
        'the tree has nothing else, so that Xen boots by ACPI and ignores domains here: write acpi=off on its command line',
    });
  },
});
