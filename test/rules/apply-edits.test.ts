import { cellSpan } from '../../server/src/syntax/cell-span';
import { expect, test } from 'vitest';
import type { SourceFile } from '../../server/src/lexer/source-file';
import { applyTextEdits, textEditsOf } from '../../server/src/rules/apply-edits';
import type { SourceEdit } from '../../server/src/rules/fix';
import type { DtNode } from '../../server/src/tree/dt-node';
import { childOf, nodeAt, rootOf } from '../../server/src/tree/node-ref';
import { analyse } from '../analyse';

interface Board {
  readonly text: string;
  readonly file: (path: string) => SourceFile | undefined;
  readonly root: DtNode;
  node(path: string): DtNode;
}

function board(text: string): Board {
  const { file, tree } = analyse(`/dts-v1/;\n${text}`);
  const node = (path: string) => {
    const found = nodeAt(tree, path)?.node;
    if (found === undefined) throw new Error(`no node ${path}`);
    return found;
  };
  return { text: `/dts-v1/;\n${text}`, file, root: rootOf(tree).node, node };
}

/** The text after the edits, without the header; undefined when they are refused. */
function edited({ text, file }: Board, edits: readonly SourceEdit[]): string | undefined {
  const byFile = textEditsOf({ title: 'test', edits }, file);
  const [own] = byFile?.values() ?? [];
  return own && applyTextEdits(text, own).replace('/dts-v1/;\n', '');
}

function property(node: DtNode, name: string) {
  const [definition] = node.properties.get(name)?.definitions ?? [];
  if (definition === undefined) throw new Error(`no property ${name}`);
  return definition;
}

function definition(node: DtNode) {
  const [first] = node.definitions;
  if (first === undefined) throw new Error('no definition');
  return first;
}

const insert = (node: DtNode, where: 'start' | 'end', text: string): SourceEdit => ({
  kind: 'insert-in-node',
  at: definition(node),
  where,
  text,
});

test('removes a statement with its line', () => {
  const it = board('/ {\n\ta;\n\tb = <1>,\n\t    <2>;\n\tc;\n};\n');
  expect(edited(it, [{ kind: 'remove', at: property(it.root, 'b') }])).toBe(
    '/ {\n\ta;\n\tc;\n};\n',
  );
});

test('keeps what else stands on the line of a removed statement', () => {
  const it = board('/ { a; b; c; };\n');
  expect(edited(it, [{ kind: 'remove', at: property(it.root, 'b') }])).toBe('/ { a; c; };\n');
});

test('leaves no blank line where Windows line ends are used', () => {
  const it = board('/ {\r\n\ta;\r\n\tb;\r\n};\r\n');
  expect(edited(it, [{ kind: 'remove', at: property(it.root, 'a') }])).toBe(
    '/ {\r\n\tb;\r\n};\r\n',
  );
});

test('inserts lines before and after a statement, indented like it', () => {
  const it = board('/ {\n\ta;\n\tb = <1>,\n\t    <2>; /* two */\n\tc;\n};\n');
  const at = property(it.root, 'b');
  expect(
    edited(it, [
      { kind: 'insert-line-before', at, text: 'x;\ny;' },
      { kind: 'insert-line-after', at, text: 'z;' },
    ]),
  ).toBe('/ {\n\ta;\n\tx;\n\ty;\n\tb = <1>,\n\t    <2>; /* two */\n\tz;\n\tc;\n};\n');
});

test('inserts beside a statement that shares its line', () => {
  const it = board('/ { a; b; };\n');
  expect(
    edited(it, [
      { kind: 'insert-line-before', at: property(it.root, 'b'), text: 'x;' },
      { kind: 'insert-line-after', at: property(it.root, 'a'), text: 'y;' },
    ]),
  ).toBe('/ { a; y; x; b; };\n');
});

test('opens an empty body for what is inserted', () => {
  const it = board('/ {\n\tsoc { };\n};\n');
  expect(edited(it, [insert(it.node('/soc'), 'start', 'a;\nb;')])).toBe(
    '/ {\n\tsoc {\n\t\ta;\n\t\tb;\n\t};\n};\n',
  );
});

test('inserts at both ends of a body, as deep as what is there', () => {
  const it = board('/ {\n    soc { // bus\n        a;\n    };\n};\n');
  const soc = it.node('/soc');
  expect(edited(it, [insert(soc, 'start', 'first;'), insert(soc, 'end', 'last { };')])).toBe(
    '/ {\n    soc { // bus\n        first;\n        a;\n        last { };\n    };\n};\n',
  );
});

test('stays on the line of a body that is written on one line', () => {
  const it = board('/ { soc { a; }; };\n');
  expect(edited(it, [insert(it.node('/soc'), 'start', 'x;\ny;')])).toBe(
    '/ { soc { x; y; a; }; };\n',
  );
});

test('moves a statement of several lines as it is written', () => {
  const it = board('/ {\n\tsoc { };\n\ta = <1>, /* one */\n\t    <2>;\n};\n');
  expect(
    edited(it, [
      { kind: 'move-before', at: property(it.root, 'a'), before: definition(it.node('/soc')) },
    ]),
  ).toBe('/ {\n\ta = <1>, /* one */\n\t    <2>;\n\tsoc { };\n};\n');
});

test('refuses the whole fix when one edit lies in a macro', () => {
  const it = board('#define BODY a = <1>;\n/ {\n\tBODY\n\tb;\n};\n');
  expect(
    edited(it, [
      { kind: 'remove', at: property(it.root, 'b') },
      { kind: 'remove', at: property(it.root, 'a') },
    ]),
  ).toBeUndefined();
});

test('edits the argument of a macro, where the user wrote it', () => {
  const it = board('#define CELL(x) <x>\n/ {\n\ta = CELL(0x10);\n};\n');
  const [part] = property(it.root, 'a').value?.parts ?? [];
  if (part?.kind !== 'cells') throw new Error('no cells');
  const at = cellSpan(part, 0);
  expect(edited(it, [{ kind: 'replace', at, text: '0x20' }])).toBe(
    '#define CELL(x) <x>\n/ {\n\ta = CELL(0x20);\n};\n',
  );
});

test('refuses edits that overlap', () => {
  const it = board('/ {\n\ta = <1>;\n};\n');
  const at = property(it.root, 'a');
  expect(
    edited(it, [
      { kind: 'remove', at },
      { kind: 'replace', at: at.name, text: 'b' },
    ]),
  ).toBeUndefined();
});

test('edits an included file in that file', () => {
  const { file, tree } = analyse('/dts-v1/;\n#include "soc.dtsi"\n', {
    '/soc.dtsi': '/ {\n\tsoc {\n\t\ta;\n\t};\n};\n',
  });
  const soc = childOf(rootOf(tree), 'soc')?.node;
  if (soc === undefined) throw new Error('no soc');
  const edits = textEditsOf({ title: 'test', edits: [insert(soc, 'start', 'x;')] }, file);
  expect([...(edits?.keys() ?? [])]).toEqual(['/soc.dtsi']);
});
