import { describe, expect, test } from 'vitest';
import { sourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
import { isSuppressed, suppressionHints } from '../../server/src/rules/suppress';

const file = (text: string) => sourceFile(fileId('/board.dts'), text);

/** Whether `code` is silenced where `what` stands. */
function silences(text: string, what: string, code = 'dtc/reg_format'): boolean {
  return isSuppressed(file(text), text.indexOf(what), code);
}

describe('a comment silences', () => {
  test('the line that it stands on', () => {
    expect(silences('a;\nreg; // dts-chosen: ignore dtc/reg_format -- odd\nb;', 'reg;')).toBe(true);
  });

  test('the line below', () => {
    expect(silences('// dts-chosen: ignore dtc/reg_format\nreg;', 'reg;')).toBe(true);
  });

  test('as a block comment, too', () => {
    expect(silences('/* dts-chosen: ignore dtc/reg_format */\nreg;', 'reg;')).toBe(true);
  });

  test('several rules and whole groups', () => {
    const text = '// dts-chosen: ignore xen/module-overlap, dtc/* -- both\nreg;';
    expect(silences(text, 'reg;')).toBe(true);
    expect(silences(text, 'reg;', 'xen/module-overlap')).toBe(true);
    expect(silences(text, 'reg;', 'xen/module-outside-ram')).toBe(false);
  });

  test('no line further down, and no other rule', () => {
    const text = '// dts-chosen: ignore dtc/reg_format\na;\nreg;';
    expect(silences(text, 'reg;')).toBe(false);
    expect(silences('// dts-chosen: ignore dtc/reg_format\nreg;', 'reg;', 'dtc/x')).toBe(false);
  });

  test('nothing from within a string', () => {
    expect(silences('s = "// dts-chosen: ignore dtc/reg_format"; reg;', 'reg;')).toBe(false);
  });
});

describe('of its suppressions a file learns', () => {
  const isKnown = (code: string) => code === 'dtc/reg_format';
  const hints = (text: string, silenced: readonly string[]) =>
    suppressionHints(
      file(text),
      isKnown,
      silenced.map((it) => ({ code: 'dtc/reg_format', offset: text.indexOf(it) })),
    ).map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);

  test('nothing when each silences something', () => {
    expect(hints('// dts-chosen: ignore dtc/reg_format -- odd\nreg;', ['reg;'])).toEqual([]);
  });

  test('that a comment over several lines silences each of them', () => {
    const text = '/* dts-chosen: ignore dtc/reg_format\n * b\n */\nreg;\nc;';
    expect(hints(text, ['reg;'])).toEqual([]);
    expect(silences(text, 'c;')).toBe(false);
  });

  test('which do nothing', () => {
    expect(hints('// dts-chosen: ignore dtc/reg_format\na;', [])).toEqual([
      'suppress/unused dtc/reg_format',
    ]);
  });

  test('which names no rule has', () => {
    expect(hints('// dts-chosen: ignore dtc/reg-format\nreg;', ['reg;'])).toEqual([
      'suppress/unknown-rule dtc/reg-format',
    ]);
  });
});
