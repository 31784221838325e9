/** `compatible` with a backslash and a zero where a NUL byte was meant. */
import { stringsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { eachUnknownCompatible } from '../xen-items';
import { setStringsFix } from '../make-fix';
import { escapedNul, gluedStrings } from './glued-strings';

export const compatibleEscapedNul = defineRule({
  id: 'boot/compatible-escaped-nul',
  severity: 'error',
  summary: 'A compatible string contains a backslash and a zero instead of a NUL.',
  why: 'In source `\\\\0` is a backslash and the digit 0: the whole is one string that no consumer knows, and the module or domain is not recognised. It usually comes from a boot script, where a shell takes one backslash away.',
  source:
    'Devicetree Specification 6.1: string escapes; dtc convert-dtsv0-lexer.l, util.c get_escape_char',
  examples: [
    {
      title: 'One backslash too many',
      dts: `/dts-v1/;
/ {
    chosen {
        module@48000000 {
            compatible = "multiboot,module\\\\0multiboot,kernel";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a backslash and a 0 instead of a separator
        };
    };
};
`,
      fixed: `/dts-v1/;
/ {
    chosen {
        module@48000000 {
            compatible = "multiboot,module", "multiboot,kernel";
        };
    };
};
`,
    },
    {
      title: 'A list',
      dts: `/dts-v1/; / { chosen { module@48000000 { compatible = "multiboot,module", "multiboot,kernel"; }; }; };`,
    },
  ],
  each: eachUnknownCompatible,
  checkEach({ node, path }, { tree }, report) {
    const property = node.properties.get('compatible');
    const strings = (property && stringsOf(tree, property)) ?? [];
    if (property === undefined) return;
    const pieces = strings.map((it) => gluedStrings(it.text, escapedNul));
    if (pieces.every((it) => it === undefined)) return;
    const names = strings.flatMap((it, i) => pieces[i] ?? [it.text]);
    report({
      at: property.at,
      node: path,
      message: `compatible contains a backslash and a 0 instead of a separator: nobody recognises ${node.name}; write "${names.join('", "')}"`,
      fixes: setStringsFix('Write it as a list', property, names, true),
    });
  },
});
