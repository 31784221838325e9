/** A node deeper than Xen follows. */
import { isSince } from '../../model/target';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';
import { versionOf } from './report-clash';

const limit = 16;
const nested = (depth: number): string =>
  depth === 0 ? '' : `n${depth} { ${nested(depth - 1)} };`;

export const nodeNestedTooDeep = defineRule({
  id: 'xen/node-nested-too-deep',
  severity: 'warning',
  summary: `A node lies ${limit} levels deep or deeper.`,
  why: 'Xen ignores such nodes with a warning. Releases 4.13 to 4.21 never leave the loop that walks the tree: the machine hangs.',
  source: 'Xen common/device-tree/bootfdt.c: device_tree_for_each_node, DEVICE_TREE_MAX_DEPTH',
  reader: 'xen',
  examples: [
    {
      title: 'Sixteen levels',
      dts: mark(dom0Board('', nested(limit)), 'n1 {', 'n1 lies 16 levels deep', 2),
    },
    { title: 'Fifteen levels', dts: dom0Board('', nested(limit - 1)) },
  ],
  seesOmitted: true,
  checkNode(at, input, report) {
    if (at.depth !== limit) return;
    const isEndless = !isSince(versionOf(input), '4.22') && isSince(versionOf(input), '4.13');
    report({
      at: at.node.at,
      node: at.path,
      ...(isEndless && { severity: 'error' }),
      message: `${at.node.name} lies ${limit} levels deep: Xen ${isEndless ? 'hangs at boot' : 'ignores it and what is below'}`,
    });
  },
});
