/** Modules in the tree keep the UEFI stub from its configuration file. */
import { insertProperties } from '../source-edits';
import { defineRule } from '../rule';
import { makeFix } from '../make-fix';
import { mark } from './example-board';
import { uefiBoard } from './example-uefi';
import { isForUefi } from './uefi-modules';

const asked = uefiBoard().replace(/( +)chosen \{\n/, '$&$1    xen,uefi-cfg-load;\n');

export const uefiCfgSkipped = defineRule({
  id: 'xen/uefi-cfg-skipped',
  severity: 'hint',
  summary: 'The UEFI stub does not read its configuration file, as the tree has modules.',
  why: 'One node with "multiboot,module" is enough: the file and its options for Xen and dom0 are then ignored, unless /chosen has xen,uefi-cfg-load.',
  source: 'Xen arch/arm/efi/efi-boot.h: efi_arch_use_config_file',
  since: '4.16',
  reader: 'xen',
  examples: [
    {
      title: 'Modules alone',
      dts: mark(uefiBoard(), 'chosen', 'the UEFI stub reads no configuration file'),
      fixed: asked,
    },
    { title: 'Both', dts: asked },
  ],
  check({ tree, model: { chosen }, isFragment }, report) {
    if (isFragment || chosen === undefined || !isForUefi(tree)) return;
    if (chosen.node.properties.has('xen,uefi-cfg-load')) return;
    report({
      at: chosen.node.definitions.at(-1)?.target ?? chosen.node.at,
      node: chosen.path,
      message:
        'the UEFI stub reads no configuration file, as modules stand here: add xen,uefi-cfg-load if there is one',
      fixes: makeFix('Add xen,uefi-cfg-load', [
        insertProperties(chosen.node, 'xen,uefi-cfg-load;'),
      ]),
    });
  },
});
