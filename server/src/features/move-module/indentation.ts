/**
 * How deep text is indented, and moving it to another depth or style. Only the blanks at the start of lines change;
 * lines that continue a string keep theirs, and directives at the margin stay there.
 */
import { memo } from '../../base/memo';
import { sourceFile, type SourceFile } from '../../lexer/source-file';
import { fileId } from '../../lexer/token-chunk';
import { indentAt, fixedLineStarts } from './statement-text';

export interface Indentation {
  /** The blanks before the outermost line. */
  readonly base: string;
  /** One step deeper. */
  readonly step: string;
}

/** Moves text from one indentation to another; line ends are those of `text`. */
export function reindent(text: string, from: Indentation, to: Indentation): string {
  const file = sourceFile(fileId('moved text'), text);
  const fixed = fixedLineStarts(file, { start: 0, end: text.length });
  let start = 0;
  return text
    .split('\n')
    .map((line) => {
      const lineStart = start;
      start += line.length + 1;
      return fixed.has(lineStart) ? line : reindentLine(line, from, to);
    })
    .join('\n');
}

/** One step of indentation as a file uses it around a block: what its first line has more than the block's own. */
export function stepOf(file: SourceFile, blockStart: number, firstStatement?: number): string {
  const outer = indentAt(file, blockStart);
  const inner = firstStatement === undefined ? '' : indentAt(file, firstStatement);
  if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  return outer.includes('\t') ? '\t' : stepOfFile(file);
}

/** What a file as a whole suggests: tabs when any line begins with one, else the blanks of the first indented line. */
const stepOfFile = memo((file: SourceFile): string =>
  /^\t/m.test(file.text) ? '\t' : (/^( {2,8})\S/m.exec(file.text)?.[1] ?? '\t'),
);

function reindentLine(line: string, from: Indentation, to: Indentation): string {
  if (line.trim() === '') return line.endsWith('\r') ? '\r' : '';
  const isDirective = line.startsWith('#') && from.base !== '';
  if (!line.startsWith(from.base)) return isDirective ? line : to.base + line.trimStart();
  let rest = line.slice(from.base.length);
  let steps = 0;
  for (; from.step !== '' && rest.startsWith(from.step); steps++)
    rest = rest.slice(from.step.length);
  return to.base + to.step.repeat(steps) + rest;
}
