/** Cells that no child needs are noise (dtc checks.c check_avoid_unnecessary_addr_size). */
import { defineRule } from '../rule';
import { removeProperty } from '../source-edits';
import { cellCountsOf } from './cell-counts';
import { hasChildrenForDtc, keptChildrenOf } from './kept-nodes';
import { warningLevel } from './levels';

export const avoidUnnecessaryAddrSize = defineRule({
  id: 'dtc/avoid_unnecessary_addr_size',
  severity: warningLevel('avoid_unnecessary_addr_size'),
  summary: '`#address-cells` and `#size-cells` stand where no child has an address.',
  why: 'They suggest a bus where there is none, and a grandchild that relies on inherited cells would be read by some consumers and not by others.',
  source: 'dtc checks.c, check_avoid_unnecessary_addr_size',
  on: ['#address-cells'],
  examples: [
    {
      title: 'children without addresses',
      dts: `
        / {
          keys {
        //^^^^ no child of "keys" has "reg"
            #address-cells = <1>;
            #size-cells = <0>;
            up { };
          };
        };`,
      fixed: `
        / {
          keys {
            up { };
          };
        };`,
    },
    {
      title: 'a child with an address',
      dts: `/ { ports { #address-cells = <1>; #size-cells = <0>; port@0 { reg = <0>; }; }; };`,
    },
  ],
  checkNode(at, { tree, isFragment, target }, report) {
    // Xen reads every domain's xen,static-mem with the cells of /chosen (bootinfo-fdt.c: process_domain_node).
    if (at.path === '/chosen' && target.xen !== undefined) return;
    if (at.parent === undefined || at.node.properties.has('ranges') || isFragment) return;
    if (!hasChildrenForDtc(at)) return;
    const cells = cellCountsOf(tree, at);
    if (!cells?.hasAddress || !cells.hasSize) return;
    if (keptChildrenOf(tree, at).some((it) => it.node.properties.has('reg'))) return;
    const properties = ['#address-cells', '#size-cells'].flatMap(
      (it) => at.node.properties.get(it) ?? [],
    );
    report({
      at: at.node.at,
      message: `no child of "${at.node.name}" has "reg" and it has no "ranges": it needs no "#address-cells" and "#size-cells"`,
      fixes: [
        {
          title: 'Remove #address-cells and #size-cells',
          edits: properties.flatMap(removeProperty),
        },
      ],
    });
  },
});
