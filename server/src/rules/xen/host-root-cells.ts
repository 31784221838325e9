/** The root has cell counts that Xen cannot write with. */
import { strictCells } from '../../memory/cells';
import { rootOf } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';

const wide = dom0Board('').replace(
  '#size-cells = <1>;\n    memory@40000000 {\n        device_type = "memory";\n        reg = <0x40000000 0x80000000>;',
  '#size-cells = <3>;\n    memory@40000000 {\n        device_type = "memory";\n        reg = <0x40000000 0 0 0x80000000>;',
);

export const hostRootCells = defineRule({
  id: 'xen/host-root-cells',
  severity: 'error',
  summary: 'The root has cell counts other than 1 or 2, and there is a dom0.',
  why: "Xen adds nodes of its own to dom0's tree, with addresses in the cells of the root. It knows one cell and two, and panics at anything else.",
  source: 'Xen arch/arm/domain_build.c: make_hypervisor_node',
  reader: 'xen',
  examples: [
    { title: 'Three cells', dts: mark(wide, '#size-cells = <3>;', 'is 3, but must be 1 or 2') },
    { title: 'One cell', dts: dom0Board('') },
  ],
  check({ tree, model, isFragment }, report) {
    if (isFragment) return;
    const root = rootOf(tree);
    const cells = strictCells(tree, root);
    if (cells === undefined) return;
    for (const [name, count] of [
      ['#address-cells', cells.address],
      ['#size-cells', cells.size],
    ] as const) {
      const property = root.node.properties.get(name);
      if (property === undefined || count === 1 || count === 2) continue;
      if (model.dom0?.kernel === undefined) return;
      report({
        at: property.at,
        node: '/',
        message: `${name} of the root is ${count}, but must be 1 or 2: Xen panics when it writes the tree of dom0`,
      });
    }
  },
});
