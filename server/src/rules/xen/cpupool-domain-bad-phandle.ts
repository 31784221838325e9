/** `domain-cpupool` points at nothing. */
import { nodeOfCell } from '../../tree/phandle';
import { cellsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domain, mark } from './example-board';
import { cpuBoard, pool } from './example-cpupool';

const board = (target: string) =>
  cpuBoard(`${pool('pool', 'cpupool-cpus = <&cpu0>;')}
${domain('domU1', `domain-cpupool = <${target}>;`)}`);

export const cpupoolDomainBadPhandle = defineRule({
  id: 'xen/cpupool-domain-bad-phandle',
  severity: 'error',
  summary: 'domain-cpupool names no node.',
  why: 'Xen ignores the property: the domain runs in pool 0.',
  source: 'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node',
  since: '4.17',
  reader: 'xen',
  examples: [
    { title: 'A number that nobody has', dts: mark(board('99'), '99', 'no node has phandle 99') },
    { title: 'A pool', dts: board('&pool') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree, isFragment }, report) {
    if (isFragment) return;
    const property = node.node.properties.get('domain-cpupool');
    const cell = property && cellsOf(tree, property)?.[0];
    if (cell?.value === undefined || nodeOfCell(tree, cell) !== undefined) return;
    report({
      at: cell.at,
      node: node.path,
      message: `no node has phandle ${cell.value}: Xen ignores domain-cpupool, and ${node.node.name} runs in pool 0`,
    });
  },
});
