/** No node is an interrupt controller that Xen knows. */
import { defineRule } from '../rule';
import { mark } from './example-board';
import { hostBoard } from './example-host';
import { cpusOfHost, controllersOf, timersOf } from './host-hardware';

const other = (compatible: string) =>
  hostBoard({
    gic: `gic: interrupt-controller@8000000 {
    compatible = "${compatible}";
    #interrupt-cells = <3>;
    interrupt-controller;
    reg = <0x8000000 0x10000>;
};`,
  });

export const hostNoGic = defineRule({
  id: 'xen/host-no-gic',
  severity: 'error',
  summary: 'No node is an interrupt controller that Xen drives.',
  why: 'Xen drives GICv2 and GICv3 and panics, "Unable to find compatible GIC in the device tree".',
  source: 'Xen common/device-tree/intc.c: intc_preinit; arch/arm/gic-v2.c, gic-v3.c, gic-hip04.c',
  reader: 'xen',
  examples: [
    {
      title: 'A controller that Xen does not drive',
      dts: mark(other('apple,aic'), 'cpus {', 'no node is an interrupt controller', 4),
    },
    { title: 'A GIC', dts: other('arm,gic-400') },
  ],
  check(input, report) {
    const cpus = cpusOfHost(input);
    if (cpus === undefined || timersOf(input.tree).length === 0) return;
    if (controllersOf(input.tree).length > 0) return;
    report({
      at: cpus.node.at,
      node: cpus.path,
      message:
        'no node is an interrupt controller that Xen drives ("arm,gic-400", "arm,gic-v3", …): Xen panics',
    });
  },
});
