/** A command line for dom0, in a tree for which Xen makes none. */
import { defineRule } from '../rule';
import { chosenBoard, domain, mark } from './example-board';

const board = (line: string) => chosenBoard(`${line}\n${domain('domU1', '')}`);

export const dom0lessMode = defineRule({
  id: 'xen/dom0less-mode',
  severity: 'information',
  summary: 'There is a command line for dom0, but only domains have a kernel.',
  why: 'Xen makes no dom0 when a domain has a kernel and dom0 has none. A command line for dom0 then says that a kernel was forgotten.',
  source: 'Xen common/device-tree/dom0less-build.c: is_dom0less_mode',
  since: '4.16',
  reader: 'xen',
  examples: [
    {
      title: 'A command line for a dom0 that is not made',
      dts: mark(
        board('xen,dom0-bootargs = "console=hvc0";'),
        'xen,dom0-bootargs = "console=hvc0";',
        'Xen makes no dom0',
      ),
    },
    { title: 'Nothing for dom0', dts: board('stdout-path = "/serial";') },
  ],
  check({ model, isFragment }, report) {
    const { chosen } = model;
    const line = chosen?.node.properties.get('xen,dom0-bootargs');
    // What changes with each module is asked last.
    if (isFragment || chosen === undefined || line === undefined) return;
    if (model.dom0 !== undefined || model.domains.length === 0) return;
    if (!model.settlement.recorded.some((it) => it.module?.kind === 'kernel')) return;
    report({
      at: line.at,
      node: chosen.path,
      message:
        '/chosen has no kernel for dom0, so Xen makes no dom0 and ignores xen,dom0-bootargs: remove it, or add a kernel module to /chosen',
    });
  },
});
