/** A device that uses an interrupt of a CPU of its own. */
import { compatiblesOf } from '../../model/node-compatibles';
import type { DeviceTree } from '../../tree/dt-node';
import { isSameList, nodeFact, treeFact } from '../../tree/fact';
import { nodeIndex } from '../../tree/node-index';
import type { NodeRef } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { mark } from './example-board';
import { hostBoard } from './example-host';
import { interruptsIn } from './guest-devices';
import { controllersOf, timersOf } from './host-hardware';

/** Nodes that Xen replaces or leaves out anyhow (arch/arm/domain_build.c handle_node skip_matches). */
const replaced = /^arm,(.*-pmu|armv8-pmuv3|armv7-timer|armv8-timer|gic-v3|gic-400|.*-gic)$/;
const device = (interrupt: string) => `watchdog@a000000 {
    compatible = "vendor,watchdog";
    reg = <0xa000000 0x1000>;
    interrupts = <${interrupt}>;
};`;

export const hostPpiNode = defineRule({
  id: 'xen/host-ppi-node',
  severity: 'information',
  summary: 'A device with a private interrupt is left out of the tree of dom0.',
  why: 'Xen cannot route interrupts 16 to 31, of which each CPU has its own (PPI): it leaves the node and all below it out.',
  source: 'Xen arch/arm/domain_build.c: handle_node',
  since: '4.13',
  reader: 'xen',
  examples: [
    {
      title: 'A private interrupt',
      dts: mark(hostBoard({ more: device('1 8 4') }), 'interrupts = <1 8 4>;', 'dom0 does not see'),
    },
    { title: 'A shared interrupt', dts: hostBoard({ more: device('0 8 4') }) },
  ],
  check({ tree, model, isFragment }, report) {
    const nodes = isFragment ? [] : privateDevicesOf(tree);
    // What changes with each module is asked last.
    if (nodes.length === 0 || model.dom0?.kernel === undefined) return;
    for (const { node, path } of nodes)
      report({
        at: node.properties.get('interrupts')?.at ?? node.at,
        node: path,
        message: `dom0 does not see ${node.name}: its interrupt is one of those that each CPU has of its own (PPI), and Xen leaves such devices out`,
      });
  },
});

/** Devices with a private interrupt of the only GIC, apart from those that Xen treats in its own way. */
const privateDevicesOf = treeFact((tree: DeviceTree): readonly NodeRef[] => {
  if (controllersOf(tree).length !== 1 || timersOf(tree).length === 0) return [];
  return devices.all(tree, 'interrupts').filter((it) => hasPrivate(tree, it));
}, isSameList);

const devices = nodeIndex(({ properties }) =>
  properties.has('interrupts') ? withInterrupts : none,
);
const withInterrupts = ['interrupts'] as const;
const none: readonly never[] = [];

/** With no other controller between, three cells are type, number and flags. */
const hasPrivate = nodeFact((tree: DeviceTree, ref: NodeRef): boolean => {
  const property = ref.node.properties.get('interrupts');
  if (property === undefined || compatiblesOf(tree, ref).some((it) => replaced.test(it)))
    return false;
  for (let at = ref; at.parent !== undefined; at = at.parent)
    if (at.node.properties.has('interrupt-parent')) return false;
  return interruptsIn(tree, property).some((it) => it.type === 1);
});
