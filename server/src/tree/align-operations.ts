/**
 * Compares the operations of a file with those of its earlier text. Statements that are the same objects keep theirs,
 * at both ends of the file; of what stands between, an operation that differs only in its body keeps its place and
 * the node that it changes.
 */
import { sharedEnds } from '../base/shared-ends';
import type { FileSyntax, Statement } from '../syntax/ast';
import { isSameShape, operationsOf, type FileOperations, type Operation } from './operations';

export interface AlignedFile {
  readonly file: FileOperations;
  readonly replaced: readonly (readonly [old: Operation, now: Operation])[];
  readonly removed: readonly Operation[];
  /** New ones; their order is not yet known. */
  readonly added: readonly Operation[];
}

/** The operations of a file's new syntax. */
export function alignFile(old: FileOperations, syntax: FileSyntax, index: number): AlignedFile {
  const before = old.syntax.statements;
  const after = syntax.statements;
  if (before === after)
    return { file: { syntax, operations: old.operations }, replaced: [], removed: [], added: [] };
  const { before: front, behind: back } = sharedEnds(before, after);
  const from = operationsOfFirst(old.operations, before, front);
  const to = old.operations.length - operationsOfLast(old.operations, before, back);
  const gone = old.operations.slice(from, to);
  const fresh = operationsOf(index, after.slice(front, after.length - back));
  const operations = [...old.operations.slice(0, from), ...fresh, ...old.operations.slice(to)];
  return { file: { syntax, operations }, ...paired(gone, fresh) };
}

function paired(
  gone: readonly Operation[],
  fresh: readonly Operation[],
): Pick<AlignedFile, 'replaced' | 'removed' | 'added'> {
  const { before: front, behind: back } = sharedEnds(gone, fresh, isSameShape);
  const replaced: (readonly [Operation, Operation])[] = [];
  const pair = (old: Operation | undefined, now: Operation | undefined) => {
    if (old === undefined || now === undefined) return;
    now.order = old.order;
    now.node = old.node;
    replaced.push([old, now]);
  };
  for (let i = 0; i < front; i++) pair(gone[i], fresh[i]);
  for (let i = back; i > 0; i--) pair(gone[gone.length - i], fresh[fresh.length - i]);
  return {
    replaced,
    removed: gone.slice(front, gone.length - back),
    added: fresh.slice(front, fresh.length - back),
  };
}

/** How many operations come from the first statements: a statement has none, one or several. */
function operationsOfFirst(
  operations: readonly Operation[],
  statements: readonly Statement[],
  count: number,
): number {
  let at = 0;
  for (let i = 0; i < count; i++) while (operations[at]?.statement === statements[i]) at++;
  return at;
}

function operationsOfLast(
  operations: readonly Operation[],
  statements: readonly Statement[],
  count: number,
): number {
  let at = operations.length;
  for (let i = statements.length - 1; i >= statements.length - count; i--)
    while (at > 0 && operations[at - 1]?.statement === statements[i]) at--;
  return operations.length - at;
}

/** Gives new operations an order between their neighbours'; false when there is no number left between them. */
export function orderOperations(files: readonly FileOperations[]): boolean {
  const all = files.flatMap((it) => it.operations);
  let from = 0;
  while (from < all.length) {
    if (!Number.isNaN(all[from]?.order)) {
      from++;
      continue;
    }
    let to = from;
    while (to < all.length && Number.isNaN(all[to]?.order)) to++;
    if (!orderRun(all, from, to)) return false;
    from = to;
  }
  return true;
}

function orderRun(all: readonly Operation[], from: number, to: number): boolean {
  const count = to - from;
  const after = all[to]?.order ?? (all[from - 1]?.order ?? 0) + count + 1;
  const before = all[from - 1]?.order ?? after - count - 1;
  const step = (after - before) / (count + 1);
  let last = before;
  for (let i = from; i < to; i++) {
    const operation = all[i];
    const order = before + step * (i - from + 1);
    if (operation === undefined || order <= last || order >= after) return false;
    operation.order = last = order;
  }
  return true;
}
