/** A domain called `domU@1` loses its kernel's command line. */
import { earlyReadingOf } from '../../model/xen-early-walk';
import { baseName, childrenOf, unitAddress } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { chosenBoard, domain, mark } from './example-board';
import { renameNodeFix } from '../make-fix';

const withBootargs = (name: string) =>
  chosenBoard(domain(name, '')).replace(/( +)reg = <0x52.*/, '$&\n$1bootargs = "quiet";');

export const domainUnitAddressBootargs = defineRule({
  id: 'xen/domain-unit-address-bootargs',
  severity: 'error',
  summary: 'A domain with a unit address has a module with bootargs.',
  why: "Xen records the command line under the full name of the domain's node and looks it up by the name before the @: the guest boots without a command line.",
  source: 'Xen common/device-tree/bootinfo.c: add_boot_cmdline; kernel.c: kernel_probe',
  reader: 'xen',
  examples: [
    {
      title: 'A domain with a unit address',
      dts: mark(withBootargs('domU@1'), 'domU@1', 'loses the bootargs'),
      fixed: withBootargs('domU1'),
    },
    { title: 'A domain without', dts: withBootargs('domU1') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree }, report) {
    const unit = unitAddress(node.node.name);
    if (unit === undefined) return;
    const bootargs = childrenOf(node)
      .map((it) => earlyReadingOf(tree, it)?.module)
      .find((it) => it?.domain === node && it.bootargs !== undefined)?.bootargs;
    if (bootargs === undefined) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `${node.node.name} loses the bootargs of its kernel: Xen looks them up without the unit address; drop "@${unit}"`,
      related: [{ at: bootargs.at, message: 'the command line that gets lost' }],
      fixes: renameNodeFix(node, `${baseName(node.node.name)}${unit.replace(/[^\w-]/g, '-')}`),
    });
  },
});
