/** Steps of an edit script: typing, pasting, deleting blocks, breaking and mending braces, quotes, comments, directives. */
import type { TextEdit } from '../../server/src/text/text-range';
import { inverseOf } from './edit-script';
import type { Random } from './random';

/** Edits of one file, made one after the other, each in offsets of the text before it. */
export interface EditStep {
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

/** Makes the steps of one script; it remembers what can be undone. */
export interface StepMaker {
  next(text: (file: string) => string): EditStep;
}

const typed = [...'{};"\'<>(),=&:\\\n 1a@', '/*', '*/', '//', '};', '0x', '\t\t'];

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

interface Done {
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

/** `files` are those that may be edited; the first ones more often. */
export function createStepMaker(random: Random, files: readonly string[]): StepMaker {
  const undo: Done[] = [];
  const typing: { left: string; file: string; at: number } = { left: '', file: '', at: 0 };
  const typeOn = (): EditStep => {
    const { at, file, left } = typing;
    typing.left = left.slice(1);
    typing.at++;
    return { file, edits: [{ range: { start: at, end: at }, newText: left.slice(0, 1) }] };
  };
  const fresh = (text: (file: string) => string): EditStep => {
    const file = files[Math.floor(random.number() ** 2 * files.length)] ?? '';
    if (random.below(10) === 0) {
      Object.assign(typing, {
        file,
        left: random.pick(pasted) ?? '',
        at: somewhere(random, text(file)),
      });
      if (typing.left !== '') return typeOn();
    }
    if (random.below(12) === 0) return { file, edits: wrapping(random, text(file)) };
    const first = anyEdit(random, text(file));
    if (random.below(10) > 0) return { file, edits: [first] };
    return { file, edits: [first, anyEdit(random, applied(text(file), first))] };
  };
  return {
    next: (text) => {
      if (typing.left !== '') {
        const step = typeOn();
        undo.push(inverted(step, text));
        return step;
      }
      const last = random.below(100) < 45 ? undo.pop() : undefined;
      if (last !== undefined) return last;
      const step = fresh(text);
      undo.push(inverted(step, text));
      return step;
    },
  };
}

/** A text after an edit. */
export function applied(text: string, { newText, range }: TextEdit): string {
  const start = Math.min(range.start, text.length);
  const end = Math.max(start, Math.min(range.end, text.length));
  return text.slice(0, start) + newText + text.slice(end);
}

function inverted({ edits, file }: EditStep, text: (file: string) => string): Done {
  const back: TextEdit[] = [];
  edits.reduce((before, edit) => {
    back.unshift(inverseOf(before, edit));
    return applied(before, edit);
  }, text(file));
  return { file, edits: back };
}

/** Two edits that put a stretch of some lines, or of a few characters, between a beginning and an end. */
function wrapping(random: Random, text: string): readonly TextEdit[] {
  const at = somewhere(random, text);
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
function wordForWord(random: Random, text: string): TextEdit {
  const gone = wordNear(text, somewhere(random, text));
  const put = wordNear(text, somewhere(random, text));
  return { range: gone, newText: text.slice(put.start, put.end) };
}

function wordNear(text: string, at: number): { readonly start: number; readonly end: number } {
  const found = /[\w#,.+?-]+/.exec(text.slice(at, at + 2000));
  const start = at + (found?.index ?? 0);
  return { start, end: start + (found?.[0].length ?? 0) };
}

function anyEdit(random: Random, text: string): TextEdit {
  const start = somewhere(random, text);
  const short = random.below(3) === 0 ? random.below(60) : 1 + random.below(4);
  switch (random.below(11)) {
    case 9:
    case 10:
      return wordForWord(random, text);
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
      const to = random.below(2) === 0 ? copied.start : lineStart(text, somewhere(random, text));
      return { range: { start: to, end: to }, newText: text.slice(copied.start, copied.end) };
    }
  }
}

/** Any place; half of them right before or behind a character that matters. */
function somewhere(random: Random, text: string): number {
  const at = random.below(text.length + 1);
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
