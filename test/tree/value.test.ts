import { expect, test } from 'vitest';
import { cellsOf, stringsOf } from '../../server/src/tree/value';
import { treeOf } from '../analyse';

test('a property of hundreds of thousands of cells is read', () => {
  const tree = treeOf(`/ { reg = <${'1 '.repeat(300_000)}>; };`);
  const reg = tree.root.properties.get('reg');
  expect(reg && cellsOf(tree, reg)?.length).toBe(300_000);
});

test('hundreds of thousands of bytes are read as strings, with every code kept', () => {
  const tree = treeOf(`/ { names = [${'80'.repeat(300_000)} 00]; };`);
  const names = tree.root.properties.get('names');
  const [first] = (names && stringsOf(tree, names)) ?? [];
  expect(first?.text).toBe('\u0080'.repeat(300_000));
});
