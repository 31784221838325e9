/** Single edits by chance: typing, pasting, deleting blocks, breaking and mending braces, quotes, comments, directives. */
import type { TextEdit } from '../../server/src/text/text-range';
import type { Random } from './random';

/** A text, and where it was edited last. */
export interface Passage {
  readonly text: string;
  readonly focus: number | undefined;
}

const typed = [...'{};"\'<>(),=&:\\\n 1a@', '/*', '*/', '//', '};', '0x', '\t\t'];

/** What is pasted, or typed letter by letter. */
export const pasted = [
  'x = <1>;',
  'n@1 {\n\treg = <1>;\n};\n',
  '\nfoo {\n',
  'status = "okay";\n',
  'status = "disabled";\n',
  '#address-cells = <1>;\n',
  '#size-cells = <0>;\n',
  'compatible = "xen,domain";\n',
  'compatible = "multiboot,kernel", "multiboot,module";\n',
  'reg = <0x0 0x50000000 0x0 0x100000>;\n',
  'interrupt-parent = <&gic>;\n',
  'phandle = <1>;\n',
  '\n#define A 1\n',
  '\n#define F(x) x\n',
  '\n#define status x\n',
  '\n#undef A\n',
  '\n#if 0\n',
  '\n#else\n',
  '\n#endif\n',
  '\n#ifdef A\n',
  '\n#include "nowhere.dtsi"\n',
  '\n/include/ "nowhere.dtsi"\n',
  'A',
  'F(',
  'F(2)',
  '&l { };\n',
  'l: ',
  '/delete-node/ ',
  '/delete-property/ status;\n',
  '/omit-if-no-ref/ ',
  '__LINE__',
  '__COUNTER__',
  '\n/ {\n',
  '\n/plugin/;\n',
  '\n/dts-v1/;\n',
  '\n#pragma once\n',
  '/bits/ 64 ',
  '/* dts-chosen: ignore */',
  '/memreserve/ 0x1000 0x1000;\n',
];

/** What is put around a stretch of text. */
const around = [
  ['/*', '*/'],
  ['\n#if 0\n', '\n#endif\n'],
  ['\n#ifdef A\n', '\n#else\n'],
  ['\nfoo {\n', '\n};\n'],
  ['"', '"'],
  ['<', '>'],
  ['{', '};'],
] as const;

/** A text after an edit. */
export function applied(text: string, { newText, range }: TextEdit): string {
  const start = Math.min(range.start, text.length);
  const end = Math.max(start, Math.min(range.end, text.length));
  return text.slice(0, start) + newText + text.slice(end);
}

/** Two edits that put a stretch of some lines, or of a few characters, between a beginning and an end. */
export function wrapping(random: Random, { text, focus }: Passage): readonly TextEdit[] {
  const at = somewhere(random, { text, focus });
  const { start, end } =
    random.below(3) === 0
      ? { start: at, end: Math.min(text.length, at + random.below(40)) }
      : linesAround(random, text, at);
  const [before, behind] = random.pick(around) ?? around[0];
  return [
    { range: { start: end, end }, newText: behind },
    { range: { start, end: start }, newText: before },
  ];
}

/** A word (a name, a number, a label, a macro) takes the place of another one. */
function wordForWord(random: Random, { text, focus }: Passage): TextEdit {
  const gone = wordNear(text, somewhere(random, { text, focus }));
  const put = wordNear(text, somewhere(random, { text, focus: undefined }));
  return { range: gone, newText: text.slice(put.start, put.end) };
}

function wordNear(text: string, at: number): { readonly start: number; readonly end: number } {
  const found = /[\w#,.+?-]+/.exec(text.slice(at, at + 2000));
  const start = at + (found?.index ?? 0);
  return { start, end: start + (found?.[0].length ?? 0) };
}

/** Typing, pasting, erasing, copying, or a word for another. */
export function anyEdit(random: Random, passage: Passage): TextEdit {
  const { text } = passage;
  const start = somewhere(random, passage);
  const short = random.below(3) === 0 ? random.below(60) : 1 + random.below(4);
  switch (random.below(11)) {
    case 9:
    case 10:
      return wordForWord(random, passage);
    case 0:
    case 1:
      return { range: { start, end: start }, newText: random.pick(typed) ?? '' };
    case 2:
    case 3:
      return { range: { start, end: start }, newText: random.pick(pasted) ?? '' };
    case 4:
      return { range: { start, end: start + 1 }, newText: '' };
    case 5:
      return { range: { start, end: start + short }, newText: '' };
    case 6:
      return { range: { start, end: start + short }, newText: random.pick(typed) ?? '' };
    case 7:
      return { range: linesAround(random, text, start), newText: '' };
    default: {
      const copied = linesAround(random, text, start);
      const to =
        random.below(2) === 0
          ? copied.start
          : lineStart(text, somewhere(random, { text, focus: undefined }));
      return { range: { start: to, end: to }, newText: text.slice(copied.start, copied.end) };
    }
  }
}

/**
 * A place: often one near the focus, since edits beside each other meet in what is remembered of them; half of them
 * right before or behind a character that matters, some at the start of a line, where chunks of tokens begin.
 */
export function somewhere(random: Random, { text, focus }: Passage): number {
  const isNear = focus !== undefined && random.below(3) === 0;
  const any = isNear ? focus + random.below(400) - 200 : random.below(text.length + 1);
  const at = Math.max(0, Math.min(any, text.length));
  if (random.below(8) === 0) return lineStart(text, at);
  if (random.below(2) === 0) return at;
  const next = text.slice(at, at + 2000).search(/[{};"<>&#/*:=]/);
  return next < 0 ? at : at + next + random.below(2);
}

function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function linesAround(random: Random, text: string, at: number) {
  const start = lineStart(text, at);
  let end = start;
  for (let i = random.below(12); i >= 0 && end < text.length; i--) {
    const next = text.indexOf('\n', end);
    end = next < 0 ? text.length : next + 1;
  }
  return { start, end };
}
