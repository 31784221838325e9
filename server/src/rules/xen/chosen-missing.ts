/** Nodes for Xen, but no `/chosen` to hold them. */
import { defineRule } from '../rule';
import { xenNodesOf } from '../../model/xen-nodes';
import { isBootModule, domainCompatible, listsInAnyCase } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';
import { boardWith, chosenBoard, domain, mark } from './example-board';

export const chosenMissing = defineRule({
  id: 'xen/chosen-missing',
  severity: 'error',
  summary: 'The tree has modules or domains, but no /chosen.',
  why: 'Xen looks for modules and domains in /chosen alone: it finds no kernel and panics. The rule is silent when nothing in the tree is meant for Xen, as boot loaders make /chosen themselves.',
  source: 'Xen common/device-tree/dom0less-build.c: create_domUs; bootinfo-fdt.c: early_scan_node',
  reader: 'xen',
  examples: [
    {
      title: 'A domain in the root',
      dts: mark(boardWith(domain('domU1', '')), 'domU1', 'there is no /chosen'),
    },
    { title: 'A domain in /chosen', dts: chosenBoard(domain('domU1', '')) },
  ],
  check({ tree, model, isFragment }, report) {
    if (isFragment || model.chosen !== undefined) return;
    const meant = xenNodesOf(tree).find((it) => {
      const compatibles = compatiblesOf(tree, it);
      return isBootModule(compatibles) || listsInAnyCase(compatibles, domainCompatible);
    });
    if (meant === undefined) return;
    report({
      at: meant.node.at,
      node: meant.path,
      message: `there is no /chosen: Xen finds neither ${meant.node.name} nor any kernel and panics; add /chosen and move ${meant.node.name} there`,
    });
  },
});
