import { describe, expect, test } from 'vitest';
import { dtcErrors } from '../../../server/src/rules/dtc/refusals';
import { treeOf } from '../../analyse';

const refusals = (dts: string) => dtcErrors(treeOf(dts)).map((it) => `${it.code} ${it.node}`);

describe('dtc refuses', () => {
  test.each([
    ['a character that node names cannot have', '/ { a#b { }; };', ['dtc/node_name_chars /a#b']],
    ['two unit addresses', '/ { a@1@2 { }; };', ['dtc/node_name_format /a@1@2']],
    ['a unit address on a property', '/ { a@1; };', ['dtc/property_name_chars /']],
    ['a name that is no string', '/ { a { name = <1>; }; };', ['dtc/name_is_string /a']],
    ['a name that is another', '/ { a { name = "b"; }; };', ['dtc/name_properties /a']],
    ['a name longer than the node name', '/ { a { name = "ab"; }; };', ['dtc/name_properties /a']],
    ['one label on two nodes', '/ { l: a { }; l: b { }; };', ['dtc/duplicate_label /b']],
    ['one label on two places', '/ { p = l: <1 l: 2>; };', ['dtc/duplicate_label /']],
    ['a label on a node and a property', '/ { l: p; l: a { }; };', ['dtc/duplicate_label /']],
    ['a phandle of two cells', '/ { a { phandle = <1 2>; }; };', ['dtc/explicit_phandles /a']],
    [
      'a phandle written as bytes that is taken',
      '/ { a { phandle = <1>; }; b { phandle = [00 00 00 01]; }; };',
      ['dtc/explicit_phandles /b'],
    ],
    [
      'two phandle properties that differ',
      '/ { a { phandle = <1>; linux,phandle = <2>; }; };',
      ['dtc/explicit_phandles /a'],
    ],
    ['a phandle of nobody', '/ { a = <&b>; };', ['dtc/phandle_references /']],
    ['a path of nobody', '/ { a = &b; };', ['dtc/path_references /']],
    ['a path of nobody in an overlay', '/plugin/; / { a = &b; };', ['dtc/path_references /']],
  ])('%s', (_title, dts, expected) => {
    expect(refusals(dts.startsWith('/plugin/') ? `/dts-v1/; ${dts}` : dts)).toEqual(expected);
  });
});

describe('dtc takes', () => {
  test.each([
    ['a name that repeats the base name', '/ { a@1 { name = "a"; }; };'],
    ['a label twice on one node', '/ { l: a { }; }; l: &l { };'],
    ['a phandle that asks for one', '/ { l: a { phandle = <&l>; }; };'],
    ['both phandle properties alike', '/ { a { phandle = <3>; linux,phandle = <3>; }; };'],
    ['a phandle of nobody in an overlay', '/dts-v1/; /plugin/; / { a = <&b>; };'],
    ['a label that moved to a new node', '/ { l: a { }; }; /delete-node/ &l; / { l: b { }; };'],
  ])('%s', (_title, dts) => {
    expect(refusals(dts)).toEqual([]);
  });
});

test('stops at the first check that fails, as dtc does', () => {
  expect(refusals('/ { a = <&b>; p = &c; x#y { }; z#y { }; };')).toEqual([
    'dtc/node_name_chars /x#y',
    'dtc/node_name_chars /z#y',
  ]);
});
