/** A live tree shows the newest tree through objects that stay, and tells only those who read what changed. */
import { effect } from '@preact/signals-core';
import { expect, test } from 'vitest';
import type { DeviceTree } from '../../server/src/tree/dt-node';
import { nodeFact, treeFact } from '../../server/src/tree/fact';
import { createLiveTree } from '../../server/src/tree/live-tree';
import { nodeIndex } from '../../server/src/tree/node-index';
import { childrenOf, nodeAt, rootOf, walk, type NodeRef } from '../../server/src/tree/node-ref';
import { nodeByPhandle, nodeOfCell, phandlesOf } from '../../server/src/tree/phandle';
import { resolveReference } from '../../server/src/tree/references';
import { cellsOf, firstCell } from '../../server/src/tree/value';
import { treeOf } from '../analyse';
import { shareTree } from './share-tree';

/** A live tree and a way to change its source. */
function followed(source: string) {
  let plain = treeOf(source);
  const tree = createLiveTree(plain);
  return {
    tree,
    at: (path: string): NodeRef => {
      const found = nodeAt(tree, path);
      if (found === undefined) throw new Error(`there is no ${path}`);
      return found;
    },
    edit(next: string) {
      plain = shareTree(plain, treeOf(next));
      const told = { added: [] as string[], removed: [] as string[] };
      tree.update(plain, ({ added, removed }) => {
        told.added.push(...added.map((it) => it.path));
        told.removed.push(...removed.map((it) => it.path));
      });
      return told;
    },
  };
}

/** How often `read` has run, with what it saw last. */
function watched<T>(read: () => T) {
  const seen: T[] = [];
  const stop = effect(() => {
    seen.push(read());
  });
  return { seen, stop };
}

const pathsOf = (tree: DeviceTree) => [...walk(rootOf(tree))].map((it) => it.path);

test('nodes stay the same objects while their content changes', () => {
  const { tree, at, edit } = followed('/ { a { x = <1>; b { }; }; };');
  const before = at('/a');
  edit('/ { a { x = <2>; b { }; c { }; }; };');
  expect(at('/a') === before).toBe(true);
  expect(before.node === tree.root.children.get('a')).toBe(true);
  expect(firstCell(tree, before.node.properties.get('x'))).toBe(2);
  expect(pathsOf(tree)).toEqual(['/', '/a', '/a/b', '/a/c']);
});

test('what comes and goes is told, and what comes back is another node', () => {
  const { at, edit } = followed('/ { a { b { }; }; c { }; };');
  const before = at('/a');
  expect(edit('/ { c { }; };')).toEqual({ added: [], removed: ['/a', '/a/b'] });
  expect(edit('/ { a { b { }; }; c { }; };')).toEqual({ added: ['/a', '/a/b'], removed: [] });
  expect(at('/a') === before).toBe(false);
});

test('the order of nodes and properties follows', () => {
  const { tree, at, edit } = followed('/ { a { x; y; }; b { }; };');
  const keys = watched(() => [...at('/a').node.properties.keys()].join());
  edit('/ { b { }; a { y; x; }; };');
  expect(pathsOf(tree)).toEqual(['/', '/b', '/a']);
  expect(keys.seen).toEqual(['x,y', 'y,x']);
});

test('who reads one property is not told of another', () => {
  const { tree, at, edit } = followed('/ { a { x = <1>; y = <1>; }; };');
  const x = watched(() => firstCell(tree, at('/a').node.properties.get('x')));
  const names = watched(() => at('/a').node.properties.has('z'));
  const other = watched(() => at('/a').node.properties.get('other'));
  const all = watched(() => [...at('/a').node.properties.values()].length);
  edit('/ { a { x = <1>; y = <2>; }; };');
  expect([x.seen, names.seen, all.seen]).toEqual([[1], [false], [2, 2]]);
  edit('/ { a { x = <3>; y = <2>; z; }; };');
  expect([x.seen, names.seen, all.seen]).toEqual([
    [1, 3],
    [false, true],
    [2, 2, 3],
  ]);
  edit('/ { a { z; }; };');
  expect(x.seen).toEqual([1, 3, undefined]);
  expect(names.seen).toEqual([false, true]);
  expect(other.seen).toEqual([undefined]);
});

test('who looks for a child is told when it comes, and who counts them always', () => {
  const { tree, edit } = followed('/ { a { }; };');
  const wanted = watched(() => tree.root.children.has('c'));
  const count = watched(() => tree.root.children.size);
  const list = watched(() => childrenOf(rootOf(tree)).length);
  edit('/ { a { }; b { }; };');
  edit('/ { a { }; b { }; c { }; };');
  expect(wanted.seen).toEqual([false, true]);
  expect(count.seen).toEqual([1, 2, 3]);
  expect(list.seen).toEqual([1, 2, 3]);
});

