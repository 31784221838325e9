/**
 * Turns the edits of a fix, which name places of the stream, into text edits of files. A fix is applied as a whole
 * or not at all: an edit of text that no file spells in one stretch (a macro's result) refuses the fix.
 */
import type { FileId } from '../lexer/token-chunk';
import type { SourceFile } from '../lexer/source-file';
import { isStretch, locate, type Located } from '../preprocessor/locate';
import type { Place } from '../preprocessor/problem';
import type { TextEdit } from '../text/text-range';
import type { Fix, SourceEdit } from './fix';

type Files = (file: FileId) => SourceFile | undefined;

interface FileEdit extends TextEdit {
  readonly file: FileId;
}

/** The text edits of a fix by file, sorted and free of overlaps; undefined when it cannot be applied as text. */
export function textEditsOf(
  fix: Fix,
  files: Files,
): ReadonlyMap<FileId, readonly TextEdit[]> | undefined {
  const byFile = new Map<FileId, TextEdit[]>();
  for (const edit of fix.edits) {
    const made = fileEditsOf(edit, files);
    if (made === undefined) return undefined;
    for (const { file, range, newText } of made) {
      const edits = byFile.get(file) ?? [];
      edits.push({ range, newText });
      byFile.set(file, edits);
    }
  }
  for (const edits of byFile.values()) {
    edits.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
    if (edits.some((edit, i) => edit.range.start < (edits[i - 1]?.range.end ?? 0)))
      return undefined;
  }
  return byFile;
}

/** The text after sorted, non-overlapping edits; insertions at one offset keep their order. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { range, newText } of edits) {
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at);
}

function fileEditsOf(edit: SourceEdit, files: Files): readonly FileEdit[] | undefined {
  if (edit.kind === 'move-before') return move(edit, files);
  const made = fileEditOf(edit, files);
  return made && [made];
}

type Move = Extract<SourceEdit, { kind: 'move-before' }>;

function fileEditOf(edit: Exclude<SourceEdit, Move>, files: Files): FileEdit | undefined {
  if (edit.kind === 'insert-in-node') return insertionInNode(edit, files);
  const found = verbatim(edit.at, files);
  if (found === undefined) return undefined;
  const { file, range } = found.located;
  const { text } = found;
  switch (edit.kind) {
    case 'replace':
      return { file, range, newText: edit.text };
    case 'remove':
      return { file, ...removal(text, range.start, range.end) };
    case 'insert-line-before':
      return { file, ...insertionBefore(text, range.start, edit.text) };
    case 'insert-line-after':
      return { file, ...insertionAfter(text, range.start, range.end, edit.text) };
  }
}

/** The statement with its own lines; lines after its first keep their indentation. */
function move({ at, before }: Move, files: Files): readonly FileEdit[] | undefined {
  const moved = verbatim(at, files);
  const target = verbatim(before, files);
  if (moved === undefined || target === undefined) return undefined;
  const { start, end } = moved.located.range;
  const statement = moved.text.slice(start, end);
  const lineStart = startOfLine(target.text, target.located.range.start);
  const indent = target.text.slice(lineStart, target.located.range.start);
  const insertion = isBlank(indent)
    ? {
        range: { start: lineStart, end: lineStart },
        newText: `${indent}${statement}${lineEndOf(target.text)}`,
      }
    : insertionBefore(target.text, target.located.range.start, statement);
  return [
    { file: target.located.file, ...insertion },
    { file: moved.located.file, ...removal(moved.text, start, end) },
  ];
}

function verbatim(at: Place, files: Files): { located: Located; text: string } | undefined {
  const located = locate(at, files);
  const text = located && files(located.file)?.text;
  return located?.isVerbatim && text !== undefined ? { located, text } : undefined;
}

/** A statement with its semicolon, and the whole of its lines when nothing else stands on them. */
function removal(text: string, start: number, end: number): TextEdit {
  let stop = end;
  if (text[end - 1] !== ';') {
    const semicolon = /^[ \t]*;/.exec(text.slice(end, end + 80));
    if (semicolon) stop += semicolon[0].length;
  }
  const lineStart = startOfLine(text, start);
  const lineEnd = endOfLine(text, stop);
  const isAlone = isBlank(text.slice(lineStart, start)) && isBlank(text.slice(stop, lineEnd));
  if (isAlone)
    return { range: { start: lineStart, end: afterLineEnd(text, lineEnd) }, newText: '' };
  const blanks = isBlank(text.slice(stop, lineEnd)) ? 0 : blanksAt(text, stop);
  return { range: { start, end: stop + blanks }, newText: '' };
}

