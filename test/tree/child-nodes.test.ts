import { expect, test } from 'vitest';
import { eachReplaced, withChildren } from '../../server/src/tree/child-nodes';
import type { DtNode } from '../../server/src/tree/dt-node';
import { treeOf } from '../analyse';

const nodesOf = (text: string) => treeOf(`/ { ${text} };`).root.children;
const all = nodesOf(Array.from({ length: 100 }, (_, i) => `a${i} { };`).join(' '));
const other = nodesOf('a7 { x; };').get('a7') as DtNode;

test('a node in the place of another one leaves the others where they were', () => {
  const next = withChildren(all, [other]);
  const names = [...all.keys()];
  expect(next.get('a7')).toBe(other);
  expect(next.get('a8')).toBe(all.get('a8'));
  expect([next.has('a7'), next.has('b'), next.get('b'), next.size]).toEqual([
    true,
    false,
    undefined,
    100,
  ]);
  expect([...next.keys()]).toEqual(names);
  expect([...next].map(([name]) => name)).toEqual(names);
  expect([...next.values()].map((it) => it.name)).toEqual(names);
  const met: string[] = [];
  next.forEach((_, name) => met.push(name));
  expect(met).toEqual(names);
  expect(withChildren(next, [])).toBe(next);
  expect(all.get('a7')).not.toBe(other);
});

test('two versions with the same names tell what was replaced', () => {
  const first = withChildren(all, [other]);
  const again = nodesOf('a7 { y; };').get('a7') as DtNode;
  const found: [string, number][] = [];
  const look = ({ name }: DtNode, place: number) => found.push([name, place]);
  expect(eachReplaced(first, withChildren(first, [again]), look)).toBe(true);
  expect(found).toEqual([['a7', 7]]);
  expect(eachReplaced(all, first, look)).toBe(false);
  expect(found).toHaveLength(1);
});
