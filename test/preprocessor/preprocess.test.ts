import { describe, expect, test } from 'vitest';
import { tokenText } from '../../server/src/lexer/token-chunk';
import { locate } from '../../server/src/preprocessor/locate';
import { windowOf } from '../../server/src/preprocessor/token-sequence';
import { spanText } from '../../server/src/preprocessor/token-stream';
import { analyse } from '../analyse';

/** The expanded text, and the codes of what was wrong. */
function expand(
  dts: string,
  others: Record<string, string> = {},
  defines = new Map<string, string>(),
) {
  const { preprocessed } = analyse(dts, others, defines);
  const { sequence, problems } = preprocessed;
  const stream = windowOf(sequence, 0, sequence.length);
  return {
    text: spanText({ stream, from: 0, to: stream.length }),
    codes: problems.map((it) => it.code),
  };
}

describe('macros', () => {
  test('keep what they expand to apart where gluing would make another token', () => {
    expect(expand('#define M 0\nx-M-y').text).toBe('x-0 -y');
  });

  test('stringify and paste their arguments', () => {
    expect(expand('#define S(x) #x\n#define P(a, b) a##b\nS(gpa0-0 "q") P(0x, 1f)').text).toBe(
      '"gpa0-0 \\"q\\"" 0x1f',
    );
  });

  test('drop the comma before an empty variadic rest', () => {
    expect(expand('#define F(a, ...) <a, ##__VA_ARGS__>\nF(1) F(1, 2)').text).toBe('<1> <1, 2>');
  });

  test('are not expanded inside themselves', () => {
    expect(expand('#define a b a\n#define b a b\na').text.replace(/\s+/g, ' ')).toBe('a b a');
  });

  test('take arguments over several lines', () => {
    expect(expand('#define F(a, b) (a + b)\nF(1,\n  2)').text).toBe('(1 + 2)');
  });

  test('stay as they are without an argument list', () => {
    expect(expand('#define F(a) a\nF;').text).toBe('F;');
  });

  test('report a wrong number of arguments at the use', () => {
    expect(expand('#define F(a, b) a\nF(1)').codes).toEqual(['cpp/macro-arguments']);
  });

  test('can hold a property name, because # before another name is left alone', () => {
    expect(expand('#define CELLS #address-cells = <1>;\nCELLS').text).toBe('#address-cells = <1>;');
  });

  test('that expand without end are cut off and reported', () => {
    const doubling = Array.from({ length: 40 }, (_, i) => `#define m${i + 1} m${i} m${i}`).join(
      '\n',
    );
    expect(expand(`#define m0 x\n${doubling}\nm40`).codes).toContain('cpp/expansion-limit');
  });
});

describe('directives', () => {
  test('choose one branch of a conditional', () => {
    expect(
      expand(
        '#if defined(A) && A > 1\none\n#elif B\ntwo\n#else\nthree\n#endif',
        {},
        new Map([['B', '1']]),
      ).text,
    ).toBe('two');
  });

  test('compute in 64 bits, unsigned when an operand is', () => {
    expect(expand('#if -1 < 0u\nless\n#else\nmore\n#endif').text).toBe('more');
  });

  test('do not divide by zero on the side that is not taken', () => {
    const result = expand('#if 0 && 1 / 0\n#endif\n#if 1 / 0\n#endif');
    expect(result.codes).toEqual(['cpp/condition']);
  });

  test('leave property names that begin with # alone', () => {
    expect(expand('#address-cells = <1>;\n#size-cells = <0>;').text).toBe(
      '#address-cells = <1>; #size-cells = <0>;',
    );
  });

  test('say where an #if without #endif begins', () => {
    expect(expand('#ifdef A\nx').codes).toEqual(['cpp/unterminated-condition']);
  });
});

describe('includes', () => {
  test('are looked for beside the including file and in the include paths', () => {
    const files = {
      '/soc/a.dtsi': '#include "b.dtsi"\n',
      '/soc/b.dtsi': 'b',
      '/include/c.h': '#define C c',
    };
    expect(expand('#include "soc/a.dtsi"\n#include <c.h>\nC', files).text).toBe('b c');
  });

  test('that are not found are reported, and the rest is still read', () => {
    expect(expand('#include "gone.dtsi"\nkept')).toEqual({
      text: 'kept',
      codes: ['cpp/include-not-found'],
    });
  });

  test('that include themselves are stopped', () => {
    expect(
      expand('#include "loop.dtsi"', { '/loop.dtsi': '#include "loop.dtsi"\n' }).codes,
    ).toEqual(['cpp/include-depth']);
  });

  test('that include themselves twice are stopped before they have doubled too often', () => {
    const { codes } = expand('#include "loop.dtsi"', {
      '/loop.dtsi': '#include "loop.dtsi"\n#include "loop.dtsi"\n',
    });
    expect(new Set(codes)).toEqual(new Set(['cpp/include-depth']));
  });

  test('by dtc itself are not preprocessed', () => {
    expect(expand('#define A 1\n/include/ "raw.dtsi"', { '/raw.dtsi': 'A' }).text).toBe('A');
  });

  test('name the paths that were tried', () => {
    const { preprocessed } = analyse('#include "x.dtsi"');
    expect([...preprocessed.asked]).toEqual([
      ['/x.dtsi', undefined],
      ['/include/x.dtsi', undefined],
    ]);
  });
});

test('a macro nested in its own arguments is cut off before it fills the memory', () => {
  const use = `${'D('.repeat(28)}1${')'.repeat(28)}`;
  expect(expand(`#define D(x) x x\n${use}`).codes).toContain('cpp/expansion-limit');
});

describe('an unterminated comment', () => {
  const open = 'a\n/* half\nb\n/* more\nc\n';

  test('is reported once, where the first begins, and the lines below are read', () => {
    const { codes, text } = expand(open);
    expect(text.trim().split(/\s+/)).toEqual(['a', 'b', 'c']);
    expect(codes).toEqual(['cpp/unterminated-comment']);
    const { problems } = analyse(`/dts-v1/;\n${open}`);
    const [found] = problems.filter((it) => it.code === 'cpp/unterminated-comment');
    expect(
      found && 'first' in found.at && tokenText(found.at.first.chunk, found.at.first.index),
    ).toBe('/* half');
  });

  test('is reported in skipped text and in an included file too', () => {
    expect(expand('#if 0\n/* half\n#endif\na').codes).toEqual(['cpp/unterminated-comment']);
    const inFile = expand('#include "x.dtsi"\na', { '/x.dtsi': '/* half' });
    expect(inFile).toEqual({ text: 'a', codes: ['cpp/unterminated-comment'] });
  });
});

test('a token of an argument is found in its own line when a macro use runs over many', () => {
  const lines = '1\n'.repeat(1000);
  const dts = `#define M(a) a\nM(\n${lines}2)\n`;
  const { file, preprocessed } = analyse(`/dts-v1/;\n${dts}`);
  const { sequence } = preprocessed;
  const { length } = sequence;
  const stream = windowOf(sequence, 0, length);
  const found = locate({ stream, from: length - 1, to: length }, (id) => file(id));
  const text = file('/board.dts')?.text ?? '';
  expect(found?.range.start).toBe(text.indexOf('2)'));
});
