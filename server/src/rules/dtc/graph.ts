/**
 * OF graphs: `ports` hold `port`s, a `port` holds `endpoint`s, and endpoints refer to each other (dtc checks.c,
 * the graph checks; Linux Documentation/devicetree/bindings/graph.txt). dtc takes a node for a port when a child is
 * called `endpoint` or has `remote-endpoint`.
 */
import { hex } from '../../memory/format-number';
import type { DtNode } from '../../tree/dt-node';
import { baseName, unitAddress, type NodeRef } from '../../tree/node-ref';
import { meaningOf } from '../../tree/phandle';
import { byteLengthOf, firstCell, firstCellOf } from '../../tree/value';
import { defineRule, type Finding, type RuleInput } from '../rule';
import { removeProperty } from '../source-edits';
import { graphPartOf } from './bus';
import { cellCountsOf, statedCellCounts } from './cell-counts';
import { keptChildrenOf, keptNodeOfCell } from './kept-nodes';
import { warningLevel } from './levels';
import { renameUnitFixes } from './rename-unit';

type Report = (finding: Finding) => void;

export const graphChildAddress = defineRule({
  id: 'dtc/graph_child_address',
  severity: warningLevel('graph_child_address'),
  summary: 'A graph node states cells for a single child that needs no address.',
  why: 'One port or endpoint needs no number. dtc 1.8.0 no longer says so, for bindings often ask for the number all the same.',
  source: 'dtc checks.c, check_graph_child_address',
  on: ['#address-cells'],
  examples: [
    {
      title: 'one endpoint with a number',
      dts: `
        / {
          display {
            port {
          //^^^^ "endpoint@0" is its only child
              #address-cells = <1>;
              #size-cells = <0>;
              endpoint@0 { reg = <0>; };
            };
          };
        };`,
    },
    { title: 'one endpoint without', dts: `/ { display { port { endpoint { }; }; }; };` },
  ],
  checkNode(at, { tree }, report) {
    if (graphPartOf(tree, at) === undefined || !cellCountsOf(tree, at)?.hasAddress) return;
    const children = keptChildrenOf(tree, at);
    const isNumbered = children.some(
      ({ node }) => node.properties.has('reg') && firstCell(tree, node.properties.get('reg')) !== 0,
    );
    const [only, ...others] = children;
    if (only === undefined || others.length > 0 || isNumbered) return;
    const cells = ['#address-cells', '#size-cells'].flatMap(
      (it) => at.node.properties.get(it) ?? [],
    );
    report({
      at: at.node.at,
      message: `"${only.node.name}" is its only child, so "#address-cells" and "#size-cells" are not needed`,
      tags: ['unnecessary'],
      ...(!only.node.properties.has('reg') && {
        fixes: [
          { title: 'Remove #address-cells and #size-cells', edits: cells.flatMap(removeProperty) },
        ],
      }),
    });
  },
});

export const graphPort = defineRule({
  id: 'dtc/graph_port',
  severity: 'warning',
  summary: 'A port of a graph has another name, number or cells than a port needs.',
  why: 'Drivers look for nodes called `port` and match them by number, that is by `reg`.',
  source: 'dtc checks.c, check_graph_port, check_graph_reg',
  examples: [
    {
      title: 'another name',
      dts: `
        / {
          display {
            output { endpoint { }; };
          //^^^^^^ a node with endpoints is called "port"
          };
        };`,
    },
    {
      title: 'a number that is not the unit address',
      dts: `
        / {
          display {
            #address-cells = <1>;
            #size-cells = <0>;
            port@1 {
          //^^^^^^ expected unit address "2"
              reg = <2>;
              endpoint { };
            };
          };
        };`,
      fixed: `
        / {
          display {
            #address-cells = <1>;
            #size-cells = <0>;
            port@2 {
              reg = <2>;
              endpoint { };
            };
          };
        };`,
    },
    { title: 'a single port', dts: `/ { display { port { endpoint { }; }; }; };` },
  ],
  checkNode(at, input, report) {
    if (at.node.children.size === 0 || graphPartOf(input.tree, at) !== 'port') return;
    if (baseName(at.node.name) !== 'port')
      report({
        at: at.node.at,
        message: `a node with endpoints is called "port", found "${at.node.name}"`,
      });
    checkNumber(at, input, report);
  },
});

