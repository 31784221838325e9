import { describe, expect, test } from 'vitest';
import {
  childOf,
  childrenOf,
  findNode,
  nodeAt,
  rootOf,
  walk,
} from '../../server/src/tree/node-ref';
import { treeOf } from '../analyse';

const names = Array.from({ length: 40 }, (_, i) => `n@${i}`);
const tree = () => treeOf(`/ { ${names.map((it) => `${it} { a { }; };`).join(' ')} };`);

describe('a child by its name', () => {
  test('is the one among the children, whichever is asked for first', () => {
    const first = rootOf(tree());
    const child = childOf(first, 'n@7');
    expect(childrenOf(first)[7]).toBe(child);
    const second = rootOf(tree());
    const children = childrenOf(second);
    expect(names.map((it) => childOf(second, it))).toEqual(children);
    expect(childOf(second, 'n@7')).toBe(children[7]);
  });

  test('is the same object each time', () => {
    const it = tree();
    expect(nodeAt(it, '/n@3/a')).toBe(nodeAt(it, '/n@3/a'));
    expect(nodeAt(it, '/n@3/a')?.path).toBe('/n@3/a');
    expect(nodeAt(it, '/n@3/a')?.parent).toBe(childrenOf(rootOf(it))[3]);
  });

  test('may not be there', () => {
    expect(childOf(rootOf(tree()), 'n')).toBeUndefined();
  });
});

test('a node is found as a walk over all nodes finds it', () => {
  const tree = treeOf('/ { a { b: b1 { }; }; b { c { d: d1 { }; }; e { }; }; f: f1 { }; };');
  const all = [...walk(rootOf(tree))];
  expect(all.length).toBe(8);
  for (const ref of all) expect(findNode(tree, (it) => it === ref.node)?.path).toBe(ref.path);
  expect(findNode(tree, (it) => it.labels.length > 0)?.path).toBe('/a/b1');
  expect(findNode(tree, () => false)).toBe(undefined);
});
