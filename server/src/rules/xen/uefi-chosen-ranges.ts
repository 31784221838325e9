/** `ranges` of /chosen that translates something, under UEFI. */
import { byteLengthOf } from '../../tree/value';
import { defineRule } from '../rule';
import { chosenBoard, mark } from './example-board';
import { uefiDomain } from './example-uefi';
import { makeFix } from '../make-fix';
import { isForUefi } from './uefi-modules';

const board = (ranges: string) =>
  chosenBoard(uefiDomain()).replace('    chosen {', `$&\n        ${ranges}`);

export const uefiChosenRanges = defineRule({
  id: 'xen/uefi-chosen-ranges',
  severity: 'error',
  summary: '/chosen has ranges with a value, in a tree for the UEFI stub.',
  why: 'The stub writes host addresses into reg and accepts an empty ranges only: the boot stops.',
  source: 'Xen arch/arm/efi/efi-boot.h: setup_chosen_node',
  reader: 'xen',
  examples: [
    {
      title: 'A translation',
      dts: mark(
        board('ranges = <0x0 0x0 0x80000000>;'),
        'ranges = <0x0 0x0 0x80000000>;',
        'must be empty',
      ),
      fixed: board('ranges;'),
    },
    { title: 'No translation', dts: board('ranges;') },
  ],
  check({ tree, model }, report) {
    const { chosen } = model;
    const property = chosen?.node.properties.get('ranges');
    const definition = property?.definitions.at(-1);
    if (chosen === undefined || property === undefined || !isForUefi(tree)) return;
    if ((byteLengthOf(tree, property) ?? 0) === 0) return;
    report({
      at: property.at,
      node: chosen.path,
      message: 'ranges of /chosen must be empty for the UEFI stub: the boot stops',
      fixes: makeFix('Make ranges empty', [
        definition && { kind: 'replace', at: definition, text: 'ranges;' },
      ]),
    });
  },
});
