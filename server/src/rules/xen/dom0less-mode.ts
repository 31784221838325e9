/** What is meant for dom0, in a tree for which Xen makes none. */
import type { Place } from '../../preprocessor/problem';
import type { PlatformModel } from '../../model/platform';
import { defineRule } from '../rule';
import { chosenBoard, domain, mark } from './example-board';

const board = (line: string) => chosenBoard(`${line}\n${domain('domU1', '')}`);

export const dom0lessMode = defineRule({
  id: 'xen/dom0less-mode',
  severity: 'information',
  summary: 'Something is meant for dom0, but only domains have a kernel.',
  why: 'Xen makes no dom0 when a domain has a kernel and dom0 has none. A command line or a ramdisk for dom0 then says that a kernel was forgotten.',
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
    const { chosen, domains, dom0, settlement } = model;
    if (isFragment || chosen === undefined || dom0 !== undefined || domains.length === 0) return;
    if (!settlement.recorded.some((it) => it.module?.kind === 'kernel')) return;
    const meant = meantForDom0(model);
    if (meant === undefined) return;
    report({
      at: meant.at,
      node: chosen.path,
      message: `/chosen has no kernel for dom0, so Xen makes no dom0 and ignores ${meant.what}: remove it, or add a kernel module to /chosen`,
    });
  },
});

function meantForDom0({ chosen, settlement }: PlatformModel) {
  const line = chosen?.node.properties.get('xen,dom0-bootargs');
  const found: { readonly at: Place; readonly what: string }[] = [];
  if (line !== undefined) found.push({ at: line.at, what: 'xen,dom0-bootargs' });
  const own = settlement.recorded.find((it) => it.module?.domain === undefined);
  if (own?.module?.kind === 'ramdisk') found.push({ at: own.at, what: `the ramdisk ${own.label}` });
  return found[0];
}
