/** What dtc would refuse in a root, on standard error: for commands whose output is something else than findings. */
import type { Analysis } from '../workspace/snapshot';
import type { Boards } from './boards';
import type { Display } from './display-names';
import { gccLine } from './gcc-line';

/** Prints the refusals and says how many there are. */
export function printRefusals(analysis: Analysis, boards: Boards, display: Display): number {
  const refusals = analysis
    .diagnostics()
    .filter((it) => it.severity === 'error' && /^(?:cpp|syntax|dtc)\//.test(it.code));
  for (const it of refusals) process.stderr.write(`${gccLine(it, boards, display)}\n`);
  return refusals.length;
}
