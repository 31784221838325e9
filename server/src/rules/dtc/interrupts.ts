/**
 * Interrupts find their controller: `interrupt-parent` of the node or of an ancestor, or the nearest ancestor that
 * is a controller or has an `interrupt-map` (dtc checks.c check_interrupts_property, check_interrupt_provider).
 */
import type { DeviceTree, DtNode, DtProperty } from '../../tree/dt-node';
import { nodeFact, treeFact } from '../../tree/fact';
import { rootOf, walk, type NodeRef } from '../../tree/node-ref';
import { meaningOf } from '../../tree/phandle';
import { liveRefOf } from '../../tree/tracking';
import { byteLengthOf, firstCellOf } from '../../tree/value';
import { defineRule, type Finding, type RuleInput } from '../rule';
import { insertProperties } from '../source-edits';
import { isMultipleOf } from './reg-format';
import { keptNodeOfCell } from './kept-nodes';
import { providerCells } from './provider-cells';

type Report = (finding: Finding) => void;

export const interruptsProperty = defineRule({
  id: 'dtc/interrupts_property',
  severity: 'warning',
  summary: '`interrupts` finds no controller, or does not fit it.',
  why: 'The controller’s `#interrupt-cells` tells how long each interrupt is. Without a controller, or with another length, the device gets no interrupt.',
  source: 'dtc checks.c, check_interrupts_property; Devicetree Specification 2.4',
  on: ['interrupts'],
  examples: [
    {
      title: 'no controller',
      dts: `
        / {
          timer {
        //^^^^^ "interrupts" finds no interrupt controller
            interrupts = <1>;
          };
        };`,
    },
    {
      title: 'a length that does not fit the controller',
      dts: `
        / {
          interrupt-parent = <&gic>;
          gic: gic { interrupt-controller; #interrupt-cells = <3>; #address-cells = <0>; };
          timer {
            interrupts = <1 2>;
          //^^^^^^^^^^^^^^^^^^^ expected a multiple of 3 cells, found 2
          };
        };`,
    },
    {
      title: 'a parent that is no controller',
      dts: `
        / {
          interrupt-parent = <&other>;
          other: other { };
               //^^^^^ is no interrupt controller
          timer { interrupts = <1>; };
        };`,
    },
    {
      title: 'a controller that an ancestor names',
      dts: `
        / {
          interrupt-parent = <&gic>;
          gic: gic { interrupt-controller; #interrupt-cells = <3>; #address-cells = <0>; };
          soc { timer { interrupts = <1 2 3>, <1 3 3>; }; };
        };`,
    },
  ],
  checkNode(at, input, report) {
    const property = at.node.properties.get('interrupts');
    const length = property && byteLengthOf(input.tree, property);
    if (property === undefined || length === undefined) return;
    if (length % 4 !== 0)
      report({
        at: property.at,
        message: `"interrupts" has a wrong length: expected whole cells of 4 bytes, found ${length} bytes`,
      });
    const found = controllerOf(at, input, report);
    if (found === 'silent') return;
    if (found === undefined) {
      if (!input.isFragment)
        report({
          at: at.node.at,
          message: '"interrupts" finds no interrupt controller: add "interrupt-parent"',
        });
      return;
    }
    checkLength(input.tree, property, length, found, report);
  },
});

function checkLength(
  tree: DeviceTree,
  property: DtProperty,
  length: number,
  controller: DtNode,
  report: Report,
): void {
  const count = providerCells(tree, controller, '#interrupt-cells');
  if (typeof count === 'string' || isMultipleOf(length, count * 4)) return;
  const cells = controller.properties.get('#interrupt-cells');
  report({
    at: property.at,
    message: `"interrupts" does not fit "${controller.name}": expected a multiple of ${count} cells, found ${length / 4}`,
    ...(cells && { related: [{ at: cells.at, message: 'the controller’s #interrupt-cells' }] }),
  });
}

/** The controller that dtc finds for a node; what is wrong on the way there is reported. */
function controllerOf(
  from: NodeRef,
  input: RuleInput,
  report: Report,
): DtNode | undefined | 'silent' {
  const { tree } = input;
  for (let at: NodeRef | undefined = from; at !== undefined; at = at.parent) {
    const found = at === from ? controllerNamedBy(tree, at) : handedDown(tree, at);
    if (found === undefined) continue;
    if (found !== 'trouble') return found;
    const property = at.node.properties.get('interrupt-parent');
    if (property !== undefined) return controllerByPhandle(at, property, input, report);
  }
  return undefined;
}

/**
 * The controller of the nodes below, as far as one node tells; undefined: ask further up. A fact of its own, so that an
 * edit beside an `interrupt-parent` does not check all that inherit it again.
 */
