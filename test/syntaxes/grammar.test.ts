/**
 * The TextMate grammar, token by token. Each case lists stretches of its source, in order, with the
 * innermost scope they must have; the language is that of dtc 1.6.1 and GNU cpp.
 */
import { describe, expect, test } from 'vitest';
import { type ScopedText, loadGrammar, tokenize } from './tokenize';

const grammar = await loadGrammar('dts.tmLanguage.json');

/** `expected` holds pairs of text and innermost scope, in the order of the source; gaps are allowed. */
function checkScopes(source: string, ...expected: readonly (readonly [string, string])[]): void {
  const tokens = tokenize(grammar, source).tokens.map(innermost);
  let from = 0;
  for (const [text, scope] of expected) {
    const at = tokens.findIndex(([found], index) => index >= from && found === text);
    expect(at, `a token ${text} in ${JSON.stringify(tokens)}`).toBeGreaterThanOrEqual(0);
    expect(tokens[at]).toEqual([text, `${scope}.dts`]);
    from = at + 1;
  }
}

function innermost({ text, scopes }: ScopedText): readonly [string, string] {
  return [text.trim(), scopes.at(-1) ?? ''];
}

function invalidIn(source: string): readonly string[] {
  return tokenize(grammar, source)
    .tokens.filter(({ scopes }) => scopes.some((scope) => scope.startsWith('invalid')))
    .map(({ text }) => text);
}

describe('names', () => {
  test('a node has a name and a unit address', () => {
    checkScopes(
      'cpu0: cpu@0,1 {',
      ['cpu0', 'entity.name.label'],
      ['cpu', 'entity.name.type.node'],
      ['@', 'punctuation.separator.unit-address'],
      ['0,1', 'constant.numeric.unit-address'],
    );
  });

  test('a node without unit address is told from a property by its brace', () => {
    checkScopes(
      '/ { domU1 { }; memory = <1>; xen,enhanced; };',
      ['/', 'entity.name.type.node.root'],
      ['domU1', 'entity.name.type.node'],
      ['memory', 'variable.other.property'],
      ['xen,enhanced', 'variable.other.property'],
    );
  });

  test('a node whose brace is on the next line is a node', () => {
    checkScopes('/ {\n\tchosen\n\t{\n\t};\n};', ['chosen', 'entity.name.type.node']);
  });

  test.each(['#address-cells', 'xen,static-mem', 'linux,initrd-start', 'a.b_c+d*e?', '4k'])(
    'the property %s is one token',
    (name) => {
      checkScopes(`/ { ${name} = <1>; };`, [name, 'variable.other.property']);
    },
  );

  test('a property named like a directive of cells is not a directive', () => {
    checkScopes('/ {\n\t#size-cells = <1>;\n};', ['#size-cells', 'variable.other.property']);
  });
});

describe('values', () => {
  test('cells hold numbers of three bases, characters, references and macros', () => {
    checkScopes(
      "p = <0x1F 10 010 'a' &gic GIC_SPI &{/soc/uart@1}>;",
      ['<', 'punctuation.section.cells.begin'],
      ['0x1F', 'constant.numeric.hex'],
      ['10', 'constant.numeric.decimal'],
      ['010', 'constant.numeric.octal'],
      ['a', 'string.quoted.single'],
      ['gic', 'variable.other.reference.label'],
      ['GIC_SPI', 'variable.other.constant.macro'],
      ['/soc/uart@1', 'variable.other.reference.path'],
      ['>', 'punctuation.section.cells.end'],
    );
  });

  test('operators are operators only inside parentheses, where > ends nothing', () => {
    checkScopes(
      'p = <(1 << 2 > 3 ? 4 : ~5)>;',
      ['<<', 'keyword.operator.bitwise.shift'],
      ['>', 'keyword.operator.comparison'],
      ['?', 'keyword.operator.ternary'],
      ['~', 'keyword.operator.bitwise'],
      ['>', 'punctuation.section.cells.end'],
    );
  });

  test('strings have octal, hexadecimal and single-character escapes', () => {
    checkScopes(
      String.raw`c = "a\0b\x1fc\"d", "e";`,
      [String.raw`\0`, 'constant.character.escape'],
      [String.raw`\x1f`, 'constant.character.escape'],
      [String.raw`\"`, 'constant.character.escape'],
      ['d', 'string.quoted.double'],
      [',', 'punctuation.separator.value'],
      ['e', 'string.quoted.double'],
    );
  });

  test('a string goes on over the end of the line', () => {
    checkScopes(
      'p = "one\ntwo";',
      ['two', 'string.quoted.double'],
      [';', 'punctuation.terminator'],
    );
  });

  test('a bytestring takes pairs of digits, with or without spaces', () => {
    checkScopes('p = [dead be ef];', ['dead', 'constant.numeric.hex.bytestring']);
    expect(invalidIn('p = [dead be ef];')).toEqual([]);
    expect(invalidIn('p = [1 23];')).toEqual(['1']);
  });

  test('/bits/ and /incbin/ keep their arguments', () => {
    checkScopes(
      'p = /bits/ 64 <1>, /incbin/("f.bin", 0x10, 4);',
      ['/bits/', 'keyword.other.bits'],
      ['64', 'constant.numeric.decimal'],
      ['/incbin/', 'keyword.other.incbin'],
      ['f.bin', 'string.quoted.double'],
      ['0x10', 'constant.numeric.hex'],
    );
  });

  test('a label inside cells is a label', () => {
    checkScopes('p = <1 here: 2>;', ['here', 'entity.name.label']);
  });

  test('a number that dtc refuses is marked', () => {
    expect(invalidIn('p = <08 1u 0b11 0x12 3UL>;')).toEqual(['08', '1u', '0b11']);
  });
});

