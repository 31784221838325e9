/** From the protocol's positions to offsets in a file's text. Both count UTF-16 code units. */
import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { editSourceFile } from '../lexer/edit-source-file';
import { linesOf, sourceFile, type SourceFile } from '../lexer/source-file';
import { offsetAt } from '../text/line-index';
import type { TextRange } from '../text/text-range';

/** The offset of a position; beyond a line's or the file's end it is clamped. */
export function offsetOf(file: SourceFile, position: Position): number {
  return offsetAt(linesOf(file), position);
}

/** The stretch of a range; turned round when its ends are. */
export function textRangeOf(file: SourceFile, { start, end }: Range): TextRange {
  const from = offsetOf(file, start);
  const to = offsetOf(file, end);
  return { start: Math.min(from, to), end: Math.max(from, to) };
}

/** The file after the changes of one `didChange`, each made on the text that the one before has left. */
export function changedFile(
  file: SourceFile,
  changes: readonly TextDocumentContentChangeEvent[],
): SourceFile {
  return changes.reduce<SourceFile>(
    (it, change) =>
      'range' in change
        ? editSourceFile(it, { range: textRangeOf(it, change.range), newText: change.text })
        : sourceFile(it.id, change.text),
    file,
  );
}
