import { expect, test } from 'vitest';
import { checkFix, checkFixAll, fixTitles } from './check-code-action';
import { checkMove } from './check-move';

function withModule(module: string): string {
  return `
    /dts-v1/;
    / {
      chosen {
        ${module}
      };
    };
  `;
}

const mail =
  'module@0x47000000 { compatible = "multiboot,module\\0multiboot,kernel"; reg = <0 1 1>; };';

test('offers the fixes of the findings at the cursor, with what they mend', () => {
  expect(fixTitles(withModule(mail.replace('module@', 'mod$0ule@')))).toContain(
    'Rename to "module@47000000" [dtc/unit_address_format]',
  );
  expect(fixTitles(withModule(mail.replace('reg', '$0reg')))).not.toContain(
    'Rename to "module@47000000" [dtc/unit_address_format]',
  );
});

test('takes a fix', () => {
  checkFix(
    withModule('m@0 { compatible = "multiboot,kern$0al", "multiboot,module"; };'),
    'Change "multiboot,kernal" to "multiboot,kernel"',
    withModule('m@0 { compatible = "multiboot,kernel", "multiboot,module"; };'),
  );
});

test('takes all safe fixes of a file and leaves the others to the user', () => {
  checkFixAll(
    withModule(`${mail}
        other@0x48000000 { compatible = "multiboot,module\\0multiboot,ramdisk"; };`),
    withModule(`module@0x47000000 { compatible = "multiboot,module", "multiboot,kernel"; reg = <0 1 1>; };
        other@0x48000000 { compatible = "multiboot,module", "multiboot,ramdisk"; };`),
  );
});

test('leads the example of the mail to a correct tree: all safe fixes, then the move', () => {
  const board = (module: string, inside: string) => `
    /dts-v1/;
    / {
      #address-cells = <2>;
      #size-cells = <2>;

      chosen {
        #address-cells = <2>;
        #size-cells = <2>;
        ${module}
        domU1 {
          compatible = "xen,domain";
          memory = <0x0 0x20000>;
          cpus = <1>;
          #address-cells = <2>;
          #size-cells = <2>;${inside}
        };
      };
    };
  `;
  const module = (name: string, compatible: string) =>
    `${name} {\n          compatible = ${compatible};\n          reg = <0x0 0x47000000 0x0 0x800000>;\n        };\n`;
  const listed = '"multiboot,module", "multiboot,kernel"';
  checkFixAll(
    board(module('module@0x47000000', '"multiboot,module\\0multiboot,kernel"'), ''),
    board(module('module@0x47000000', listed), ''),
  );
  checkMove(
    board(module('mod$0ule@0x47000000', listed), ''),
    'Move module into domain "domU1"',
    board(
      '',
      `

          module@47000000 {
            compatible = ${listed};
            reg = <0x0 0x47000000 0x0 0x800000>;
          };`,
    ).replace(/\n +\n +domU1/, '\n\n        domU1'),
  );
});
