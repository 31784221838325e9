/**
 * Plays an edit script on a board: after every step, what the workspace says of it must be what a new workspace says
 * of the same texts, with rules that run but once.
 */
import { bootActions } from '../../server/src/features/boot-actions/boot-actions';
import { codeLenses } from '../../server/src/features/code-lens';
import { hover } from '../../server/src/features/hover/hover';
import { sourceFile, type SourceFile } from '../../server/src/lexer/source-file';
import type { FileId } from '../../server/src/lexer/token-chunk';
import { fileId } from '../../server/src/lexer/token-chunk';
import { analyse, readContext } from '../../server/src/workspace/analysis';
import type { FileChange } from '../../server/src/workspace/change';
import type { Snapshot } from '../../server/src/workspace/snapshot';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { loadMissing, openBoard, type Board, type BoardOptions } from './board';
import type { EditStep } from './edit-steps';
import { applied } from './random-edits';
import { analysisDifference, earlyDifference, fileTreeDifference, tokenDifference } from './same';

export interface Failure {
  /** The steps up to the one that failed. */
  readonly steps: readonly EditStep[];
  readonly message: string;
}

/** A version of a file, and what its text gives from scratch. */
interface Lexed {
  readonly file: SourceFile;
  readonly anew: SourceFile;
}

/** Plays steps as long as they come and all is the same. */
export function play(
  file: string,
  options: BoardOptions,
  next: (board: Board, done: number) => EditStep | undefined,
): { readonly done: number; readonly failure?: Failure } {
  const board = openBoard(file, options);
  const fresh = new Map<FileId, Lexed>();
  const steps: EditStep[] = [];
  const first = guarded(() => differenceNow(board, fresh, steps));
  if (first !== undefined) return { done: 0, failure: { steps, message: first } };
  for (let step = next(board, 0); step !== undefined; step = next(board, steps.length)) {
    steps.push(step);
    const made = step;
    const message = guarded(() => {
      board.workspace.apply({ files: [changeOf(board, made)] });
      loadMissing(board);
      return differenceNow(board, fresh, steps);
    });
    if (message !== undefined) return { done: steps.length - 1, failure: { steps, message } };
  }
  return { done: steps.length };
}

function changeOf({ workspace }: Board, { edits, file: name, how }: EditStep): FileChange {
  const file = fileId(name);
  if (how === undefined) return { kind: 'edits', file, edits };
  if (how === 'removed') return { kind: 'removed', file };
  const text = workspace.current().file(file)?.text ?? '';
  return { kind: 'text', file, text: edits.reduce(applied, text) };
}

/** Plays given steps. */
export function replay(file: string, options: BoardOptions, steps: readonly EditStep[]) {
  return play(file, options, (_board, done) => steps[done]).failure;
}

/** Leaves out steps one by one, as long as it still fails, for so many attempts. */
export function shrunk(
  file: string,
  options: BoardOptions,
  failure: Failure,
  attempts: number,
): Failure {
  let best = failure;
  let left = attempts;
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.steps.length && left > 0; left--) {
      const fewer = best.steps.filter((_, i) => i < at || i >= at + size);
      const found = replay(file, options, fewer);
      if (found === undefined) at += size;
      else best = found;
    }
  }
  return best;
}

