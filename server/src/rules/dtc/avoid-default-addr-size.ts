/** A node whose children have `reg` or `ranges` states its cells (dtc checks.c check_avoid_default_addr_size). */
import { defineRule } from '../rule';
import { cellCountsOf } from './cell-counts';
import { stateCellsFix } from './state-cells';

export const avoidDefaultAddrSize = defineRule({
  id: 'dtc/avoid_default_addr_size',
  severity: 'warning',
  summary: 'A node has addresses, and its parent does not say how many cells they take.',
  why: 'dtc and the specification then count 2 and 1, but Xen, Linux and dt-schema look at the ancestors, so one tree is read in two ways.',
  source: 'dtc checks.c, check_avoid_default_addr_size; Devicetree Specification 2.3.5',
  on: ['reg', 'ranges'],
  examples: [
    {
      title: 'a parent without cells',
      dts: `
        / {
          chosen {
            module@48000000 {
          //^^^^^^^^^^^^^^^ /chosen states no "#address-cells"
          //^^^^^^^^^^^^^^^ /chosen states no "#size-cells"
              reg = <0x0 0x48000000 0x1000>;
            };
          };
        };`,
      fixed: `
        / {
          chosen {
            #address-cells = <2>;
            #size-cells = <1>;
            module@48000000 {
              reg = <0x0 0x48000000 0x1000>;
            };
          };
        };`,
    },
    {
      title: 'a parent that states both',
      dts: `/ { #address-cells = <1>; #size-cells = <1>; sram@0 { reg = <0 16>; }; };`,
    },
  ],
  checkNode(at, { tree, isFragment }, report) {
    const { parent } = at;
    const cells = parent && cellCountsOf(tree, parent);
    if (parent === undefined || cells === undefined || isFragment) return;
    const missing = [
      ...(cells.hasAddress ? [] : [['#address-cells', cells.address] as const]),
      ...(cells.hasSize ? [] : [['#size-cells', cells.size] as const]),
    ];
    if (missing.length === 0) return;
    const fix = stateCellsFix(tree, parent);
    for (const [name, count] of missing) {
      report({
        at: at.node.at,
        message: `${parent.path} states no "${name}", so dtc counts ${count}: add it there`,
        ...(fix && { fixes: [fix] }),
      });
    }
  },
});
