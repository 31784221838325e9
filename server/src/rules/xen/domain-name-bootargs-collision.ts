/** Two parents of modules share a name, and with it a command line. */
import { memo } from '../../base/memo';
import type { BootModule } from '../../model/boot-module';
import { domainNodesOf } from '../../model/xen-late-pass';
import { baseName, type NodeRef } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { chosenBoard, domain, mark } from './example-board';

const twoDomains = (names: readonly [string, string]) =>
  chosenBoard(`
${domain(names[0], '').replace(/( +)reg = <0x52.*/, '$&\n$1bootargs = "quiet";')}
${domain(names[1], '', { kernel: '54000000' })}`);

export const domainNameBootargsCollision = defineRule({
  id: 'xen/domain-name-bootargs-collision',
  severity: 'warning',
  summary: 'Two domains have the same name before the unit address.',
  why: 'Xen finds the command line of a domain by its name without the unit address and takes the first that it recorded: the later domain may receive that of the other.',
  source: 'Xen common/device-tree/bootinfo.c: boot_cmdline_find_by_name',
  reader: 'xen',
  examples: [
    {
      title: 'A domain and a numbered one',
      dts: mark(twoDomains(['domU', 'domU@1']), 'domU@1', 'is called like domU'),
    },
    { title: 'Names of their own', dts: twoDomains(['domU1', 'domU2']) },
  ],
  check({ tree, model }, report) {
    const firsts = new Map<string, NodeRef>();
    for (const node of domainNodesOf(tree)) {
      const name = baseName(node.node.name);
      const first = firsts.get(name);
      if (first === undefined) {
        firsts.set(name, node);
        continue;
      }
      const parents = withBootargs(model.modules);
      if (parents.has(first) || parents.has(node))
        report({
          at: node.node.at,
          node: node.path,
          message: `${node.node.name} is called like ${first.node.name} before the "@": Xen may give it the other's bootargs; choose another name`,
          related: [{ at: first.node.at, message: `${first.node.name} comes first` }],
        });
    }
  },
});

/** The parents of the modules that have a command line. */
const withBootargs = memo(
  (modules: readonly BootModule[]): ReadonlySet<NodeRef | undefined> =>
    new Set(modules.filter((it) => it.bootargs !== undefined).map((it) => it.node.parent)),
);
