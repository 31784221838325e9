/** `xen,reg` stands below cell counts that Xen does not read. */
import { isSince } from '../../model/target';
import { defineRule } from '../rule';
import { eachAssignedDevice } from '../xen-items';
import { mark } from './example-board';
import { partialTree, soundBus, soundPath } from './example-partial';
import { versionOf } from './report-clash';

const line = 'xen,reg = <0 0 0x9010000 0x1000 0 0 0x9010000>;';
const board = (cells: number) =>
  partialTree({
    bus: soundBus.replace('#address-cells = <1>', `#address-cells = <${cells}>`),
    device: `${cells === 3 ? line : 'xen,reg = <0 0x9010000 0x1000 0 0x9010000>;'}\n${soundPath}`,
  });

export const pdtbXenRegCells = defineRule({
  id: 'xen/pdtb-xen-reg-cells',
  severity: 'error',
  summary: 'The node around a device with xen,reg has cell counts other than 1 or 2.',
  why: 'xen,reg is read with these counts, 2 and 1 when they are absent. Xen 4.22 and later panic over others, earlier releases map something else.',
  source: 'Xen common/device-tree/dom0less-build.c: handle_passthrough_prop',
  since: '4.13',
  reader: 'xen',
  examples: [
    { title: 'Three cells', dts: mark(board(3), line, 'must be 1 or 2') },
    { title: 'Two cells', dts: board(2) },
  ],
  each: eachAssignedDevice,
  checkEach({ node, reg, cells, mappings }, input, report) {
    if (reg === undefined || cells === undefined || mappings !== undefined) return;
    const wrong = [cells.address, cells.size].find((it) => it !== 1 && it !== 2);
    if (wrong === undefined) return;
    const reaction = isSince(versionOf(input), '4.22') ? 'panics' : 'maps something else';
    report({
      at: reg.at,
      node: node.path,
      message: `xen,reg is read with ${wrong} cells of ${node.parent?.node.name ?? ''}, which must be 1 or 2: Xen ${reaction}`,
    });
  },
});