function guarded(work: () => string | undefined): string | undefined {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** How the board's snapshot differs from one made of its texts. */
function differenceNow(
  board: Board,
  fresh: Map<FileId, Lexed>,
  steps: readonly EditStep[],
): string | undefined {
  const snapshot = board.workspace.current();
  for (const file of snapshot.files.values()) {
    const known = fresh.get(file.id);
    if (known?.file === file) continue;
    const anew = known?.anew.text === file.text ? known.anew : sourceFile(file.id, file.text);
    fresh.set(file.id, { file, anew });
    const found = tokenDifference(file, anew);
    if (found !== undefined) return `tokens: ${found}`;
    const other = fileTreeDifference(file, anew);
    if (other !== undefined) return `tree of ${file.id}${other}`;
  }
  const again = createWorkspace().apply({
    ...board.told,
    files: [...snapshot.files.keys()].flatMap((id) => {
      const source = fresh.get(id)?.anew;
      return source === undefined ? [] : [{ kind: 'source' as const, source }];
    }),
  });
  return (
    contextDifference(board, snapshot, again) ?? snapshotDifference(board, snapshot, again, steps)
  );
}

function contextDifference({ overlay, root }: Board, now: Snapshot, anew: Snapshot) {
  const names = (snapshot: Snapshot, file: FileId) =>
    snapshot
      .contextsOf(file)
      .map((it) => it.root)
      .join(' ');
  const files = [root, ...(overlay === undefined ? [] : [overlay]), ...now.files.keys()];
  const other = files.find((it) => names(now, it) !== names(anew, it));
  return other === undefined ? undefined : `other contexts read ${other}`;
}

/**
 * Findings in the root are asked for first; in half of the steps no others are, so that some nodes wait across edits.
 * In some the editor asks what is at the edit before it asks for findings.
 */
function snapshotDifference(
  { root, told }: Board,
  now: Snapshot,
  anew: Snapshot,
  steps: readonly EditStep[],
) {
  const [context] = now.contextsOf(root);
  const [same] = anew.contextsOf(root);
  if (context === undefined || same === undefined) return 'the root has no context';
  const absent = new Set(told.absent);
  const library = {
    file: (path: string) => anew.file(fileId(path)),
    isAbsent: (path: string) => absent.has(path),
    binary: () => undefined,
    catalogue: () => anew.catalogue,
    isEdited: false,
  };
  const { analysis } = analyse(readContext(same, library), library);
  const side = {
    analysis: now.analysis(context),
    file: (path: string) => now.file(fileId(path)),
  };
  const other = { analysis, file: library.file };
  const fromScratch: Snapshot = { ...anew, analysis: () => analysis };
  // Now and then nobody asks for more than the tree before the next edit comes.
  if (steps.length % 5 === 3) return analysisDifference(side, other, false);
  const isEarly = steps.length % 4 < 2;
  const answers = () =>
    answersDifference(now, fromScratch, root, {
      step: steps[steps.length - 1],
      withActions: !isEarly,
    });
  const asks = askedIn(steps.length);
  const before = asks === 'first' ? answers() : undefined;
  const found = before ?? earlyDifference(side, other, new Set([root]));
  if (isEarly) side.analysis.checkMore();
  const last = found ?? analysisDifference(side, other, !isEarly);
  return last ?? (asks === 'last' ? answers() : undefined);
}

/** When the editor asks what is at the edit: before it asks for findings, after that, or not at all. */
function askedIn(step: number): 'first' | 'last' | 'never' {
  if (step % 3 === 0) return 'first';
  return step % 3 === 1 ? 'never' : 'last';
}

/** What hovers tell of these is taken from the model. */
const wordsOfXen = ['bootargs =', 'xen,shared-mem =', 'multiboot,module'];

interface Asked {
  readonly step: EditStep | undefined;
  /** These look at all findings. */
  readonly withActions: boolean;
}

/** How what an editor shows of the root and of the place of the last edit differs. */
function answersDifference(
  now: Snapshot,
  anew: Snapshot,
  root: FileId,
  { step, withActions }: Asked,
): string | undefined {
  const file = step === undefined ? root : fileId(step.file);
  // A file that is a root itself is shown as that root reads it.
  const isOfRoot = now.contextOf(file)?.root === root;
  const edits = isOfRoot ? (step?.edits ?? []) : [];
  const text = now.file(file)?.text ?? '';
  const places = [
    ...edits.slice(0, 1).flatMap(({ range }) => [range.start, range.end + 1]),
    ...wordsOfXen.map((it) => text.indexOf(it)).filter((it) => isOfRoot && it >= 0),
  ];
  const answers = (snapshot: Snapshot) => [
    ...codeLenses(snapshot, root),
    ...places.map((it) => hover(snapshot, file, it)),
    ...(withActions ? places.flatMap((it) => actionsAt(snapshot, file, it)) : []),
  ];
  const [a, b] = [answers(now), answers(anew)].map((it) => it.map((each) => JSON.stringify(each)));
  const at = a?.findIndex((it, i) => it !== b?.[i]) ?? -1;
  if (a?.length === b?.length && at < 0) return undefined;
  return `answers: ${a?.[at] ?? 'fewer'} is not ${b?.[at] ?? 'there'}`;
}

/** The titles and edits of the actions about boot descriptions. */
function actionsAt(snapshot: Snapshot, file: FileId, start: number) {
  return bootActions(snapshot, file, { start, end: start }).map(({ title, edits }) => [
    title,
    ...edits,
  ]);
}
