/** A boot module lies where the board has no memory. */
import { formatRange, formatRanges } from '../../memory/format-number';
import { isCovered } from '../../memory/interval';
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { domainBoard } from './example-board';

/** How many places where RAM is described are shown. */
const mostMemoryNodes = 16;

export const moduleOutsideRam = defineRule({
  id: 'xen/module-outside-ram',
  severity: 'error',
  summary: 'A boot module does not lie wholly inside the memory that the tree describes.',
  why: 'Nothing can be loaded there. Xen does not compare modules with /memory: it reads whatever the bus returns, or takes a data abort when it copies the module. The rule is silent when the tree gives no memory bank, as boot loaders then fill it in.',
  source: 'Xen arch/arm/setup.c: discard_initial_modules; common/device-tree/kernel.c',
  requires: ['xen/module-reg-extra', 'xen/module-zero-size'],
  reader: 'xen',
  examples: [
    {
      title: 'The ramdisk runs past the end of RAM',
      dts: domainBoard(`
        ramdisk@bff80000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0xbff80000 0x100000>;
                 //^^^^^^^^^^^^^^^^^^^ outside RAM
        };`),
    },
    {
      title: 'The ramdisk ends where RAM ends',
      dts: domainBoard(`
        ramdisk@bff00000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0xbff00000 0x100000>;
        };`),
    },
  ],
  each: eachModule,
  checkEach({ node, region }, { model }, report) {
    const { ram } = model;
    if (ram === undefined) return;
    if (region === undefined || isCovered(ram, region)) return;
    report({
      at: region.at,
      node: node.path,
      message: `${node.node.name} (${formatRange(region)}) lies outside RAM: the board has ${formatRanges(ram)}`,
      related: model.memoryNodes
        .slice(0, mostMemoryNodes)
        .flatMap((it) =>
          it.reg ? [{ at: it.reg.property.at, message: 'RAM is described here' }] : [],
        ),
    });
  },
});