export const graphEndpoint = defineRule({
  id: 'dtc/graph_endpoint',
  severity: 'warning',
  summary: 'An endpoint of a graph is not sound, or the other end does not point back.',
  why: 'Drivers follow `remote-endpoint` from both sides and give up when the two do not name each other.',
  source: 'dtc checks.c, check_graph_endpoint, check_graph_reg',
  examples: [
    {
      title: 'the other end leads elsewhere',
      dts: `
        / {
          camera { port { a: endpoint { remote-endpoint = <&b>; }; }; };
                           //^^^^^^^^ the other end, "endpoint", does not point back
          isp { port { b: endpoint { }; }; };
        };`,
    },
    {
      title: 'both ends name each other',
      dts: `
        / {
          camera { port { a: endpoint { remote-endpoint = <&b>; }; }; };
          isp { port { b: endpoint { remote-endpoint = <&a>; }; }; };
        };`,
    },
  ],
  checkNode(at, input, report) {
    const { tree } = input;
    if (at.parent === undefined || graphPartOf(tree, at.parent) !== 'port') return;
    if (baseName(at.node.name) !== 'endpoint')
      report({
        at: at.node.at,
        message: `an endpoint is called "endpoint", found "${at.node.name}"`,
      });
    checkNumber(at, input, report);
    const remote = remoteOf(at.node, input, at.path, report);
    if (remote === undefined) return;
    if (remoteOf(remote, input, at.path, report) === at.node) return;
    report({
      at: at.node.at,
      message: `the other end, "${remote.name}", does not point back: name this endpoint in its "remote-endpoint"`,
      related: [{ at: remote.at, message: 'the other end' }],
    });
  },
});

/** `reg` of a port or endpoint: one cell, equal to the unit address, in a parent with cells 1 and 0. */
function checkNumber(at: NodeRef, { tree, isFragment }: RuleInput, report: Report): void {
  const reg = at.node.properties.get('reg');
  const length = reg && byteLengthOf(tree, reg);
  if (reg === undefined || length === undefined || at.parent === undefined) return;
  if (length !== 4) {
    report({
      at: at.node.at,
      message: `"reg" of "${at.node.name}" is malformed: expected one cell`,
    });
    return;
  }
  const number = firstCell(tree, reg)?.toString(16);
  if (number !== undefined && (unitAddress(at.node.name) ?? '') !== number)
    report({
      at: at.node.at,
      message: `"${at.node.name}" has the number ${hex(firstCell(tree, reg) ?? 0)}: expected unit address "${number}"`,
      fixes: renameUnitFixes(at, number),
    });
  const cells = statedCellCounts(tree, at.parent, isFragment);
  if (cells === undefined) return;
  const say = (name: string, wanted: number, found: string) =>
    report({
      at: at.node.at,
      message: `"${name}" of ${at.parent?.path} must be ${wanted} for numbered ports and endpoints, found ${found}`,
    });
  if (cells.address !== 1 || !cells.hasAddress)
    say('#address-cells', 1, cells.hasAddress ? `${cells.address}` : 'none');
  if (cells.size !== 0 || !cells.hasSize)
    say('#size-cells', 0, cells.hasSize ? `${cells.size}` : 'none');
}

/** The node that `remote-endpoint` names; a number that names nobody is reported. */
function remoteOf(
  node: DtNode,
  { tree }: RuleInput,
  path: string,
  report: Report,
): DtNode | undefined {
  const property = node.properties.get('remote-endpoint');
  if (property === undefined || byteLengthOf(tree, property) !== 4) return undefined;
  const cell = firstCellOf(tree, property);
  if (cell === undefined || meaningOf(tree, cell) !== 'node') return undefined;
  const remote = keptNodeOfCell(tree, cell);
  if (remote === undefined)
    report({
      at: property.at,
      node: path,
      message: `no node has phandle ${cell.value}: refer to the other end by "&label"`,
    });
  return remote;
}
