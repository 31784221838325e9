/**
 * The language configuration: what VS Code takes for one word, and what it continues after Enter.
 * The expressions are tried as VS Code compiles them, with JavaScript's RegExp.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from 'vitest';

interface OnEnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly previousLineText?: string;
  readonly action: { readonly indent: string; readonly appendText?: string };
}

interface Configuration {
  readonly wordPattern: string;
  readonly onEnterRules: readonly OnEnterRule[];
  readonly indentationRules: { readonly increaseIndentPattern: string };
}

const file = path.resolve(import.meta.dirname, '../../syntaxes/language-configuration.json');
const configuration = JSON.parse(fs.readFileSync(file, 'utf8')) as Configuration;

function words(text: string): readonly string[] {
  return text.match(new RegExp(configuration.wordPattern, 'g')) ?? [];
}

/** What the first rule that fits does when Enter is pressed at `|` in the last line. */
function onEnter(text: string): OnEnterRule['action'] | undefined {
  const lines = text.split('\n');
  const [before = '', after = ''] = (lines.at(-1) ?? '').split('|');
  const fits = (pattern: string | undefined, line: string): boolean =>
    pattern === undefined || new RegExp(pattern).test(line);
  return configuration.onEnterRules.find(
    (rule) =>
      fits(rule.beforeText, before) &&
      fits(rule.afterText, after) &&
      fits(rule.previousLineText, lines.at(-2) ?? ''),
  )?.action;
}

describe('a word', () => {
  test.each([
    'xen,static-mem',
    '#address-cells',
    'serial@ff000000',
    'cpu@0,1',
    '0x1000',
    'soc.dtsi',
  ])('%s is one', (name) => {
    expect(words(name)).toEqual([name]);
  });

  test('a comma between values or arguments parts two', () => {
    expect(words('"a", "b"')).toEqual(['a', 'b']);
    expect(words('PIN(a, b)')).toEqual(['PIN', 'a', 'b']);
  });

  test('a label is a word without its colon or ampersand', () => {
    expect(words('uart0: serial@1 { p = <&gic>; };')).toEqual(['uart0', 'serial@1', 'p', 'gic']);
  });
});

describe('Enter', () => {
  test('inside a new block comment makes room for its text', () => {
    expect(onEnter('/*| */')?.appendText).toBe(' * ');
  });

  test('continues a block comment with a star', () => {
    expect(onEnter('\t/* text|')?.appendText).toBe(' * ');
    expect(onEnter('\t/*\n\t * text|')?.appendText).toBe('* ');
  });

  test('does not continue a comment that has been closed', () => {
    expect(onEnter('\t/* text */|')).toBeUndefined();
  });

  test('indents the next value of a list', () => {
    expect(onEnter('\tcompatible = "a",|')?.indent).toBe('indent');
    expect(onEnter('\treg = <0 1>,|')?.indent).toBe('indent');
  });
});

test('a brace indents what follows, a closed one does not', () => {
  const indents = new RegExp(configuration.indentationRules.increaseIndentPattern);
  expect(indents.test('\tuart0: serial@1 {')).toBe(true);
  expect(indents.test('\tcpu@0 { };')).toBe(false);
});
