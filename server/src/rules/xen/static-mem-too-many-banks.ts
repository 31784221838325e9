/** More ranges of static memory than a direct-mapped domain can have. */
import { mostBanks } from '../../memory/most-banks';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';

const ranges = (count: number) =>
  `<${Array.from({ length: count }, (_, i) => `0x${(0x60000000 + i * 0x2000).toString(16)} 0x1000`).join(' ')}>`;
const board = (count: number) =>
  domainBoard(
    `memory = <0x0 0x${(count * 4).toString(16)}>;\ndirect-map;\nxen,static-mem = ${ranges(count)};`,
    { without: ['memory'] },
  );

export const staticMemTooManyBanks = defineRule({
  id: 'xen/static-mem-too-many-banks',
  severity: 'error',
  summary: `xen,static-mem of a direct-mapped domain has more than ${mostBanks} ranges.`,
  why: 'Each range becomes a bank of the guest, and Xen has a table of 256: it panics.',
  source:
    'Xen common/device-tree/static-memory.c: assign_static_memory_11; bootfdt.h: NR_MEM_BANKS',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'One too many',
      dts: mark(board(mostBanks + 1), 'xen,static-mem', `has ${mostBanks + 1} ranges`),
    },
    { title: 'Two ranges', dts: board(2) },
  ],
  each: eachDomain,
  checkEach({ node, staticMem, isDirectMap }, _input, report) {
    if (staticMem === undefined || !isDirectMap || staticMem.entries.length <= mostBanks) return;
    report({
      at: staticMem.property.definitions.at(-1)?.name ?? staticMem.property.at,
      node: node.path,
      message: `xen,static-mem has ${staticMem.entries.length} ranges, and a direct-mapped domain can have ${mostBanks}: Xen panics`,
    });
  },
});