test('labels, marks and blocks are followed', () => {
  const { at, edit } = followed('/ { a: a { }; b { }; };');
  const labels = watched(() =>
    at('/a')
      .node.labels.map((it) => it.name)
      .join(),
  );
  const omittable = watched(() => at('/b').node.isOmittable);
  const blocks = watched(() => at('/b').node.definitions.length);
  edit('/ { a: c: a { }; b { }; }; / { b { }; };');
  edit('/ { a: c: a { }; /omit-if-no-ref/ b { }; };');
  expect(labels.seen).toEqual(['a', 'a,c']);
  expect(omittable.seen.at(-1)).toBe(true);
  expect(blocks.seen.at(-1)).toBe(1);
});

test('a label leads to its first node, and only who asked for it is told', () => {
  const { tree, edit } = followed('/ { a { }; b { x: c { }; }; };');
  const named = (text: string) => resolveReference(tree, { form: 'label', text })?.path;
  const x = watched(() => named('x'));
  const y = watched(() => named('y'));
  edit('/ { a { }; b { x: c { }; }; y: d { }; };');
  edit('/ { x: a { }; b { x: c { }; }; y: d { }; };');
  expect(x.seen).toEqual(['/b/c', '/a']);
  expect(y.seen).toEqual([undefined, '/d']);
  edit('/ { b { x: c { }; }; x: a { }; y: d { }; };');
  expect(x.seen.at(-1)).toBe('/b/c');
  edit('/ { y: d { }; };');
  expect(x.seen.at(-1)).toBeUndefined();
});

test('a cell leads to its node whatever the numbers are', () => {
  const { tree, at, edit } = followed('/ { a: a { }; b: b { }; u { r = <&b>; n = <1>; }; };');
  const cell = (name: string) => {
    const property = at('/u').node.properties.get(name);
    return property && cellsOf(tree, property)?.[0];
  };
  const byReference = watched(() => nodeOfCell(tree, cell('r'))?.name);
  const byNumber = watched(() => nodeOfCell(tree, cell('n'))?.name);
  edit('/ { a: a { q = <&a>; }; b: b { }; u { r = <&b>; n = <1>; }; };');
  expect(byReference.seen).toEqual(['b']);
  expect(byNumber.seen).toEqual(['b', 'a']);
  expect(phandlesOf(tree).get(at('/b').node)).toBe(2);
  edit('/ { a: a { q = <&a>; }; b: b { phandle = <1>; }; u { r = <&b>; n = <1>; }; };');
  expect(byNumber.seen.at(-1)).toBe('b');
  expect(nodeByPhandle(tree, 2)?.name).toBe('a');
});

test('a fact that comes out the same is not passed on', () => {
  const { tree, at, edit } = followed('/ { a { x = <1>; }; };');
  const derived: string[] = [];
  const parity = nodeFact((it: DeviceTree, ref) => {
    derived.push('parity');
    return (firstCell(it, ref.node.properties.get('x')) ?? 0) % 2;
  });
  const message = treeFact((it: DeviceTree) => `is ${parity(it, at('/a'))}`);
  const told = watched(() => message(tree));
  edit('/ { a { x = <3>; }; };');
  expect(derived).toHaveLength(2);
  expect(told.seen).toEqual(['is 1']);
  edit('/ { a { x = <4>; }; };');
  expect(told.seen).toEqual(['is 1', 'is 0']);
});

test('a fact that fails does so until what it read changes', () => {
  const { tree, at, edit } = followed('/ { a { x = <1>; }; };');
  const picky = nodeFact((it: DeviceTree, ref) => {
    const value = firstCell(it, ref.node.properties.get('x'));
    if (value === 1) throw new Error('one');
    return value;
  });
  expect(() => picky(tree, at('/a'))).toThrow('one');
  edit('/ { a { x = <2>; }; };');
  expect(picky(tree, at('/a'))).toBe(2);
});

test('an index finds on a live tree what it finds on a plain one', () => {
  const sources = [
    '/ { a { k = <1>; b { k = <1>; }; }; c { m = <1>; }; };',
    '/ { c { m = <1>; k = <1>; }; a { k = <1>; b { }; }; };',
    '/ { c { m = <1>; }; };',
    '/ { c { k = <1>; }; a { b { k = <1>; d { k = <1>; }; }; }; };',
  ];
  const index = nodeIndex((node) => [...node.properties.keys()]);
  const { tree, edit } = followed(sources[0] ?? '');
  const paths = (it: DeviceTree, key: string) => index.all(it, key).map(({ path }) => path);
  const k = watched(() => paths(tree, 'k'));
  const m = watched(() => index.has(tree, 'm'));
  for (const source of sources) {
    edit(source);
    const plain = treeOf(source);
    expect(paths(tree, 'k')).toEqual(paths(plain, 'k'));
    expect(k.seen.at(-1)).toEqual(paths(plain, 'k'));
    expect(m.seen.at(-1)).toBe(index.has(plain, 'm'));
    expect(index.firstOf(tree, ['k', 'm'])).toBe(index.firstOf(plain, ['k', 'm']));
    expect(index.first(tree, 'k')?.path).toBe(index.first(plain, 'k')?.path);
    expect([...index.keys(tree)].sort()).toEqual([...index.keys(plain)].sort());
  }
});
