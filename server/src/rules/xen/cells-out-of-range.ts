/** Cell counts that Xen cannot read numbers with. */
import type { Cells } from '../../memory/cells';
import type { NodeRef } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { domainBoard } from './example-board';

export const cellsOutOfRange = defineRule({
  id: 'xen/cells-out-of-range',
  severity: 'error',
  summary: 'The addresses or sizes of boot modules or shared memory have neither one cell nor two.',
  why: 'With 0 there is no address or no size: a module then has size 0 and counts as missing. More than two cells do not fit 64 bits; debug builds of Xen stop there, others misread.',
  source: 'Xen include/xen/bootfdt.h: dt_read_number',
  reader: 'xen',
  examples: [
    {
      title: 'Modules without a size',
      dts: domainBoard(
        `
        #address-cells = <1>;
        #size-cells = <0>;
      //^^^^^^^^^^^^^^^^^^ must be 1 or 2
        kernel@52000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x52000000>;
        };`,
        { without: ['cells', 'kernel'] },
      ),
    },
    { title: 'One cell each', dts: domainBoard('') },
  ],
  check({ model }, report) {
    const seen = new Set<NodeRef>();
    for (const { node, cells } of [...model.modules, ...model.sharedMemory]) {
      const { parent } = node;
      const wrong = cells && wrongCount(cells);
      if (wrong === undefined || parent === undefined || seen.has(parent)) continue;
      seen.add(parent);
      const at = wrong.from?.node.properties.get(wrong.name)?.at ?? parent.node.at;
      report({
        at,
        node: node.path,
        message: `${wrong.name} is ${wrong.count}, but must be 1 or 2 for ${node.node.name}: Xen cannot read its reg`,
      });
    }
  },
});

function wrongCount({ address, size, addressFrom, sizeFrom }: Cells) {
  const isUsable = (count: number) => count === 1 || count === 2;
  if (!isUsable(address)) return { name: '#address-cells', count: address, from: addressFrom };
  return isUsable(size) ? undefined : { name: '#size-cells', count: size, from: sizeFrom };
}
