/** Putting text into a block: at its end, or behind the properties, indented as the block is. */
import { textBetween, type SourceFile } from '../../lexer/source-file';
import type { TextEdit } from '../../text/text-range';
import { reindent, type Indentation } from './indentation';
import { indentationOf } from './merged-text';
import { startOfLine } from './statement-text';
import type { WrittenBlock } from './written-block';

/** The indentation of statements inside a block. */
function innerIndentation(block: WrittenBlock): Indentation {
  const { base, step } = indentationOf(block);
  return { base: base + step, step };
}

/**
 * Adds a node at the end of a block, behind a blank line where something precedes it. `text` ends with a line end and
 * is indented as `from` says.
 */
export function appendNode(block: WrittenBlock, text: string, from: Indentation): TextEdit {
  const { file, body } = block;
  const eol = lineEndOf(file);
  const node = withLineEnds(reindent(text, from, innerIndentation(block)), eol);
  const closeLine = startOfLine(file, body.end);
  const before = textBetween(file, body.start, body.end);
  const isOwnLine = closeLine >= body.start && textBetween(file, closeLine, body.end).trim() === '';
  if (!isOwnLine) {
    const end = body.start + before.trimEnd().length;
    const outer = indentationOf(block).base;
    return { range: { start: end, end: body.end }, newText: `${eol}${node}${outer}` };
  }
  const above = textBetween(file, body.start, closeLine);
  const needsBlank = above.trim() !== '' && !/\n[ \t]*\r?\n$/.test(above);
  return { range: { start: closeLine, end: closeLine }, newText: (needsBlank ? eol : '') + node };
}

/** Adds property lines behind `compatible`, or at the start of the block. `lines` have no indentation. */
export function addProperties(block: WrittenBlock, lines: readonly string[]): TextEdit {
  const { file, body } = block;
  const eol = lineEndOf(file);
  const compatible = block.statements.find(
    ({ syntax }) => syntax.kind === 'property' && syntax.name.text === 'compatible',
  );
  const { base } = innerIndentation(block);
  const text = lines.map((it) => base + it + eol).join('');
  if (compatible?.extent.hasLines === true)
    return { range: { start: compatible.extent.end, end: compatible.extent.end }, newText: text };
  const at = compatible?.range.end ?? body.start;
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?\r?\n/.exec(
    textBetween(file, at, body.end),
  );
  if (compatible === undefined && rest !== null) {
    const start = at + rest[0].length;
    return { range: { start, end: start }, newText: text };
  }
  return { range: { start: at, end: at }, newText: ` ${lines.join(' ')}` };
}

/** The line end that a file uses. */
export function lineEndOf(file: SourceFile): string {
  const first = file.text.indexOf('\n');
  return first > 0 && file.text[first - 1] === '\r' ? '\r\n' : '\n';
}

function withLineEnds(text: string, eol: string): string {
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  return whole.replace(/\r?\n/g, eol);
}
