/** linux,initrd-start and linux,initrd-end that Xen refuses. */
import { initrdOf, type InitrdReading } from '../../memory/initrd';
import { defineRule } from '../rule';
import { dom0Board } from './example-board';
import { earlyFailure } from './report-clash';

const withChosen = (lines: string) =>
  dom0Board('').replace('    chosen {', `    chosen {\n${lines}`);

export const initrdPropsInvalid = defineRule({
  id: 'xen/initrd-props-invalid',
  severity: 'error',
  summary: 'linux,initrd-start and linux,initrd-end are not a range.',
  why: 'Xen 4.19 and later panic while they read the tree, 4.13 to 4.18 read no further than /chosen. Both properties must be there, each 4 or 8 bytes long, with start below end.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_chosen_node',
  reader: 'xen',
  examples: [
    {
      title: 'The end lies before the start',
      dts: withChosen(`        linux,initrd-start = <0x51100000>;
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is not below linux,initrd-end
        linux,initrd-end = <0x51000000>;`),
    },
    {
      title: 'A start with 32 bits, an end with 64',
      dts: withChosen(`        linux,initrd-start = <0x51000000>;
        linux,initrd-end = <0x0 0x51100000>;`),
    },
  ],
  check({ tree, model, isFragment, target }, report) {
    const reading = model.chosen && initrdOf(tree, model.chosen);
    const problem = reading && describe(reading);
    if (model.chosen === undefined || problem === undefined) return;
    if (isFragment && reading?.fault === 'end missing') return;
    const at = (reading?.fault === 'end length' ? reading.end : reading?.start)?.at;
    if (at === undefined) return;
    report({
      at,
      node: model.chosen.path,
      message: `${problem}: ${earlyFailure({ target })}`,
    });
  },
});

function describe({ fault }: InitrdReading): string | undefined {
  switch (fault) {
    case undefined:
      return undefined;
    case 'end missing':
      return 'linux,initrd-start is given without linux,initrd-end';
    case 'start length':
      return 'linux,initrd-start must have one cell or two';
    case 'end length':
      return 'linux,initrd-end must have one cell or two';
    case 'empty':
      return 'linux,initrd-start is not below linux,initrd-end';
  }
}
