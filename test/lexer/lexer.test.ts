import { describe, expect, test } from 'vitest';
import { lex } from '../../server/src/lexer/lexer';
import { fileId, tokenText } from '../../server/src/lexer/token-chunk';
import { isTrivia, TokenKind } from '../../server/src/lexer/token-kind';

const kindNames = new Map(Object.entries(TokenKind).map(([name, kind]) => [kind as number, name]));

/** `kind:text` of each token that is no trivia. */
function tokensOf(text: string): string[] {
  return lex(fileId('/x.dts'), text).flatMap((chunk) =>
    Array.from(chunk.kinds, (kind, i) => `${kindNames.get(kind)}:${tokenText(chunk, i)}`).filter(
      (_, i) => !isTrivia(chunk.kinds[i] ?? 0),
    ),
  );
}

describe('lex', () => {
  test('leaves a DTS name as the pieces that the preprocessor sees', () => {
    expect(tokensOf('#address-cells')).toEqual([
      'hash:#',
      'identifier:address',
      'minus:-',
      'identifier:cells',
    ]);
  });

  test('reads 0xe+1 as a sum, as dtc does', () => {
    expect(tokensOf('0xe+1')).toEqual(['number:0xe', 'plus:+', 'number:1']);
  });

  test('ends a quote that is never closed with its line, so the next line is read as usual', () => {
    expect(tokensOf('a = "half;\nb = "whole";')).toEqual([
      'identifier:a',
      'equals:=',
      'unclosed:"half;',
      'identifier:b',
      'equals:=',
      'string:"whole"',
      'semicolon:;',
    ]);
  });

  test('lets a string run over line ends when its end is plain to see', () => {
    expect(tokensOf('a = "one\ntwo";')).toEqual([
      'identifier:a',
      'equals:=',
      'string:"one\ntwo"',
      'semicolon:;',
    ]);
  });

  test('takes a carriage return for a line end, alone or before a line feed', () => {
    expect(tokensOf('// one\ra // two\r\nb')).toEqual(['identifier:a', 'identifier:b']);
  });

  test('continues a line comment behind a splice', () => {
    expect(tokensOf('// gone \\\n gone too\nkept')).toEqual(['identifier:kept']);
  });

  test('skips a byte order mark at the start, as cpp does, and nowhere else', () => {
    expect(tokensOf('\ufeffa')).toEqual(['identifier:a']);
    expect(tokensOf('a\ufeff')).toEqual(['identifier:a', 'other:\ufeff']);
  });

  test('ends a comment that is closed nowhere with its line', () => {
    expect(tokensOf('a; /* half \\\n of it\nb; /* too */ c;')).toEqual([
      'identifier:a',
      'semicolon:;',
      'identifier:c',
      'semicolon:;',
    ]);
    expect(tokensOf('b; /*/ c\nd')).toEqual(['identifier:b', 'semicolon:;', 'identifier:d']);
  });

  test('makes the line of an include a chunk of its own', () => {
    const chunksOf = (text: string) => lex(fileId('/x.dts'), text).map((it) => it.text);
    const parts = [
      'a = "one\ntwo";\n',
      '#include "a.h" /* of\ntwo lines */\n',
      '/* b */ # /* c */ include <b.h>\n',
      '#if 1\n',
      '#import "c.h"\n',
      'b; /include/ /* d */\n\n\t"d.dtsi"\n',
      '#define include 1\n#address-cells = <1>;\n#\ninclude "x"\n/ include / "x"\n',
      '/\\\ninclude/ "e.dtsi"',
    ];
    expect(chunksOf(parts.join(''))).toEqual(parts);
  });

  test('keeps a directive line in one chunk however long the file is', () => {
    const text = 'a = <1>;\n'.repeat(2000);
    const chunks = lex(fileId('/x.dts'), text);
    expect(chunks.length).toBeGreaterThan(10);
    expect(chunks.every((it) => it.text.endsWith('\n'))).toBe(true);
    expect(chunks.map((it) => it.text).join('')).toBe(text);
  });
});
