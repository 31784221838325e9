/** A boot module whose path does not fit Xen's buffer. */
import { longestModulePath } from '../../model/xen-early-walk';
import { defineRule } from '../rule';
import { eachPassedBy } from '../xen-items';
import { chosenBoard, domain, mark } from './example-board';

const nameOfLength = (length: number) => 'domU-'.padEnd(length, 'x');
/** `/chosen/` and `/kernel@52000000` around the domain's name. */
const around = '/chosen//kernel@52000000'.length;

export const modulePathTooLong = defineRule({
  id: 'xen/module-path-too-long',
  severity: 'error',
  summary: `The path of a boot module has more than ${longestModulePath} characters.`,
  why: 'Xen copies the path into a buffer of 92 bytes to see whether it begins with /chosen, and silently ignores a module whose path does not fit.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_multiboot_node',
  reader: 'xen',
  examples: [
    {
      title: 'One character too many',
      dts: mark(
        chosenBoard(domain(nameOfLength(longestModulePath - around + 1), '')),
        'kernel@52000000',
        'has 92 characters',
      ),
    },
    {
      title: 'The longest path that fits',
      dts: chosenBoard(domain(nameOfLength(longestModulePath - around), '')),
    },
  ],
  each: eachPassedBy,
  checkEach({ node, because }, _input, report) {
    if (because !== 'path too long') return;
    report({
      at: node.node.at,
      node: node.path,
      message: `the path of ${node.node.name} has ${node.path.length} characters, Xen has room for ${longestModulePath}: the module is silently ignored; shorten ${node.parent?.node.name ?? 'a name'}`,
    });
  },
});
