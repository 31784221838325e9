/** `&x` outside angle brackets names a node that exists, in overlays too (dtc checks.c fixup_path_references). */
import { defineRule } from '../rule';
import { misspelling } from './misspelt-reference';
import { openReferencesIn } from './open-references';

export const pathReferences = defineRule({
  id: 'dtc/path_references',
  severity: 'error',
  summary: 'A reference outside cells names a node that does not exist.',
  why: 'dtc writes no blob: the value would be the path of that node, and there is none. An overlay is no exception, for a path cannot be filled in later.',
  source: 'dtc checks.c, fixup_path_references',
  examples: [
    {
      title: 'a misspelt label',
      dts: `
        / {
          uart0: serial { };
          chosen {
            stdout-path = &uart1;
                        //^^^^^^ label "uart1" is not defined: did you mean "uart0"?
          };
        };`,
      fixed: `
        / {
          uart0: serial { };
          chosen {
            stdout-path = &uart0;
          };
        };`,
    },
    {
      title: 'a node that exists',
      dts: `/ { uart0: serial { }; chosen { stdout-path = &uart0; }; };`,
    },
  ],
  seesOmitted: true,
  checkNode(at, { tree }, report) {
    if (!tree.hasVersion) return;
    for (const { reference, kind } of openReferencesIn(tree, at))
      if (kind === 'path')
        report({ at: reference, node: at.path, ...misspelling(tree, reference) });
  },
});