describe('directives of the language', () => {
  test.each(['/dts-v1/;', '/plugin/;', '/memreserve/ 0x1000 0x100;', '/include/ "soc.dtsi"'])(
    '%s is known',
    (text) => {
      expect(invalidIn(text)).toEqual([]);
      const [first] = tokenize(grammar, text).tokens.map(innermost);
      expect(first?.[1]).toMatch(/^keyword\./);
    },
  );

  test('/delete-node/ takes a name or a reference, /delete-property/ a name', () => {
    checkScopes(
      '/delete-node/ uart@1; /delete-node/ &gic; /delete-property/ status;',
      ['uart', 'entity.name.type.node'],
      ['gic', 'variable.other.reference.label'],
      ['status', 'variable.other.property'],
    );
  });

  test('an unknown word between slashes is marked', () => {
    expect(invalidIn('/delete-nod/ a;')).toEqual(['/delete-nod/']);
  });

  test('a node is opened through a reference to a label or to a path', () => {
    checkScopes(
      '&uart0 { }; &{/chosen} { a; };',
      ['uart0', 'variable.other.reference.label'],
      ['/chosen', 'variable.other.reference.path'],
      ['a', 'variable.other.property'],
    );
  });
});

describe('the preprocessor', () => {
  test('includes name a file in quotes, in brackets, or by a macro', () => {
    checkScopes(
      '#include "a.dtsi"\n#include <b.h>\n#include BOARD',
      ['"', 'punctuation.definition.string.begin'],
      ['a.dtsi', 'string.quoted.double.include'],
      ['b.h', 'string.quoted.other.lt-gt.include'],
      ['BOARD', 'variable.other.constant.macro'],
    );
  });

  test('a function-like macro has parameters and a body over several lines', () => {
    checkScopes(
      '#define PIN(name, n) \\\n\tname##_pin: pin@n { \\\n\t}\nx = <1>;',
      ['PIN', 'entity.name.function.preprocessor'],
      ['name', 'variable.parameter.preprocessor'],
      ['\\', 'constant.character.escape.line-continuation'],
      ['##', 'keyword.operator.preprocessor'],
      ['x', 'variable.other.property'],
    );
  });

  test('an object-like macro has no parameters', () => {
    checkScopes(
      '#define BASE (0x4000 + 1)\n#undef BASE',
      ['BASE', 'entity.name.constant.preprocessor'],
      ['0x4000', 'constant.numeric.hex'],
      ['BASE', 'entity.name.constant.preprocessor'],
    );
  });

  test('conditions hold expressions, also in the middle of a value', () => {
    checkScopes(
      'p = <1\n#if defined(A) && B > 2\n2\n#else\n3\n#endif\n>;',
      ['defined', 'keyword.operator.word.defined'],
      ['&&', 'keyword.operator.logical'],
      ['>', 'keyword.operator.comparison'],
      ['else', 'keyword.control.directive.conditional'],
      ['3', 'constant.numeric.decimal'],
      ['>', 'punctuation.section.cells.end'],
    );
  });

  test('an apostrophe in the text of #error opens nothing', () => {
    checkScopes("#error it's wrong\np = <1>;", ['p', 'variable.other.property']);
  });

  test('a macro may stand where a statement does', () => {
    checkScopes(
      '/ { PIN(uart, 1 << 2); };',
      ['PIN', 'entity.name.function.preprocessor'],
      ['1', 'constant.numeric.decimal'],
      ['<<', 'keyword.operator.bitwise.shift'],
      [';', 'punctuation.terminator'],
    );
  });

  test('a line marker of cpp gives line and file', () => {
    checkScopes(
      '# 12 "board.dts" 2',
      ['12', 'constant.numeric.decimal'],
      ['"board.dts"', 'string.quoted.double'],
    );
  });
});

describe('comments', () => {
  test('both kinds are taken everywhere', () => {
    checkScopes(
      'p /* a */ = /* b\nc */ <1 // d\n2>;',
      ['a', 'comment.block'],
      ['c', 'comment.block'],
      ['d', 'comment.line.double-slash'],
      ['2', 'constant.numeric.decimal'],
    );
  });

  test('the slashes of an address inside a string begin none', () => {
    checkScopes('p = "http://x";', ['http://x', 'string.quoted.double']);
  });
});

describe('unfinished input', () => {
  test.each([
    ['cells', '/ { a { p = <1 2 }; b { q; }; };'],
    ['an expression', '/ { a { p = <(1 + ; }; b { q; }; };'],
    ['bytes', '/ { a { p = [12 ; }; b { q; }; };'],
    ['a value', '/ { a { p = }; b { q; }; };'],
    ['a macro call', '/ { a { p = <F(1 ; }; b { q; }; };'],
  ])('%s that nobody closed leave the next node alone', (_, source) => {
    checkScopes(
      source,
      ['b', 'entity.name.type.node'],
      ['q', 'variable.other.property'],
      ['}', 'punctuation.section.block.end'],
    );
    expect(tokenize(grammar, source).depth).toBe(1);
  });
});
