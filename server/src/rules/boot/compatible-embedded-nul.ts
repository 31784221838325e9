/** `compatible` as one literal with `\0` in it: the same bytes as a list, but nobody reads it as one. */
import type { ValuePart } from '../../syntax/ast';
import { stringsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { setStringsFix } from '../make-fix';

export const compatibleEmbeddedNul = defineRule({
  id: 'boot/compatible-embedded-nul',
  severity: 'hint',
  summary: 'Two compatible strings are written as one literal with `\\0` between them.',
  why: 'The bytes are those of a list, and every consumer reads them as one. Boot scripts need this form (`fdt set`), source does not: a list can be searched, completed and changed string by string.',
  source: 'Devicetree Specification 2.2.4: stringlist; dtc dt-parser.y',
  examples: [
    {
      title: 'The form of a boot script',
      dts: `/dts-v1/;
/ {
    module@48000000 {
        compatible = "multiboot,module\\0multiboot,kernel";
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a list
    };
};
`,
      fixed: `/dts-v1/;
/ {
    module@48000000 {
        compatible = "multiboot,module", "multiboot,kernel";
    };
};
`,
    },
    {
      title: 'A list',
      dts: `/dts-v1/; / { module@48000000 { compatible = "multiboot,module", "multiboot,kernel"; }; };`,
    },
  ],
  on: ['compatible'],
  checkNode({ node }, { tree }, report) {
    const property = node.properties.get('compatible');
    if (property === undefined || !property.parts.some(hasNul)) return;
    const strings = stringsOf(tree, property) ?? [];
    if (strings.length < 2) return;
    const names = strings.map((it) => it.text).filter((it) => it !== '');
    report({
      at: property.at,
      message: `one literal with \\0 inside: write it as a list, "${names.join('", "')}"`,
      fixes: setStringsFix(
        'Write it as a list',
        property,
        strings.map((it) => it.text),
        true,
      ),
    });
  },
});

function hasNul(part: ValuePart): boolean {
  return part.kind === 'string' && part.bytes.includes('\0');
}
