/** A node's block as text of one file that can be taken out whole, or the reason why it cannot. */
import type { FileId } from '../../lexer/token-chunk';
import { linesOf, type SourceFile } from '../../lexer/source-file';
import { locate } from '../../preprocessor/locate';
import type { Place } from '../../preprocessor/problem';
import type { Span } from '../../preprocessor/token-stream';
import type { NodeSyntax, Statement } from '../../syntax/ast';
import { closeBraceOf, openBraceOf } from '../../syntax/statement-spans';
import type { TextRange } from '../../text/text-range';
import { positionAt } from '../../text/line-index';
import { fileName } from '../../text/path';
import { statementExtent, type Extent } from './statement-text';

export type Files = (id: FileId) => SourceFile | undefined;

export interface WrittenBlock {
  readonly syntax: NodeSyntax;
  readonly file: SourceFile;
  /** From its first label to behind its semicolon. */
  readonly range: TextRange;
  /** The same with its comments and line ends. */
  readonly extent: Extent;
  /** Between the braces. */
  readonly body: TextRange;
  readonly statements: readonly WrittenStatement[];
}

export interface WrittenStatement {
  readonly syntax: Statement;
  readonly range: TextRange;
  readonly extent: Extent;
}

export interface Refusal {
  /** Why not, to be shown to the user: begins in lower case. */
  readonly refusal: string;
}

/** Finds the text of a block. */
export function writtenBlock(syntax: NodeSyntax, files: Files): WrittenBlock | Refusal {
  const found = locate(syntax, files);
  const file = found && files(found.file);
  if (found === undefined || file === undefined)
    return { refusal: 'the file that writes it is not open' };
  const place = `${fileName(file.id)}:${positionAt(linesOf(file), found.range.start).line + 1}`;
  if (!found.isVerbatim) return { refusal: `a macro writes part of it (${place})` };
  const close = closeBraceOf(syntax);
  if (close === undefined) return { refusal: `its closing brace is missing (${place})` };
  if (crossesFiles(syntax, file.id))
    return { refusal: `an included file writes part of it (${place})` };
  const openRange = verbatimRange(openBraceOf(syntax), files);
  const closeRange = verbatimRange(close, files);
  if (openRange === undefined || closeRange === undefined)
    return { refusal: `a macro writes its braces (${place})` };
  const statements: WrittenStatement[] = [];
  for (const it of syntax.statements) {
    const range = verbatimRange(it, files);
    if (it.kind === 'error') return { refusal: `it has syntax errors (${place})` };
    if (range === undefined) return { refusal: `a macro writes part of it (${place})` };
    statements.push({ syntax: it, range, extent: statementExtent(file, range) });
  }
  return {
    syntax,
    file,
    range: found.range,
    extent: statementExtent(file, found.range),
    body: { start: openRange.end, end: closeRange.start },
    statements,
  };
}

/** Where a span is spelled, when one file spells it in one stretch. */
export function verbatimRange(place: Place, files: Files): TextRange | undefined {
  const found = locate(place, files);
  return found?.isVerbatim === true ? found.range : undefined;
}

/** Whether tokens of another file lie between the first and the last. */
function crossesFiles(statement: Statement, file: FileId): boolean {
  const spans = statement.kind === 'node' ? [statement.head, statement.tail] : [statement];
  if (spans.some((it) => it !== undefined && isElsewhere(it, file))) return true;
  return statement.kind === 'node' && statement.statements.some((it) => crossesFiles(it, file));
}

function isElsewhere({ stream, from, to }: Span, file: FileId): boolean {
  for (let at = from; at < to; at++) {
    const frame = stream.frames[stream.pieces[at] ?? 0];
    const owner = frame?.kind === 'macro' ? frame.parent : frame;
    if (owner?.file !== file) return true;
  }
  return false;
}
