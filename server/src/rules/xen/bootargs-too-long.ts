/** A module's command line is longer than Xen's buffer. */
import { isSince } from '../../model/target';
import { readString, valueOf } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { dom0Board, mark } from './example-board';
import { versionOf } from './report-clash';

const longest = 1024;
const bootargs = (length: number) => `bootargs = "${'x'.repeat(length)}";`;
const withBootargs = (length: number) =>
  dom0Board('').replace('reg = <0x50000000 0x100000>;', `$&\n            ${bootargs(length)}`);

export const bootargsTooLong = defineRule({
  id: 'xen/bootargs-too-long',
  severity: 'error',
  summary: `The bootargs of a module have ${longest} or more characters.`,
  why: 'Xen panics over more than 1024 characters, and cuts the 1024th off.',
  source: 'Xen common/device-tree/bootinfo.c: add_boot_cmdline',
  reader: 'xen',
  examples: [
    {
      title: 'One character too many',
      dts: mark(withBootargs(longest), bootargs(longest), 'bootargs has 1024 characters'),
    },
    { title: 'As many as fit', dts: withBootargs(longest - 1) },
  ],
  each: eachModule,
  checkEach({ node }, input, report) {
    const reading = readString(input.tree, node, 'bootargs');
    const length = valueOf(reading)?.length ?? 0;
    if (reading.state !== 'value' || length < longest) return;
    const isFatal = length > longest && isSince(versionOf(input), '4.12');
    report({
      at: reading.property.at,
      node: node.path,
      message: `bootargs has ${length} characters: ${isFatal ? 'Xen panics over more than 1024' : 'Xen cuts the last one off'}`,
    });
  },
});
