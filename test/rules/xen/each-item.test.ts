/** Rules that look at single things: what changes runs again, what does not stays the same, and many things cost little. */
import { expect, test } from 'vitest';
import { platformOf } from '../../../server/src/model/platform';
import { rules } from '../../../server/src/rules/registry';
import { chosenBoard, domain } from '../../../server/src/rules/xen/example-board';
import type { Each } from '../../../server/src/rules/rule';
import { createLiveTree } from '../../../server/src/tree/live-tree';
import { withProperty } from '../../model/edit-node';
import { read } from '../rule-example';

const selectors = new Set(rules.flatMap((it): Each<object>[] => ('each' in it ? [it.each] : [])));
const board = (count: number) =>
  chosenBoard(
    Array.from({ length: count }, (_, i) =>
      domain(`domU${i}`, '', { kernel: (0x50000000 + i * 0x200000).toString(16) }),
    ).join('\n'),
  );

test('an edit of one module shows the rules that module and its domain only', () => {
  const example = read(board(20), 'xen');
  const tree = createLiveTree(example.tree);
  const input = { ...example, tree, model: platformOf(tree, example.target) };
  const seen = new Set([...selectors].flatMap((each) => [...each(input)]));
  const path = '/chosen/domU3/kernel@50600000';
  const edited = withProperty(example.tree, path, 'reg', 'reg = <0x50600000 0x180000>;');
  tree.update(edited, () => undefined);
  const items = [...selectors].flatMap((each) => [...each(input)]);
  const isNew = items.filter((it) => !seen.has(it)) as { readonly node?: { path: string } }[];
  expect(isNew.map((it) => it.node?.path).sort()).toEqual([
    '/chosen/domU3',
    '/chosen/domU3/kernel@50600000',
  ]);
});

test('no rule looks at one thing and at the list of all of them', () => {
  const input = read(board(2), 'xen');
  const lists = [
    'domains',
    'modules',
    'claims',
    'readings',
    'eventChannels',
    'sharedMemory',
    'settlement',
  ];
  const asked = new Set<string>();
  const model = new Proxy(input.model, {
    get(it, name, receiver): unknown {
      if (typeof name === 'string') asked.add(name);
      return Reflect.get(it, name, receiver);
    },
  });
  for (const rule of rules) {
    if (!('checkEach' in rule)) continue;
    const items = rule.each(input);
    asked.clear();
    for (const item of items) rule.checkEach(item, { ...input, model }, () => undefined);
    expect(
      lists.filter((it) => asked.has(it)),
      rule.id,
    ).toEqual([]);
  }
});
