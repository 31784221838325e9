/** Xen's command line does not say how much memory dom0 gets. */
import { optionOf } from '../../model/xen-command-line';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';

const withLine = (text: string) =>
  dom0Board('').replace('    chosen {', `$&\n        xen,xen-bootargs = "${text}";`);

export const dom0MemMissing = defineRule({
  id: 'xen/dom0-mem-missing',
  severity: 'information',
  summary: "Xen's command line lacks dom0_mem.",
  why: 'Xen then gives dom0 512 MiB and prints a warning.',
  source: 'Xen arch/arm/domain_build.c: construct_dom0',
  reader: 'xen',
  examples: [
    {
      title: 'No dom0_mem',
      dts: mark(
        withLine('console=dtuart'),
        'xen,xen-bootargs = "console=dtuart";',
        'dom0 gets 512 MiB',
      ),
    },
    { title: 'dom0_mem is given', dts: withLine('console=dtuart dom0_mem=1G') },
  ],
  check({ model }, report) {
    const { commandLine, dom0, chosen } = model;
    if (commandLine === undefined || dom0?.kernel === undefined) return;
    if (optionOf(commandLine, 'dom0_mem') !== undefined) return;
    report({
      at: commandLine.property.at,
      ...(chosen && { node: chosen.path }),
      message: `the command line of Xen lacks dom0_mem: dom0 gets 512 MiB`,
    });
  },
});
