/** Single edits by chance: typing, pasting, deleting blocks, breaking and mending braces, quotes, comments, directives. */
import type { TextEdit } from '../../server/src/text/text-range';
import type { Random } from './random';

/** A text, and where it was edited last. */
export interface Passage {
  readonly text: string;
  readonly focus: number | undefined;
}

const typed = [...'{};"\'<>(),=&:\\\n 1a@', '/*', '*/', '//', '};', '0x', '\t\t'];

/** What is pasted, or typed letter by letter; `$label` and the like stand for words that the text has already. */
const pasted = [
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
  '\n#undef $macro\n',
  '\n#define $macro $macro\n',
  '\n#define $macro(x) x\n',
  '\n#define $macro $label\n',
  '\n#ifdef $macro\n',
  '\n#if $macro > 1\n',
  '\n&$reference {\n\tstatus = "disabled";\n};\n',
  '\n$label: &$reference {\n\t$node {\n\t\t$property;\n\t};\n};\n',
  '\n/delete-node/ &$reference;\n',
  '\n/omit-if-no-ref/ &$reference;\n',
  '/delete-node/ $node;\n',
  '/delete-property/ $property;\n',
  '$label: ',
  '$node {\n};\n',
  '$label: $node {\n',
  '$property = <&$reference $macro>;\n',
  '$property = <$number>, <&$label>;\n',
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

/** Words that mean something, each with what it has around it. */
const words = {
  reference: /(?<=&)\w+/,
  label: /\w+(?=\s*:)/,
  macro: /\b[A-Z][A-Z\d_]{2,}/,
  property: /[\w#,.+?-]+(?=\s*[=;])/,
  node: /[\w,.+-]+(?:@[\da-f]+)?(?=\s*\{)/,
  number: /\b(?:0x[\da-f]+|\d+)\b/,
  any: /[\w#,.+?-]+/,
} as const;

type WordKind = keyof typeof words;

const wordKinds = Object.keys(words) as WordKind[];

/** A word takes the place of another one of its kind, or of any kind. */
function wordForWord(random: Random, passage: Passage): TextEdit {
  const kind = random.pick(wordKinds) ?? 'any';
  const gone = wordNear(passage.text, somewhere(random, passage), kind);
  return {
    range: gone,
    newText: anyWord(random, passage.text, random.below(4) > 0 ? kind : 'any'),
  };
}

function anyWord(random: Random, text: string, kind: WordKind): string {
  const { start, end } = wordNear(text, random.below(text.length + 1), kind);
  return text.slice(start, end);
}

/** The first word of a kind behind a place, or an empty one there. */
function wordNear(text: string, at: number, kind: WordKind) {
  const found = words[kind].exec(text.slice(at, at + 4000));
  const start = at + (found?.index ?? 0);
  return { start, end: start + (found?.[0].length ?? 0) };
}

/** Something to paste, with words of the text. */
export function somePaste(random: Random, text: string): string {
  const pattern = random.pick(pasted) ?? '';
  return pattern.replace(/\$(\w+)/g, (_, kind: string) =>
    isWordKind(kind) ? anyWord(random, text, kind) : '',
  );
}

function isWordKind(kind: string): kind is WordKind {
  return kind in words;
}

/** Lines are taken out and put in elsewhere. */
export function moving(random: Random, passage: Passage): readonly TextEdit[] {
  const { text } = passage;
  const range = linesAround(random, text, somewhere(random, passage));
  const out = { range, newText: '' };
  const rest = applied(text, out);
  const at = lineStart(rest, somewhere(random, { text: rest, focus: range.start }));
  return [out, { range: { start: at, end: at }, newText: text.slice(range.start, range.end) }];
}

/** Typing, pasting, erasing, copying, or a word for another. */
export function anyEdit(random: Random, passage: Passage): TextEdit {
  const { text } = passage;
  const start = somewhere(random, passage);
  const short = random.below(3) === 0 ? random.below(60) : 1 + random.below(4);
  switch (random.below(12)) {
    case 9:
    case 10:
    case 11:
      return wordForWord(random, passage);
    case 0:
    case 1:
      return { range: { start, end: start }, newText: random.pick(typed) ?? '' };
    case 2:
    case 3:
      return { range: { start, end: start }, newText: somePaste(random, text) };
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
