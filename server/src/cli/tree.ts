/** `dts-chosen tree`: the composed tree as source on standard output, what is wrong with it on standard error. */
import { printTree } from '../tree/print-tree';
import { openBoards } from './boards';
import { createDisplay } from './display-names';
import type { ExitStatus } from './exit-status';
import { gccLine } from './gcc-line';
import { absolute, type SharedOptions } from './options';
import { trouble, warn } from './trouble';

export interface TreeOptions extends SharedOptions {
  readonly provenance: boolean;
}

/** Prints the tree of a root with its overlays. Status 1 when dtc would refuse it. */
export function tree(path: string, options: TreeOptions): ExitStatus {
  const boards = openBoards(options, new Map(), warn);
  const analysis = boards.analyse(absolute(path));
  if (analysis === undefined) throw trouble(`cannot read ${path}`);
  const display = createDisplay([path]);
  const refusals = analysis
    .diagnostics()
    .filter((it) => it.severity === 'error' && /^(?:cpp|syntax|dtc)\//.test(it.code));
  for (const it of refusals) process.stderr.write(`${gccLine(it, boards, display)}\n`);
  const provenance = options.provenance ? { provenance: boards.file, nameOf: display } : {};
  process.stdout.write(printTree(analysis.tree, provenance));
  return refusals.length > 0 ? 1 : 0;
}