function insertionBefore(text: string, start: number, lines: string): TextEdit {
  const lineStart = startOfLine(text, start);
  const indent = text.slice(lineStart, start);
  if (!isBlank(indent))
    return { range: { start, end: start }, newText: `${lines.replace(/\n\s*/g, ' ')} ` };
  const eol = lineEndOf(text);
  return {
    range: { start: lineStart, end: lineStart },
    newText: indented(lines, indent, eol) + eol,
  };
}

function insertionAfter(text: string, start: number, end: number, lines: string): TextEdit {
  const semicolon = text[end - 1] === ';' ? null : /^[ \t]*;/.exec(text.slice(end, end + 80));
  const stop = end + (semicolon?.[0].length ?? 0);
  const lineEnd = endOfLine(text, stop);
  if (!isRestOfLine(text.slice(stop, lineEnd)))
    return { range: { start: stop, end: stop }, newText: ` ${lines.replace(/\n\s*/g, ' ')}` };
  const indent = indentAt(text, start);
  return {
    range: { start: lineEnd, end: lineEnd },
    newText: lineEndOf(text) + indented(lines, indent, lineEndOf(text)),
  };
}

type NodeInsertion = Extract<SourceEdit, { kind: 'insert-in-node' }>;

function insertionInNode(edit: NodeInsertion, files: Files): FileEdit | undefined {
  const { at } = edit;
  if (!isStretch(at) || at.tail === undefined) return undefined;
  const open = verbatim({ ...at.head, from: at.head.to - 1 }, files);
  const close = verbatim({ ...at.tail, to: at.tail.from + 1 }, files);
  if (open === undefined || close === undefined) return undefined;
  if (open.located.file !== close.located.file) return undefined;
  const { file } = open.located;
  const { text } = open;
  const from = open.located.range.end;
  const to = close.located.range.start;
  if (text[from - 1] !== '{' || text[to] !== '}' || to < from) return undefined;
  return { file, ...insertionBetween(text, from, to, edit) };
}

/** `from` is right behind the `{`, `to` at the `}`. */
function insertionBetween(text: string, from: number, to: number, edit: NodeInsertion): TextEdit {
  const eol = lineEndOf(text);
  const outer = indentAt(text, from - 1);
  const inner = innerIndent(text, from, to, outer);
  const lines = indented(edit.text, inner, eol);
  if (isBlank(text.slice(from, to)))
    return { range: { start: from, end: to }, newText: `${eol}${lines}${eol}${outer}` };
  const isOneLine = !text.slice(from, to).includes('\n');
  const inline = edit.text.replace(/\n\s*/g, ' ');
  if (edit.where === 'start') {
    const lineEnd = endOfLine(text, from);
    return isOneLine || !isRestOfLine(text.slice(from, lineEnd))
      ? { range: { start: from, end: from }, newText: ` ${inline}` }
      : { range: { start: lineEnd, end: lineEnd }, newText: eol + lines };
  }
  const lineStart = startOfLine(text, to);
  return isOneLine || !isBlank(text.slice(lineStart, to))
    ? { range: { start: to, end: to }, newText: `${inline} ` }
    : { range: { start: lineStart, end: lineStart }, newText: lines + eol };
}

/** How the body's first line is indented; one step deeper than the node when the body does not tell. */
function innerIndent(text: string, from: number, to: number, outer: string): string {
  const line = /\n([ \t]+)[^\s]/.exec(text.slice(from, Math.min(to, from + farEnough)));
  const indent = line?.[1];
  if (indent !== undefined && indent.length > outer.length) return indent;
  return outer + indentStep(text, outer);
}

function indentStep(text: string, outer: string): string {
  const start = text.slice(0, farEnough);
  if (outer.includes('\t') || /^\t/m.test(start)) return '\t';
  return /^( {2,8})\S/m.exec(start)?.[1] ?? '\t';
}

/** Code units in which a text shows how it is indented: it is asked for each of thousands of fixes. */
const farEnough = 16_384;

function indented(lines: string, indent: string, eol: string): string {
  return lines
    .split('\n')
    .map((line) => (line === '' ? '' : indent + line))
    .join(eol);
}

function lineEndOf(text: string): string {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

function startOfLine(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Before the line's end, be it LF or CRLF. */
function endOfLine(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  if (found < 0) return text.length;
  return found > at && text[found - 1] === '\r' ? found - 1 : found;
}

function afterLineEnd(text: string, lineEnd: number): number {
  if (text[lineEnd] === '\r') return lineEnd + 2;
  return lineEnd < text.length ? lineEnd + 1 : lineEnd;
}

function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(startOfLine(text, at), at))?.[0] ?? '';
}

function blanksAt(text: string, at: number): number {
  return /^[ \t]*/.exec(text.slice(at, at + 200))?.[0].length ?? 0;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Nothing but blanks and a comment that ends on the line. */
function isRestOfLine(text: string): boolean {
  return /^\s*(\/\/.*|\/\*((?!\*\/).)*\*\/\s*)?$/.test(text);
}
