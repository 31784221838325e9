/** Pages of what composing the tree finds, and of what is wrong with the comments that silence findings. */
import { page, type FrontEndRule } from './page';

export const otherPages: readonly FrontEndRule[] = [
  page('dtc/duplicate_node_names', {
    why: 'dtc writes no blob. Two blocks for one node are fine in two definitions of its parent (they merge), not in one.',
    source: 'dtc checks.c, check_duplicate_node_names',
    examples: [
      {
        title: 'the same name twice',
        dts: `
          / {
            soc { a; };
            soc { b; };
          //^^^ /soc is already there
          };`,
      },
      { title: 'merged blocks', dts: `/ { soc { a; }; }; / { soc { b; }; };` },
    ],
  }),
  page('dtc/duplicate_property_names', {
    why: 'dtc writes no blob. A later definition of the node may set a property anew, the same one may not.',
    source: 'dtc checks.c, check_duplicate_property_names',
    examples: [
      {
        title: 'the same name twice',
        dts: `
          / {
            model = "a";
            model = "b";
          //^^^^^^^^^^^^ property "model" is already set
          };`,
        fixed: `
          / {
            model = "b";
          };`,
      },
      { title: 'overridden later', dts: `/ { model = "a"; }; / { model = "b"; };` },
    ],
    fixesFor({ at, related }) {
      const earlier = related?.[0]?.at;
      const fixes = [{ title: 'Remove this one', edits: [{ kind: 'remove' as const, at }] }];
      if (earlier === undefined) return fixes;
      return [
        { title: 'Remove the earlier one', edits: [{ kind: 'remove' as const, at: earlier }] },
        ...fixes,
      ];
    },
  }),
  page('suppress/unknown-rule', {
    why: 'The finding that the comment was meant to silence is shown all the same. `dts-chosen explain` lists the names of the rules.',
    source: 'docs/rules/README.md',
    examples: [],
  }),
  page('suppress/unused', {
    why: 'The finding is gone, or the comment stands on the wrong line: it silences its own line and the next one.',
    source: 'docs/rules/README.md',
    examples: [],
  }),
];
