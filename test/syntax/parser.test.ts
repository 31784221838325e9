import { describe, expect, test } from 'vitest';
import { locate } from '../../server/src/preprocessor/locate';
import { linesOf } from '../../server/src/lexer/source-file';
import { positionAt } from '../../server/src/text/line-index';
import { analyse } from '../analyse';

/** `line:column code` of every problem of a board, one-based. */
function problemsOf(dts: string): string[] {
  const { parsed, file } = analyse(dts);
  return parsed.problems.map((problem) => {
    const at = locate(problem.at, file);
    const source = at && file(at.file);
    if (at === undefined || source === undefined) return `? ${problem.code}`;
    const { line, character } = positionAt(linesOf(source), at.range.start);
    return `${line + 1}:${character + 1} ${problem.code}`;
  });
}

/** The names of what a board's root holds, nodes with braces. */
function rootOf(dts: string): string[] {
  const { tree } = analyse(dts);
  return [
    ...tree.root.properties.keys(),
    ...[...tree.root.children.keys()].map((it) => `${it} {}`),
  ];
}

describe('a missing semicolon', () => {
  test('is reported right behind the value, and the next property is read', () => {
    const dts = '/dts-v1/;\n/ {\n\ta = <1>\n\tb = <2>;\n};';
    expect(problemsOf(dts)).toEqual(['3:9 syntax/missing-semicolon']);
    expect(rootOf(dts)).toEqual(['a', 'b']);
  });

  test('behind a node leaves its sibling alone', () => {
    const dts = '/dts-v1/;\n/ {\n\tn { }\n\tm { };\n};';
    expect(problemsOf(dts)).toEqual(['3:7 syntax/missing-semicolon']);
    expect(rootOf(dts)).toEqual(['n {}', 'm {}']);
  });
});

describe('broken text', () => {
  test('costs only its own property', () => {
    const dts = '/dts-v1/;\n/ {\n\ta = <1 2;\n\tb = "x";\n\tc = [1];\n\td;\n};';
    expect(problemsOf(dts)).toEqual(['3:10 syntax/missing-bracket', '5:7 syntax/bad-bytes']);
    expect(rootOf(dts)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('with an open quote keeps the next line', () => {
    const dts = '/dts-v1/;\n/ {\n\ta = "x;\n\tb = "y";\n};';
    expect(problemsOf(dts)).toEqual(['3:6 syntax/bad-string', '3:9 syntax/missing-semicolon']);
    expect(rootOf(dts)).toEqual(['a', 'b']);
  });

  test('with a missing brace says where the node was opened', () => {
    expect(problemsOf('/dts-v1/;\n/ {\n\tn {\n\t\ta;\n};')).toEqual(['4:5 syntax/missing-brace']);
  });

  test('with a brace that nothing names keeps what follows it', () => {
    const dts = '/dts-v1/;\n/ {\n\t{ a = <1>;\n\tn {\n\t\tb;\n\t};\n};';
    expect(problemsOf(dts)).toEqual(['3:2 syntax/unexpected-token']);
    expect(rootOf(dts)).toEqual(['a', 'n {}']);
  });

  test('names an unknown macro as such', () => {
    expect(problemsOf('/dts-v1/;\n/ { a = <GIC_SPI 1>; };')).toEqual([
      '2:10 syntax/undefined-macro',
    ]);
  });
});

describe('values', () => {
  test('that do not fit their cell are refused, sign-extended ones are not', () => {
    expect(
      problemsOf('/dts-v1/;\n/ { a = <0x100000000>; b = <(-1)>; c = /bits/ 8 <256>; };'),
    ).toEqual(['2:10 syntax/value-range', '2:50 syntax/value-range']);
  });

  test('divide by zero even in a branch that is not taken', () => {
    expect(problemsOf('/dts-v1/;\n/ { a = <(0 ? 1 / 0 : 5)>; };')).toEqual([
      '2:15 syntax/division-by-zero',
    ]);
  });

  test('refuse a property behind a subnode', () => {
    expect(problemsOf('/dts-v1/;\n/ { n { }; a; };')).toEqual(['2:12 syntax/property-after-node']);
  });
});

test('nesting beyond the limit is reported and everything around it is kept', () => {
  const depth = 3000;
  const dts = `/dts-v1/;\n/ {\n${'n {'.repeat(depth)}${'};'.repeat(depth)}\nlast { };\n};`;
  expect(problemsOf(dts).map((it) => it.split(' ')[1])).toContain('syntax/nesting-limit');
  expect(rootOf(dts)).toContain('last {}');
});

test('thousands of problems are cut off, and the text behind them is still read', () => {
  const dts = `/dts-v1/;\n/ { ${';'.repeat(5000)} last; };`;
  const codes = problemsOf(dts).map((it) => it.split(' ')[1]);
  expect(codes.length).toBe(2001);
  expect(codes[2000]).toBe('syntax/problem-limit');
  expect(rootOf(dts)).toEqual(['last']);
});
