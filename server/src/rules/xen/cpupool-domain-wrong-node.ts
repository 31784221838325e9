/** `domain-cpupool` points at something that is no pool. */
import { cpupoolCompatible, listsInAnyCase } from '../../model/xen-names';
import { nodeOfCell } from '../../tree/phandle';
import { compatiblesOf } from '../../model/node-compatibles';
import { cellsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domain, mark } from './example-board';
import { cpuBoard, pool } from './example-cpupool';

const board = (target: string) =>
  cpuBoard(`${pool('pool', 'cpupool-cpus = <&cpu0>;')}
${domain('domU1', `domain-cpupool = <${target}>;`)}`);

export const cpupoolDomainWrongNode = defineRule({
  id: 'xen/cpupool-domain-wrong-node',
  severity: 'error',
  summary: 'domain-cpupool names a node that is no CPU pool.',
  why: 'Xen panics.',
  source: 'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node',
  since: '4.17',
  reader: 'xen',
  examples: [
    { title: 'A CPU', dts: mark(board('&cpu1'), '&cpu1', 'cpu1 is no CPU pool') },
    { title: 'A pool', dts: board('&pool') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree }, report) {
    const property = node.node.properties.get('domain-cpupool');
    const cell = property && cellsOf(tree, property)?.[0];
    const target = nodeOfCell(tree, cell);
    if (cell === undefined || target === undefined) return;
    const compatibles = compatiblesOf(tree, { node: target, path: '', depth: 0 });
    if (listsInAnyCase(compatibles, cpupoolCompatible)) return;
    report({
      at: cell.at,
      node: node.path,
      message: `${target.name} is no CPU pool (compatible "${cpupoolCompatible}"): Xen panics`,
      related: [{ at: target.at, message: 'the node that is named' }],
    });
  },
});
