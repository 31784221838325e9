/** A second interrupt controller of the kind that Xen drives. */
import { defineRule } from '../rule';
import { mark } from './example-board';
import { hostBoard } from './example-host';
import { controllersOf, cpusOfHost } from './host-hardware';

const second = `second: interrupt-controller@9000000 {
    compatible = "arm,gic-400";
    #interrupt-cells = <3>;
    interrupt-controller;
    reg = <0x9000000 0x1000>;
};`;

export const hostSecondaryGic = defineRule({
  id: 'xen/host-secondary-gic',
  severity: 'information',
  summary: 'A second GIC is dropped from the tree of dom0.',
  why: 'Xen drives one GIC and gives dom0 a virtual one in its place. Devices behind another one cannot interrupt dom0.',
  source: 'Xen arch/arm/domain_build.c: make_gic_node',
  reader: 'xen',
  examples: [
    {
      title: 'Two controllers',
      dts: mark(hostBoard({ more: second }), 'interrupt-controller@9000000', 'dom0 does not see'),
    },
    { title: 'One controller', dts: hostBoard({}) },
  ],
  check(input, report) {
    const others = controllersOf(input.tree).slice(1);
    if (others.length === 0 || cpusOfHost(input) === undefined) return;
    if (input.model.dom0?.kernel === undefined) return;
    for (const { node, path } of others)
      report({
        at: node.at,
        node: path,
        message: `dom0 does not see ${node.name}: Xen drives one GIC alone and leaves the others out of its tree`,
      });
  },
});
