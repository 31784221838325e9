/** Xen 4.16 reads `xen,static-mem` with cell counts of its own. */
import { insertProperties } from '../source-edits';
import { defineRule } from '../rule';
import { makeFix } from '../make-fix';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';

const names = ['#xen,static-mem-address-cells', '#xen,static-mem-size-cells'];
const range = 'xen,static-mem = <0x60000000 0x4000000>;';
const counts = '#xen,static-mem-address-cells = <1>;\n#xen,static-mem-size-cells = <1>;';

export const staticMem416Cells = defineRule({
  id: 'xen/static-mem-416-cells',
  severity: 'warning',
  summary: 'xen,static-mem without the cell counts that Xen 4.16 wants.',
  why: 'This release reads xen,static-mem with #xen,static-mem-address-cells and #xen,static-mem-size-cells of the domain. Xen 4.17 and later take the cells of /chosen and know neither.',
  source: 'Xen docs/misc/arm/device-tree/booting.txt of 4.16',
  since: '4.16',
  until: '4.16',
  reader: 'xen',
  examples: [
    {
      title: 'No counts',
      dts: mark(domainBoard(range), range, 'Xen 4.16 reads it with'),
      fixed: domainBoard(`${range}`).replace(
        /( +)domU1 \{\n/,
        '$&$1    #xen,static-mem-address-cells = <1>;\n$1    #xen,static-mem-size-cells = <1>;\n',
      ),
      target: 'xen@4.16',
    },
    { title: 'Both counts', dts: domainBoard(`${counts}\n${range}`), target: 'xen@4.16' },
  ],
  each: eachDomain,
  checkEach({ node, staticMem }, _input, report) {
    if (staticMem === undefined) return;
    const missing = names.filter((it) => !node.node.properties.has(it));
    if (missing.length === 0) return;
    const { address, size } = staticMem.cells;
    const lines = missing.map((it) => `${it} = <${it.includes('address') ? address : size}>;`);
    report({
      at: staticMem.property.at,
      node: node.path,
      message: `Xen 4.16 reads it with ${missing.join(' and ')}, which ${node.node.name} lacks`,
      fixes: makeFix(`Add ${missing.join(' and ')}`, [
        insertProperties(node.node, lines.join('\n')),
      ]),
    });
  },
});
