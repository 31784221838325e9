/** A guest expects other interrupts than it gets. */
import { defineRule } from '../rule';
import { gicInterruptsOf, guestDevicesOf, interruptsIn } from './guest-devices';

export const pdtbIrqMismatch = defineRule({
  id: 'xen/pdtb-irq-mismatch',
  severity: 'warning',
  summary: "The interrupts of a guest's device are not those of the board's.",
  why: 'Xen gives the guest the interrupts of the node of the board, under the same numbers. The guest waits for those that its own tree names.',
  source: 'Xen arch/arm/device.c: map_device_irqs_to_domain',
  since: '4.13',
  requires: ['xen/pdtb-xen-path-unknown'],
  reader: 'xen',
  examples: [],
  check(input, report) {
    for (const { board, node, tree } of guestDevicesOf(input)) {
      const property = node.node.properties.get('interrupts');
      if (board === undefined || property === undefined) continue;
      const given = numbers(gicInterruptsOf(input.tree, board));
      const expected = numbers(interruptsIn(tree, property));
      if (given === '' || expected === '' || given === expected) continue;
      report({
        at: property.at,
        node: node.path,
        message: `the guest waits for ${expected} and gets ${given}, the interrupts of ${board.path}: copy them from there`,
        related: [
          {
            at: board.node.properties.get('interrupts')?.at ?? board.node.at,
            message: 'on the board',
          },
        ],
      });
    }
  },
});

function numbers(interrupts: ReturnType<typeof interruptsIn>): string {
  return interrupts.map((it) => `${it.type === 0 ? 'SPI' : 'PPI'} ${it.number}`).join(', ');
}
