import { describe, expect, test } from 'vitest';
import { compose } from '../../server/src/tree/compose';
import { nodeAt } from '../../server/src/tree/node-ref';
import { printTree } from '../../server/src/tree/print-tree';
import { nodesByPhandle } from '../../server/src/tree/phandle';
import { firstString } from '../../server/src/tree/value';
import { analyse, treeOf } from '../analyse';

/** The composed tree without its header. */
function composed(dts: string): string {
  return printTree(treeOf(dts)).replace('/dts-v1/;\n', '').replace(/\n+/g, '\n').trim();
}

describe('merging', () => {
  test('replaces a value in its place and appends new ones', () => {
    expect(composed('/ { a = <1>; b; }; / { c; a = <2>; };')).toBe(
      '/ {\n\ta = <0x2>;\n\tb;\n\tc;\n};',
    );
  });

  test('gives a deleted property its old place back', () => {
    expect(composed('/ { a; b; }; / { /delete-property/ a; }; / { a = "x"; };')).toBe(
      '/ {\n\ta = "x";\n\tb;\n};',
    );
  });

  test('keeps a node deleted in the body that first defines it, as dtc does', () => {
    expect(composed('/ { n { }; /delete-node/ n; };')).toBe('/ {\n\tn {\n\t};\n};');
  });

  test('puts labels of later definitions first', () => {
    expect(composed('/ { a: b: n { }; }; c: &a { };')).toBe('/ {\n\tc: a: b: n {\n\t};\n};');
  });

  test('keeps who wrote a property first and who overrode it', () => {
    const property = treeOf('/ { a = <1>; }; / { a = <2>; };').root.properties.get('a');
    expect(property?.definitions).toHaveLength(2);
  });

  test('keeps the deleted node on record', () => {
    const { root } = treeOf('/ { n { x; }; }; / { /delete-node/ n; };');
    expect(root.children.size).toBe(0);
    expect(root.deletions.map((it) => [it.kind, it.name])).toEqual([['node', 'n']]);
  });
});

describe('references', () => {
  test('are looked up at that point of the source', () => {
    const { tree } = analyse('/dts-v1/; / { }; &late { }; / { late: n { }; };');
    expect(tree.problems.map((it) => it.code)).toEqual(['syntax/unknown-reference']);
  });

  test('number nodes in the order in which dtc meets them', () => {
    const tree = treeOf(
      '/ { p = <&b &a>; a: a { }; b: b { phandle = <7>; }; c { q = <&c2>; c2: d { }; }; };',
    );
    const names = [...nodesByPhandle(tree)]
      .map(([phandle, node]) => `${phandle} ${node.name}`)
      .sort();
    expect(names).toEqual(['1 a', '2 d', '7 b']);
  });

  test('of an overlay to unknown labels become fragments', () => {
    expect(composed('/dts-v1/; /plugin/; &uart { status = "okay"; };')).toBe(
      '/plugin/;\n/ {\n\tfragment@0 {\n\t\ttarget = <&uart>;\n\t\t__overlay__ {\n\t\t\tstatus = "okay";\n\t\t};\n\t};\n};',
    );
  });
});

describe('an overlay', () => {
  const base = '/dts-v1/; / { soc { uart: serial { status = "disabled"; }; }; };';
  const applied = (overlay: string) => {
    const syntaxes = [base, overlay].map((it) => analyse(it).parsed.syntax);
    return compose(syntaxes, { binaries: new Map() });
  };
  const status = (overlay: string) => {
    const tree = applied(`/dts-v1/; /plugin/; ${overlay}`);
    const property = nodeAt(tree, '/soc/serial')?.node.properties.get('status');
    return firstString(tree, property);
  };

  test('merges into the nodes that its labels and paths name', () => {
    expect(status('&uart { status = "okay"; };')).toBe('okay');
    expect(status('&{/soc/serial} { status = "okay"; };')).toBe('okay');
  });

  test('may be written with fragments', () => {
    expect(
      status('/ { fragment@0 { target = <&uart>; __overlay__ { status = "okay"; }; }; };'),
    ).toBe('okay');
    expect(
      status('/ { f { target-path = "/soc/serial"; __overlay__ { status = "okay"; }; }; };'),
    ).toBe('okay');
  });

  test('that names a label the base lacks is an error', () => {
    const { problems } = applied('/dts-v1/; /plugin/; &gone { };');
    expect(problems.map((it) => it.code)).toEqual(['syntax/unknown-reference']);
  });
});

test('two properties of one name in one body are an error, in a later body they are not', () => {
  expect(analyse('/dts-v1/; / { a; a; };').tree.problems.map((it) => it.code)).toEqual([
    'dtc/duplicate_property_names',
  ]);
  expect(analyse('/dts-v1/; / { }; / { a; a; };').tree.problems).toEqual([]);
});
