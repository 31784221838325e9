/** Two compatible strings in one pair of quotes. */
import { stringsOf } from '../../tree/value';
import { chosenCompatibles } from '../../model/xen-names';
import { defineRule } from '../rule';
import { eachUnknownCompatible } from '../xen-items';
import { setStringsFix } from '../make-fix';
import { betweenNames, escapedNul, gluedStrings } from './glued-strings';

export const compatibleMissingComma = defineRule({
  id: 'boot/compatible-missing-comma',
  severity: 'error',
  summary: 'Two compatible strings stand in one pair of quotes.',
  why: 'Commas and blanks inside the quotes are part of the string: the whole is one string that no consumer knows, and the module or domain is not recognised.',
  source: 'Devicetree Specification 2.3.1: compatible',
  examples: [
    {
      title: 'The comma is inside the quotes',
      dts: `/dts-v1/;
/ {
    chosen {
        module@48000000 {
            compatible = "multiboot,kernel, multiboot,module";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ several strings in one pair of quotes
        };
    };
};
`,
      fixed: `/dts-v1/;
/ {
    chosen {
        module@48000000 {
            compatible = "multiboot,kernel", "multiboot,module";
        };
    };
};
`,
    },
    {
      title: 'A backslash and a zero between them: boot/compatible-escaped-nul says what to do',
      dts: `/dts-v1/; / { chosen { module@48000000 { compatible = "multiboot,module\\\\0multiboot,kernel"; }; }; };`,
    },
    {
      title: 'Each string in quotes of its own',
      dts: `/dts-v1/; / { chosen { module@48000000 { compatible = "multiboot,kernel", "multiboot,module"; }; }; };`,
    },
  ],
  each: eachUnknownCompatible,
  checkEach({ node, path }, { tree }, report) {
    const property = node.properties.get('compatible');
    const strings = (property && stringsOf(tree, property)) ?? [];
    if (property === undefined) return;
    const pieces = strings.map(({ text }) =>
      chosenCompatibles.includes(text) || escapedNul.test(text)
        ? undefined
        : gluedStrings(text, betweenNames),
    );
    if (pieces.every((it) => it === undefined)) return;
    const names = strings.flatMap((it, i) => pieces[i] ?? [it.text]);
    report({
      at: property.at,
      node: path,
      message: `compatible has several strings in one pair of quotes: nobody recognises ${node.name}; write "${names.join('", "')}"`,
      fixes: setStringsFix('Write it as a list', property, names, true),
    });
  },
});
