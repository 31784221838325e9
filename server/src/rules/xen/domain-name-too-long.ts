/** A domain's name is too long for the table of command lines. */
import type { NodeRef } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { chosenBoard, domain, mark } from './example-board';

const longest = 40;
const board = (length: number) =>
  chosenBoard(domain('domU-'.padEnd(length, 'x'), '')).replace(
    /( +)reg = <0x52.*/,
    '$&\n$1bootargs = "quiet";',
  );

export const domainNameTooLong = defineRule({
  id: 'xen/domain-name-too-long',
  severity: 'error',
  summary: `A domain with bootargs has a name of more than ${longest} characters.`,
  why: 'Xen keeps 40 characters of the name with the command line and does not find it again by the longer name: the guest boots without a command line. Debug builds stop.',
  source: 'Xen common/device-tree/bootinfo.c: add_boot_cmdline; include/xen/bootfdt.h: DT_MAX_NAME',
  reader: 'xen',
  examples: [
    {
      title: 'One character too many',
      dts: mark(board(longest + 1), 'domU-'.padEnd(longest + 1, 'x'), 'has 41 characters'),
    },
    { title: 'The longest name', dts: board(longest) },
  ],
  check({ model }, report) {
    const seen = new Set<NodeRef>();
    for (const { node, bootargs } of model.modules) {
      const { parent } = node;
      if (bootargs === undefined || parent === undefined || parent.path.length <= longest) continue;
      const { length } = parent.node.name;
      if (length <= longest || seen.has(parent)) continue;
      seen.add(parent);
      report({
        at: parent.node.at,
        node: parent.path,
        message: `the name of ${parent.node.name} has ${length} characters, Xen keeps ${longest}: its bootargs are lost`,
      });
    }
  },
});
