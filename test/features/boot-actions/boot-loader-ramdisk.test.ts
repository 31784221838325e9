import { expect, test } from 'vitest';
import { actionTitles, checkAction } from '../check-boot-action';
import { board } from './boards';

const properties = `
		linux,initrd-start = <0x4c000000>;
		linux,initrd-end = <0x4c800000>;
`;

const ramdisk = `
		ramdisk@4c000000 {
			compatible = "multiboot,ramdisk", "multiboot,module";
			reg = <0x0 0x4c000000 0x0 0x800000>;
		};
`;

test('makes a boot module of the properties of the boot loader', () => {
  checkAction(
    board({ properties: properties.replace('start', '$0start') }),
    'Make this ramdisk a boot module ramdisk@4c000000',
    board({ properties: '\n', chosen: ramdisk }),
  );
});

test('gives a ramdisk by the properties of the boot loader', () => {
  checkAction(
    board({ chosen: ramdisk.replace('ramdisk@', 'ram$0disk@') }),
    'Give ramdisk@4c000000 by linux,initrd-start and linux,initrd-end',
    board({ chosen: '\n' }).replace(
      '	chosen {\n',
      '$&		linux,initrd-start = <0x4c000000>;\n		linux,initrd-end = <0x4c800000>;\n',
    ),
  );
});

test('leaves a ramdisk alone that a label names, or that is not the only one', () => {
  const titles = (source: string) => actionTitles(source).filter((it) => it.startsWith('Give'));
  const at = ramdisk.replace('ramdisk@', 'ram$0disk@');
  expect(titles(board({ chosen: at }))).toHaveLength(1);
  expect(titles(board({ chosen: at.replace('ram$0', 'initrd: ram$0') }))).toEqual([]);
  expect(titles(board({ properties, chosen: at }))).toEqual([]);
});
