/** `<&x>` names a node that exists (dtc checks.c fixup_phandle_references). Overlays may leave it open. */
import { defineRule } from '../rule';
import { misspelling } from './misspelt-reference';
import { openReferencesIn } from './open-references';

export const phandleReferences = defineRule({
  id: 'dtc/phandle_references',
  severity: 'error',
  summary: 'A reference in cells names a node that does not exist.',
  why: 'dtc writes no blob: there is no phandle to put in the cell. In an overlay (`/plugin/`) the reference stays open until the overlay is applied, so nothing is said there.',
  source: 'dtc checks.c, fixup_phandle_references',
  examples: [
    {
      title: 'a misspelt label',
      dts: `
        / {
          gic: interrupt-controller { };
          timer {
            interrupt-parent = <&gci>;
                              //^^^^ label "gci" is not defined: did you mean "gic"?
          };
        };`,
      fixed: `
        / {
          gic: interrupt-controller { };
          timer {
            interrupt-parent = <&gic>;
          };
        };`,
    },
    {
      title: 'a path without the unit address',
      dts: `
        / {
          a = <&{/serial}>;
             //^^^^^^^^^^ there is no node "serial" in /: did you mean "serial@0"?
          serial@0 { };
        };`,
      fixed: `
        / {
          a = <&{/serial@0}>;
          serial@0 { };
        };`,
    },
    { title: 'a label of the base tree, in an overlay', dts: `/plugin/; &{/} { a = <&gic>; };` },
  ],
  seesOmitted: true,
  checkNode(at, { tree }, report) {
    if (tree.isPlugin || !tree.hasVersion) return;
    for (const { reference, kind } of openReferencesIn(tree, at))
      if (kind === 'cells')
        report({ at: reference, node: at.path, ...misspelling(tree, reference) });
  },
});
