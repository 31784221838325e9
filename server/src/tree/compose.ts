/**
 * Folds the statements of a source, in order, into one device tree, exactly as dtc does (dtc dt-parser.y,
 * livetree.c): later blocks merge into earlier nodes, deletions keep slots. A composition can be made from an earlier
 * one: it is the same as one from scratch, and every node and property that has not changed is the same object.
 */
import type { Problem } from '../preprocessor/problem';
import type { FileSyntax, MemReserveSyntax, ReferenceSyntax } from '../syntax/ast';
import { hasVersion } from '../syntax/file-order';
import { none } from './draft';
import type { DeviceTree, DtNode } from './dt-node';
import { finish, reportDuplicates, type Work } from './finish';
import { findPath, fold, type Fold } from './fold';
import { resume } from './resume';
import { isSameList } from './same';

export interface ComposeOptions {
  /** Contents of `/incbin/` files by the name as written. */
  readonly binaries: ReadonlyMap<string, Uint8Array>;
}

/** A tree that can be composed again after an edit. */
export interface Composition {
  readonly tree: DeviceTree;
  /** What it cost to make. */
  readonly work: Readonly<Work>;
  /** Whether it was made from the earlier one's drafts; otherwise all was folded anew. */
  readonly isResumed: boolean;
  /** The drafts, until a later composition takes and changes them: the newest has them. */
  readonly drafts: { fold: Fold | undefined };
}

/** Composes a root file and the overlays applied to it, in order. An overlay's blocks merge into the nodes they name. */
export function compose(files: readonly FileSyntax[], options: ComposeOptions): DeviceTree {
  return treeOf(fold(files), files, options, undefined, { nodes: 0, statements: 0 });
}

/**
 * Composes as `compose` does, at the cost of what differs from an earlier composition: statements are told apart by
 * identity. Any earlier composition will do; the newest makes it cheap.
 */
export function recompose(
  previous: Composition | undefined,
  files: readonly FileSyntax[],
  options: ComposeOptions,
): Composition {
  const work: Work = { nodes: 0, statements: 0 };
  const old = previous?.drafts.fold;
  if (previous) previous.drafts.fold = undefined;
  const resumed = old && resume(old, files, work);
  const drafts = resumed ?? fold(files);
  const tree = treeOf(drafts, files, options, previous?.tree, work);
  return { tree, work, isResumed: resumed !== undefined, drafts: { fold: drafts } };
}

function treeOf(
  drafts: Fold,
  files: readonly FileSyntax[],
  options: ComposeOptions,
  old: DeviceTree | undefined,
  work: Work,
): DeviceTree {
  const [base] = files;
  const root = finish(drafts.root, old?.root, work);
  const bootCpu = bootCpuOf(drafts, root);
  const dangling = danglingOf(drafts);
  const problems = dangling.map(unknownReference);
  reportDuplicates(drafts.root, '/', problems);
  const tree: DeviceTree = {
    root,
    ...(bootCpu && { bootCpu }),
    memReserves: shared(memReservesOf(files), old?.memReserves),
    isPlugin: drafts.isOverlay,
    hasVersion: base !== undefined && hasVersion(base),
    dangling: shared(dangling, old?.dangling),
    binaries: options.binaries,
    problems: old === undefined ? problems : sharedProblems(problems, old.problems),
  };
  return old !== undefined && isSameTree(tree, old) ? old : tree;
}

/** An edit between the statements leaves the whole tree as it was. */
function isSameTree(a: DeviceTree, b: DeviceTree): boolean {
  return (
    a.root === b.root &&
    a.bootCpu === b.bootCpu &&
    a.memReserves === b.memReserves &&
    a.isPlugin === b.isPlugin &&
    a.hasVersion === b.hasVersion &&
    a.dangling === b.dangling &&
    a.binaries === b.binaries &&
    a.problems === b.problems
  );
}

/** The first child of `/cpus`, unless it was deleted. */
function bootCpuOf(drafts: Fold, root: DtNode): DtNode | undefined {
  const cpu = findPath(drafts.root, '/cpus')?.children[0];
  return cpu && !cpu.isDeleted ? root.children.get('cpus')?.children.get(cpu.name) : undefined;
}

function danglingOf({ files }: Fold): readonly ReferenceSyntax[] {
  const dangling: ReferenceSyntax[] = [];
  for (const { operations } of files)
    for (const it of operations)
      if (it.node === undefined && it.kind !== 'root') dangling.push(it.target);
  return dangling;
}

function unknownReference(reference: ReferenceSyntax): Problem {
  const name =
    reference.form === 'label' ? `label "${reference.text}"` : `path "${reference.text}"`;
  return {
    code: 'syntax/unknown-reference',
    severity: 'error',
    message: `${name} names nothing at this point of the source`,
    at: reference,
  };
}

function memReservesOf(files: readonly FileSyntax[]): readonly MemReserveSyntax[] {
  return files.flatMap((file) => file.statements.filter((it) => it.kind === 'memreserve'));
}

function sharedProblems(now: readonly Problem[], old: readonly Problem[]): readonly Problem[] {
  const problems = now.map((it, i) => {
    const before = old[i];
    return before !== undefined && isSameProblem(it, before) ? before : it;
  });
  return shared(problems, old);
}

function isSameProblem(a: Problem, b: Problem): boolean {
  const at = (it: Problem) => it.related?.[0]?.at;
  return a.code === b.code && a.message === b.message && a.at === b.at && at(a) === at(b);
}

function shared<T>(now: readonly T[], old: readonly T[] | undefined): readonly T[] {
  if (now.length === 0) return old?.length === 0 ? old : none;
  return old !== undefined && isSameList(now, old) ? old : now;
}
