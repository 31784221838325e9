/** The module that started it all: three slips at once, each found, each mended by its own fix. */
import { expect, test } from 'vitest';
import { analyse } from '../../analyse';
import { applyTextEdits, textEditsOf } from '../../../server/src/rules/apply-edits';
import { findingsIn } from '../xen/findings-of';

const board = (module: string) => `/dts-v1/;
/ {
    #address-cells = <1>;
    #size-cells = <1>;
    chosen {
        #address-cells = <1>;
        #size-cells = <1>;
        kernel@48000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x48000000 0x100000>;
        };
${module}
    };
};
`;

const asMailed = board(`        module@0x47000000 {
            compatible = "multiboot,module\\0multiboot,ramdisk";
            reg = <0x0 0x47000000 0x0 0x100000>;
        };`);

const asMeant = board(`        module@47000000 {
            compatible = "multiboot,module", "multiboot,ramdisk";
            reg = <0x47000000 0x100000>;
        };`);

const about = /^(xen|boot)\/|unit_address_format/;
const codesOf = (dts: string) => findingsIn(analyse(dts).tree, 'xen', about).map((it) => it.code);

/** Applies the first fix of the first finding that has one, until there is none. */
function fixAll(dts: string): string {
  let text = dts;
  for (let i = 0; i < 10; i++) {
    const { tree, file } = analyse(text);
    const fix = findingsIn(tree, 'xen', about).find((it) => it.fixes.length > 0)?.fixes[0];
    const edits = fix && textEditsOf(fix, file)?.values().next().value;
    if (edits === undefined) return text;
    text = applyTextEdits(text, edits);
  }
  return text;
}

test('finds the embedded NUL, the unit address and the cells', () => {
  expect(codesOf(asMailed)).toEqual(
    expect.arrayContaining([
      'boot/compatible-embedded-nul',
      'dtc/unit_address_format',
      'xen/module-reg-extra',
    ]),
  );
});

test('its fixes make the module that was meant', () => {
  expect(fixAll(asMailed)).toBe(asMeant);
  expect(codesOf(asMeant)).toEqual([]);
});
