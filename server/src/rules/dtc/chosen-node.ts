/** Nodes called `chosen`: where they stand and what they hold (dtc checks.c, the chosen checks; DTSpec 3.6). */
import { rootOf } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { removeProperty, renameProperty } from '../source-edits';
import { notOneString } from './is-string';

export const obsoleteChosenInterruptController = defineRule({
  id: 'dtc/obsolete_chosen_interrupt_controller',
  severity: 'warning',
  summary: '`/chosen` has an `interrupt-controller` property.',
  why: 'Old PowerPC trees named the interrupt controller there. Nothing reads it any more: `interrupt-parent` of the devices counts.',
  source: 'dtc checks.c, check_obsolete_chosen_interrupt_controller',
  on: ['interrupt-controller'],
  examples: [
    {
      title: 'a leftover of old trees',
      dts: `
        / {
          pic: pic { interrupt-controller; #interrupt-cells = <1>; #address-cells = <0>; };
          chosen {
            interrupt-controller = <&pic>;
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is obsolete
          };
        };`,
      fixed: `
        / {
          pic: pic { interrupt-controller; #interrupt-cells = <1>; #address-cells = <0>; };
          chosen {
          };
        };`,
    },
    { title: 'a chosen node without it', dts: `/ { chosen { bootargs = "quiet"; }; };` },
  ],
  checkNode(at, _input, report) {
    if (at.path !== '/chosen') return;
    const property = at.node.properties.get('interrupt-controller');
    if (property === undefined) return;
    report({
      at: property.at,
      node: '/',
      message:
        '"interrupt-controller" in /chosen is obsolete: remove it, "interrupt-parent" of the devices counts',
      tags: ['deprecated'],
      fixes: [{ title: 'Remove "interrupt-controller"', edits: removeProperty(property) }],
    });
  },
});

export const chosenNodeIsRoot = defineRule({
  id: 'dtc/chosen_node_is_root',
  severity: 'warning',
  summary: 'A node called `chosen` is not a child of the root.',
  why: 'Boot loaders, Xen and Linux read `/chosen` and nothing else of that name. (System Device Trees have one for each domain on purpose.)',
  source: 'dtc checks.c, check_chosen_node_is_root; Devicetree Specification 3.6',
  examples: [
    {
      title: 'one level too deep',
      dts: `
        / {
          soc {
            chosen { };
          //^^^^^^ expected at the root, found in /soc
          };
        };`,
    },
    { title: 'at the root', dts: `/ { chosen { }; };` },
  ],
  checkNode(at, { tree }, report) {
    if (at.node.name !== 'chosen' || at.parent === undefined || at.parent === rootOf(tree)) return;
    report({
      at: at.node.at,
      message: `"chosen" is read at the root only: expected at the root, found in ${at.parent.path}`,
      // An overlay may well put it into the root; dtc looks at the blob, not at the target.
      ...(at.parent.node.name === '__overlay__' && { severity: 'hint' }),
    });
  },
});

export const chosenNodeBootargs = defineRule({
  id: 'dtc/chosen_node_bootargs',
  severity: 'warning',
  summary: '`bootargs` is not one string.',
  why: 'The operating system takes the first string for its command line and loses the rest.',
  source: 'dtc checks.c, check_chosen_node_bootargs; Devicetree Specification 3.6',
  on: ['bootargs'],
  examples: [
    {
      title: 'two strings',
      dts: `
        / {
          chosen {
            bootargs = "console=ttyS0", "quiet";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected one string, found 2 strings
          };
        };`,
    },
    { title: 'one string', dts: `/ { chosen { bootargs = "console=ttyS0 quiet"; }; };` },
  ],
  checkNode(at, { tree }, report) {
    const property = at.node.properties.get('bootargs');
    if (at.node.name !== 'chosen' || property === undefined) return;
    const finding = notOneString(tree, property);
    if (finding) report(finding);
  },
});

export const chosenNodeStdoutPath = defineRule({
  id: 'dtc/chosen_node_stdout_path',
  severity: 'warning',
  summary: '`stdout-path` is not one string, or has its old name.',
  why: '`linux,stdout-path` is what Linux called it before the specification did; U-Boot and newer readers know `stdout-path` only.',
  source: 'dtc checks.c, check_chosen_node_stdout_path; Devicetree Specification 3.6',
  on: ['stdout-path', 'linux,stdout-path'],
  examples: [
    {
      title: 'the old name',
      dts: `
        / {
          chosen {
            linux,stdout-path = "/serial";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is the old name of "stdout-path"
          };
          serial { };
        };`,
      fixed: `
        / {
          chosen {
            stdout-path = "/serial";
          };
          serial { };
        };`,
    },
    {
      title: 'a phandle in place of a path',
      dts: `
        / {
          chosen {
            stdout-path = <&uart>;
          //^^^^^^^^^^^^^^^^^^^^^^ expected one string
          };
          uart: serial { };
        };`,
    },
    { title: 'a path', dts: `/ { chosen { stdout-path = "/serial"; }; serial { }; };` },
  ],
  checkNode(at, { tree }, report) {
    if (at.node.name !== 'chosen') return;
    const modern = at.node.properties.get('stdout-path');
    const property = modern ?? at.node.properties.get('linux,stdout-path');
    if (property === undefined) return;
    if (modern === undefined)
      report({
        at: property.at,
        message: '"linux,stdout-path" is the old name of "stdout-path": rename it',
        tags: ['deprecated'],
        fixes: [
          {
            title: 'Rename to "stdout-path"',
            isSafe: true,
            edits: renameProperty(property, 'stdout-path'),
          },
        ],
      });
    const finding = notOneString(tree, property);
    if (finding) report(finding);
  },
});
