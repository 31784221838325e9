import { expect, test } from 'vitest';
import { actionTitles, checkAction } from '../check-boot-action';

interface Parts {
  readonly chosen?: string;
  readonly root?: string;
  readonly before?: string;
}

/** One GiB of RAM at 0x40000000, and a kernel of dom0 at 0x48000000. */
const board = ({ chosen = '', root = '', before = '' }: Parts) => `
/dts-v1/;
${before}
/ {
	#address-cells = <2>;
	#size-cells = <2>;

	memory@40000000 {
		device_type = "memory";
		reg = <0x0 0x40000000 0x0 0x40000000>;
	};
${root}
	chosen {
		#address-cells = <2>;
		#size-cells = <2>;

		kernel@48000000 {
			compatible = "multiboot,kernel", "multiboot,module";
			reg = <0x0 0x48000000 0x0 0x1000000>;
		};
${chosen}	};
};
`;

const module = (kind: string, address: string, size: string, unit = address.toLowerCase()) => `
		guest: ${kind}@${unit} { // loaded by U-Boot
			compatible = "multiboot,${kind}", "multiboot,module";
			reg = <0x0 0x${address} 0x0 ${size}>; /* as large as the file */
		};
`;

const withCursor = (text: string) => text.replace('reg = <', 'reg = <$$0');

test('moves a module that overlaps another to the next free page, and the unit address follows', () => {
  checkAction(
    board({ chosen: withCursor(module('ramdisk', '48F00000', '0x200000')) }),
    'Move ramdisk@48f00000 to 0x49000000, the next free page',
    board({ chosen: module('ramdisk', '49000000', '0x200000') }),
  );
});

test('keeps padding and letter case of the cells', () => {
  const chosen = withCursor(module('ramdisk', '00FABC00', '0x200000', 'fabc00'));
  const taken = '	xen,static-heap = <0x0 0x40000000 0x0 0xabc0000>;';
  const heap = (text: string) => text.replace('	chosen {\n', `$&	${taken}\n`);
  checkAction(
    heap(board({ chosen })),
    'Move ramdisk@fabc00 to 0x4abc0000, the next free page',
    heap(board({ chosen: module('ramdisk', '4ABC0000', '0x200000', '4abc0000') })),
  );
});

test('a kernel goes to a block of 2 MiB, and past everything that claims memory', () => {
  const root = `
	reserved-memory {
		#address-cells = <2>;
		#size-cells = <2>;
		ranges;

		dma@49400000 {
			reg = <0x0 0x49400000 0x0 0x100000>;
			no-map;
		};
	};
`;
  const domain = (kernel: string) => `
		domU1 {
			compatible = "xen,domain";
			#address-cells = <2>;
			#size-cells = <2>;
			memory = <0x0 0x10000>;
			cpus = <1>;
			xen,static-mem = <0x0 0x4a000000 0x0 0x4000000>;
${kernel}		};
`;
  const before = '/memreserve/ 0x4e000000 0x100000;';
  checkAction(
    board({
      before,
      root,
      chosen: domain(withCursor(module('kernel', '48F00000', '0x1000000'))),
    }),
    'Move kernel@48f00000 to 0x4e200000, the next free 2 MiB block',
    board({ before, root, chosen: domain(module('kernel', '4E200000', '0x1000000')) }),
  );
});

test('a module above RAM comes behind the last one that lies in it', () => {
  checkAction(
    board({ chosen: withCursor(module('ramdisk', '90000000', '0x200000')) }),
    'Move ramdisk@90000000 to 0x49000000, the next free page',
    board({ chosen: module('ramdisk', '49000000', '0x200000') }),
  );
});

test('path references follow', () => {
  const root = (address: string) => `
	user {
		module = <&{/chosen/ramdisk@${address}}>;
	};
`;
  checkAction(
    board({
      root: root('48800000'),
      chosen: withCursor(module('ramdisk', '48800000', '0x200000')),
    }),
    'Move ramdisk@48800000 to 0x49000000, the next free page',
    board({ root: root('49000000'), chosen: module('ramdisk', '49000000', '0x200000') }),
  );
});

test('offers nothing where a macro writes the address, or no place is large enough', () => {
  const moves = (source: string) => actionTitles(source).filter((it) => it.startsWith('Move'));
  const ramdisk = withCursor(module('ramdisk', '48f00000', '0x200000'));
  expect(moves(board({ chosen: ramdisk }))).toHaveLength(1);
  const before = '#define WHERE 0x48f00000';
  const byMacro = ramdisk.replace('0x0 0x48f00000', '0x0 WHERE');
  expect(moves(board({ before, chosen: byMacro }))).toEqual([]);
  expect(moves(board({ chosen: ramdisk.replace('0x200000', '0x40000000') }))).toEqual([]);
});

test('gives a module without reg a place, and the name its unit address', () => {
  const dtb = (name: string, reg = '') => `
		${name} {
			compatible = "multiboot,ramdisk", "multiboot,module";${reg}
			bootargs = "";
		};
`;
  checkAction(
    board({ chosen: dtb('ram$0disk') }),
    'Give ramdisk a reg at 0x49000000 with 16 MiB, to be set to the size of its file',
    board({
      chosen: dtb('ramdisk@49000000', '\n			reg = <0x0 0x49000000 0x0 0x1000000>;'),
    }),
  );
  expect(actionTitles(board({ chosen: dtb('ram$0disk@4c000000') }))).toContain(
    'Give ramdisk@4c000000 a reg at 0x4c000000 with 16 MiB, to be set to the size of its file',
  );
});

test('gives a domain its own copy of a module that it shares', () => {
  const domain = (name: string, kernel: string) => `
		${name} {
			compatible = "xen,domain";
			#address-cells = <2>;
			#size-cells = <2>;
			memory = <0x0 0x10000>;
			cpus = <1>;
${kernel}		};
`;
  const kernel = module('kernel', '4a000000', '0x800000').replace('guest: ', '');
  const own = module('kernel', '4a800000', '0x800000').replace('guest: ', '');
  const first = domain('domU1', kernel);
  checkAction(
    board({ chosen: first + domain('domU2', withCursor(kernel)) }),
    'Give domU2 its own copy of this kernel at 0x4a800000 (kernel@4a000000)',
    board({ chosen: first + domain('domU2', own) }),
  );
});
