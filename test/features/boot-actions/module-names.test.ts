import { expect, test } from 'vitest';
import { actionTitles, checkAction } from '../check-boot-action';
import { board, domain } from './boards';

const ramdisk = (compatible: string) =>
  board({
    chosen: `
		ramdisk@4c000000 {
			compatible = ${compatible}; // for U-Boot
			reg = <0x0 0x4c000000 0x0 0x800000>;
		};
`,
  });

const legacy = '"xen,linux-initrd", "xen,multiboot-module"';
const modern = '"multiboot,ramdisk", "multiboot,module"';

test("writes the names of dom0's modules as newer Xen spells them, and back", () => {
  const toModern = 'Use the multiboot,… names that newer Xen knows';
  checkAction(ramdisk(legacy).replace('= "x', '= $0"x'), toModern, ramdisk(modern));
  checkAction(
    ramdisk(modern).replace('ramdisk@', 'ram$0disk@'),
    'Use the xen,… names of Xen 4.4',
    ramdisk(legacy),
  );
});

test("a domain's modules have no legacy names", () => {
  const source = board({ chosen: domain('') }).replace('kernel@4a', 'ker$0nel@4a');
  expect(actionTitles(source)).toEqual([]);
});