const handedDown = nodeFact((tree: DeviceTree, ref: NodeRef): DtNode | 'trouble' | undefined =>
  isInterruptProvider(ref.node) ? ref.node : controllerNamedBy(tree, ref),
);

/** What `interrupt-parent` of the node leads to; `trouble` when something is to be said about the way there. */
function controllerNamedBy(tree: DeviceTree, at: NodeRef): DtNode | 'trouble' | undefined {
  const property = at.node.properties.get('interrupt-parent');
  if (property === undefined) return undefined;
  const troubles: Finding[] = [];
  const report = (it: Finding) => troubles.push(it);
  const found = controllerByPhandle(at, property, { tree, isFragment: false }, report);
  return found === undefined || found === 'silent' || troubles.length > 0 ? 'trouble' : found;
}

function controllerByPhandle(
  at: NodeRef,
  property: DtProperty,
  { tree, isFragment }: Pick<RuleInput, 'tree' | 'isFragment'>,
  report: Report,
): DtNode | undefined | 'silent' {
  const cell = byteLengthOf(tree, property) === 4 ? firstCellOf(tree, property) : undefined;
  if (cell === undefined || meaningOf(tree, cell) === 'unknown') return 'silent';
  if (meaningOf(tree, cell) === 'none') {
    if (tree.isPlugin) return 'silent';
    report({
      at: property.at,
      node: at.path,
      message: `"interrupt-parent" holds ${cell.value}, which is no phandle`,
    });
    return undefined;
  }
  const controller = keptNodeOfCell(tree, cell);
  if (controller === undefined) {
    if (!isFragment)
      report({
        at: property.at,
        node: at.path,
        message: `no node has phandle ${cell.value}: refer to the controller by "&label"`,
      });
    return 'silent';
  }
  if (!isInterruptProvider(controller))
    report({
      at: controller.at,
      node: pathOf(tree, controller) ?? '/',
      message: `"${controller.name}" is no interrupt controller, but ${at.path} names it as "interrupt-parent"`,
      related: [{ at: property.at, message: 'named here' }],
    });
  return controller;
}

function isInterruptProvider({ properties }: DtNode): boolean {
  return properties.has('interrupt-controller') || properties.has('interrupt-map');
}

/** The path of a node: a live one knows it. */
function pathOf(tree: DeviceTree, node: DtNode): string | undefined {
  return (liveRefOf(node) ?? refsOf(tree).get(node))?.path;
}

const refsOf = treeFact(
  (tree: DeviceTree): ReadonlyMap<DtNode, NodeRef> =>
    new Map([...walk(rootOf(tree))].map((it) => [it.node, it])),
);

export const interruptProvider = defineRule({
  id: 'dtc/interrupt_provider',
  severity: 'warning',
  summary: 'An interrupt controller lacks `#interrupt-cells` or `#address-cells`.',
  why: 'Without `#interrupt-cells` no device can name an interrupt of the controller. `#address-cells` matters only where an `interrupt-map` leads to the controller; dtc 1.7.0 stopped asking for it, so its absence is a hint.',
  source: 'dtc checks.c, check_interrupt_provider; Devicetree Specification 2.4.2',
  on: ['interrupt-controller', 'interrupt-map'],
  examples: [
    {
      title: 'no cells at all',
      dts: `
        / {
          gic { interrupt-controller; };
        //^^^ has no "#interrupt-cells"
        //^^^ has no "#address-cells"
        };`,
    },
    {
      title: 'no address cells',
      dts: `
        / {
          gic {
        //^^^ has no "#address-cells"
            interrupt-controller;
            #interrupt-cells = <3>;
          };
        };`,
      fixed: `
        / {
          gic {
            #address-cells = <0>;
            interrupt-controller;
            #interrupt-cells = <3>;
          };
        };`,
    },
    {
      title: 'both',
      dts: `/ { gic { interrupt-controller; #interrupt-cells = <3>; #address-cells = <0>; }; };`,
    },
  ],
  checkNode({ node }, { isFragment }, report) {
    if (isFragment || !isInterruptProvider(node)) return;
    if (!node.properties.has('#interrupt-cells'))
      report({
        at: node.at,
        message: `"${node.name}" has no "#interrupt-cells": say how many cells an interrupt of it takes`,
      });
    if (node.properties.has('#address-cells')) return;
    const edit = insertProperties(node, '#address-cells = <0>;');
    report({
      at: node.at,
      severity: 'hint',
      message: `"${node.name}" has no "#address-cells": dtc 1.6.1 asks for it in an interrupt controller`,
      ...(edit && { fixes: [{ title: 'Add #address-cells = <0>', edits: [edit] }] }),
    });
  },
});
