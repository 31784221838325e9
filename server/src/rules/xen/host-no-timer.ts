/** No node is a timer that Xen knows. */
import { defineRule } from '../rule';
import { mark } from './example-board';
import { hostBoard } from './example-host';
import { cpusOfHost, controllersOf, timers, timersOf } from './host-hardware';

export const hostNoTimer = defineRule({
  id: 'xen/host-no-timer',
  severity: 'error',
  summary: 'No node is the timer of the CPUs.',
  why: 'Xen needs the generic timer of the Arm architecture for itself and describes it to every guest: without the node it panics.',
  source: 'Xen arch/arm/time.c: preinit_xen_time; domain_build.c: make_timer_node',
  reader: 'xen',
  examples: [
    {
      title: 'No timer',
      dts: mark(hostBoard({ timer: '' }), 'cpus {', 'no node is the timer', 4),
    },
    { title: 'A timer', dts: hostBoard({}) },
  ],
  check(input, report) {
    const cpus = cpusOfHost(input);
    if (cpus === undefined || controllersOf(input.tree).length === 0) return;
    if (timersOf(input.tree).length > 0) return;
    report({
      at: cpus.node.at,
      node: cpus.path,
      message: `no node is the timer of these CPUs (${timers.map((it) => `"${it}"`).join(' or ')}): Xen panics`,
    });
  },
});
