/** A reserved region that is disabled: Xen uses it. */
import { isSince } from '../../model/target';
import { defineRule } from '../rule';
import { eachReservedRegion } from '../xen-items';
import { dom0Board, mark } from './example-board';
import { versionOf } from './report-clash';

const region = (status: string) =>
  dom0Board(
    '',
    `reserved-memory {
    #address-cells = <1>;
    #size-cells = <1>;
    ranges;
    firmware@78000000 {
        reg = <0x78000000 0x100000>;
        status = "${status}";
    };
};`,
  );

export const reservedDisabled = defineRule({
  id: 'xen/reserved-disabled',
  severity: 'warning',
  summary: 'A region of /reserved-memory is disabled.',
  why: 'Xen 4.19 and later do not reserve it: the memory goes to dom0, domains and Xen itself. Earlier releases reserve it all the same.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: device_tree_get_meminfo',
  since: '4.19',
  reader: 'xen',
  examples: [
    {
      title: 'Disabled',
      dts: mark(
        region('disabled'),
        'status = "disabled";',
        'Xen uses firmware@78000000 as ordinary memory',
      ),
    },
    { title: 'Available', dts: region('okay') },
  ],
  each: eachReservedRegion,
  checkEach({ node, isAvailable, reg }, input, report) {
    if (!input.model.isXenBoot || !isSince(versionOf(input), '4.19')) return;
    const status = node.node.properties.get('status');
    if (isAvailable || reg === undefined || status === undefined) return;
    report({
      at: status.at,
      node: node.path,
      message: `Xen uses ${node.node.name} as ordinary memory, as it is not "okay"`,
    });
  },
});
