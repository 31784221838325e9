import { expect, test } from 'vitest';
import { actionTitles, afterAction, checkAction } from '../check-boot-action';
import { board, domain } from './boards';

test('line ends of Windows stay', () => {
  const source = board({ chosen: domain('').replace('domU1 {', 'dom$0U1 {') }).trimStart();
  const title = 'Add a ramdisk for domU1 at 0x4a800000 (16 MiB)';
  const after = afterAction(source.replaceAll('\n', '\r\n'), title);
  expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(after.replaceAll('\r\n', '\n')).toBe(afterAction(source, title));
});

test('a domain on one line gets its module in lines', () => {
  const head =
    'domU1 { compatible = "xen,domain"; #address-cells = <2>; #size-cells = <2>; memory = <0 0x20000>; cpus = <1>;';
  checkAction(
    board({ chosen: `\t\t${head.replace('domU1', 'dom$0U1')} };\n` }),
    'Add a kernel for domU1 at 0x49000000 (16 MiB)',
    board({
      chosen: `\t\t${head}
			kernel@49000000 {
				compatible = "multiboot,kernel", "multiboot,module";
				reg = <0x0 0x49000000 0x0 0x1000000>;
			};
		};
`,
    }),
  );
});

test('blanks instead of tabs, and cells that a domain only inherits', () => {
  const bare = (inside: string, cells = '') => `
    /dts-v1/;
    / {
      #address-cells = <1>;
      #size-cells = <1>;
      memory@40000000 {
        device_type = "memory";
        reg = <0x40000000 0x40000000>;
      };
      chosen {
        dom$0U1 {
          compatible = "xen,domain";
${cells}          memory = <0x0 0x20000>;
          cpus = <1>;
${inside}        };
      };
    };
  `;
  checkAction(
    bare(''),
    'Add a kernel for domU1 at 0x44000000 (16 MiB)',
    bare(
      `
          kernel@44000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x44000000 0x1000000>;
          };
`,
      '          #address-cells = <1>;\n          #size-cells = <1>;\n',
    ).replace('$0', ''),
  );
});

test('a module that another block moves over something is moved in that block, and renamed in its own', () => {
  const files = (unit: string, address: string, cursor = '') => `
    //- /board.dts
    /dts-v1/;
    #include "guests.dtsi"
    &initrd {
      reg = <${cursor}0x${address} 0x200000>;
    };
    //- /guests.dtsi
    / {
      #address-cells = <1>;
      #size-cells = <1>;
      memory@40000000 {
        device_type = "memory";
        reg = <0x40000000 0x40000000>;
      };
      chosen {
        #address-cells = <1>;
        #size-cells = <1>;
        kernel@48000000 {
          compatible = "multiboot,kernel", "multiboot,module";
          reg = <0x48000000 0x1000000>;
        };
        initrd: ramdisk@${unit} {
          compatible = "multiboot,ramdisk", "multiboot,module";
          reg = <0x4a000000 0x200000>;
        };
      };
    };
  `;
  checkAction(
    files('4a000000', '48000800', '$0'),
    'Move ramdisk@4a000000 to 0x49000000, the next free page',
    files('49000000', '49000000'),
  );
});

test('offers nothing where the tree does not speak of Xen, or no place in RAM is known', () => {
  expect(actionTitles('/dts-v1/;\n/ { cho$0sen { bootargs = "quiet"; }; };')).toEqual([]);
  const blind = board({ chosen: domain('') }).replace(/\tmemory@[^]*?\t};\n/, '');
  const bare = blind
    .replace(/\t\tkernel@[^]*?\t\t};\n/, '')
    .replace(/\t\t\tkernel@[^]*?\t\t\t};\n/, '');
  const titles = actionTitles(bare.replace('domU1 {', 'dom$0U1 {'));
  expect(titles.filter((it) => /^(Add a|Reserve|Share)/.test(it))).toEqual([]);
});

test('in a file that others include, offers a module only where the cells are declared', () => {
  const cells = '#address-cells = <2>; #size-cells = <2>;';
  const titles = (own: string) =>
    actionTitles(`
      / {
        chosen {
          domU1 {
            compatible = "xen,domain";
            ${cells}
            kernel@48000000 {
              compatible = "multiboot,kernel", "multiboot,module";
              reg = <0x0 0x48000000 0x0 0x1000000>;
            };
          };
          dom$0U2 {
            compatible = "xen,domain";
            ${own}
          };
        };
      };
    `);
  expect(titles('')).not.toContain('Add a ramdisk for domU2 at 0x49000000 (16 MiB)');
  expect(titles(cells)).toContain('Add a ramdisk for domU2 at 0x49000000 (16 MiB)');
});
