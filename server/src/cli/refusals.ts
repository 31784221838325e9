/** What dtc would refuse in a root, on standard error: for commands whose output is something else than findings. */
import { linesOf } from '../lexer/source-file';
import { positionAt } from '../text/line-index';
import type { Analysis, Diagnostic } from '../workspace/snapshot';
import type { Boards } from './boards';
import type { Display } from './display-names';

/** Prints the refusals and says how many there are. */
export function printRefusals(analysis: Analysis, boards: Boards, display: Display): number {
  const refusals = analysis
    .diagnostics()
    .filter((it) => it.severity === 'error' && /^(?:cpp|syntax|dtc)\//.test(it.code));
  for (const it of refusals) process.stderr.write(`${gccLine(it, boards, display)}\n`);
  return refusals.length;
}

function gccLine(
  { code, file, message, range, severity }: Diagnostic,
  boards: Boards,
  display: Display,
): string {
  const source = boards.file(file);
  const at = source ? positionAt(linesOf(source), range.start) : { line: 0, character: 0 };
  return `${display(file)}:${at.line + 1}:${at.character + 1}: ${severity}: ${message} [${code}]`;
}
