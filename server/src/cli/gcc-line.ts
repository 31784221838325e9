/** A finding as one line on standard error, as GCC writes it; places count from 1. */
import { linesOf } from '../lexer/source-file';
import { positionAt } from '../text/line-index';
import type { Diagnostic } from '../workspace/snapshot';
import type { Boards } from './boards';
import type { Display } from './display-names';

/** `board.dts:12:5: error: message [code]` */
export function gccLine(
  { code, file, message, range, severity }: Diagnostic,
  boards: Boards,
  display: Display,
): string {
  const source = boards.file(file);
  const at = source ? positionAt(linesOf(source), range.start) : { line: 0, character: 0 };
  return `${display(file)}:${at.line + 1}:${at.character + 1}: ${severity}: ${message} [${code}]`;
}
