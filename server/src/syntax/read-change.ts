/**
 * Reading again only what an edit touched. Reading starts at the last boundary before the change at which all is well
 * (the grammar looks beyond the end of a statement only where something is wrong), in the bodies that were open there,
 * and ends at the first boundary behind it where the last version had one too, at the same depth and in the
 * same state: everything from there on was read from the same tokens in the same way, so it is adopted.
 */
import { windowOf, type SequenceChange, type TokenSequence } from '../preprocessor/token-sequence';
import type { Problem } from '../preprocessor/problem';
import type { NodeSyntax, Statement } from './ast';
import { columnOf, isNoDeeper, sideOf, type Balance } from './balance';
import { cursorOf, type Cursor } from './cursor';
import { isAtEnd, readOne } from './grammar';
import { boundaryBefore, firstLevel, seekBoundary, type Level } from './last-boundaries';
import {
  addStatement,
  innermost,
  makeNode,
  nameOf,
  newBody,
  type Body,
  type OpenNode,
} from './open-nodes';
import { headOf, openBraceOf } from './statement-spans';

/** The last version. */
export interface LastParse {
  readonly syntax: { readonly statements: readonly Statement[]; readonly sequence: TokenSequence };
  readonly balance: Balance;
}

/** How far the grammar looks beyond the end of a statement, in tokens: names and keywords are short. */
const lookahead = 64;
/** How much is read at first, in tokens; then four times as much. */
const firstWindow = 512;

/** The statements of a sequence that differs from the last version; undefined when all of it must be read. */
export function readChange(
  last: LastParse,
  sequence: TokenSequence,
  balance: Balance,
  change: SequenceChange,
): readonly Statement[] | undefined {
  const { statements, sequence: old } = last.syntax;
  const levels = cleanBoundary(boundaryBefore(statements, old.length, change.before));
  const start = levels[levels.length - 1]?.start ?? 0;
  const run = { last, sequence, balance, change, start, moved: new Set<NodeSyntax>() };
  for (let size = firstWindow; ; size *= 4) {
    const end = Math.min(sequence.length, sequence.length - change.behind + size);
    const found = readWindow(run, levels, end);
    if (found !== 'too small') return found;
  }
}

interface Run {
  readonly last: LastParse;
  readonly sequence: TokenSequence;
  readonly balance: Balance;
  readonly change: SequenceChange;
  /** The token where reading starts. */
  readonly start: number;
  /** Nodes that begin in another column now, so that what stands in them reads differently. */
  readonly moved: Set<NodeSyntax>;
}

function readWindow(
  run: Run,
  levels: readonly Level[],
  end: number,
): readonly Statement[] | undefined | 'too small' {
  const { last, sequence, balance, change, start } = run;
  // One token more: what is said of a gap is said of the token before it.
  const from = Math.max(0, start - 1);
  const cursor = cursorOf(windowOf(sequence, from, end), balance);
  cursor.at = start - from;
  const bodies = levels.map(reopened);
  const old = last.syntax.sequence.length;
  const kept = [firstLevel(last.syntax.statements, old)];
  const firstSame = sequence.length - change.behind;
  const isWhole = end === sequence.length;
  const isFlipped = balance !== last.balance;
  const isOdd = (it: Body) => it.oddities > 0 || it.open?.isOdd === true;
  if (isFlipped && bodies.some(isOdd)) return undefined;
  for (;;) {
    const at = from + cursor.at;
    if (at >= firstSame && bodies.length <= kept.length + lookahead) {
      const isBoundary = seekBoundary(kept, at - sequence.length + old);
      if (isBoundary && isSameState(run, cursor, bodies, kept)) {
        if (isFlipped && kept.some((it, i) => hasOddRest(it, i === kept.length - 1)))
          return undefined;
        return adopted(bodies, kept);
      }
    }
    if (isWhole && isAtEnd(cursor, bodies)) return bodies[0]?.statements;
    if (!isWhole && cursor.at > cursor.stream.length - lookahead) return 'too small';
    readOne(cursor, bodies);
  }
}

/** Moves a boundary back until nothing was said right before it: no problem is told twice at one token. */
function cleanBoundary(levels: Level[]): Level[] {
  for (let level = levels[levels.length - 1]; level !== undefined;) {
    const before = level.statements[level.index - 1];
    if (before !== undefined) {
      if (endsClean(before)) break;
      level.index--;
      level.start -= before.kind === 'node' ? before.width : before.to - before.from;
      continue;
    }
    if (level.node === undefined || level.node.problems === undefined) break;
    levels.pop();
    level = levels[levels.length - 1];
  }
  return levels;
}

function endsClean(statement: Statement): boolean {
  for (let at = statement; ;) {
    if (at.kind !== 'node') return at.problems === undefined;
    if (at.tailProblems !== undefined) return false;
    const inner = at.statements[at.statements.length - 1];
    if (at.tail !== undefined) return true;
    if (inner === undefined) return at.problems === undefined;
    at = inner;
  }
}

/** A body as it was when the boundary was reached. */
function reopened({ node, statements, index }: Level): Body {
  const body = node === undefined ? newBody() : newBody(openAgain(node));
  for (let i = 0; i < index; i++) {
    const statement = statements[i];
    if (statement !== undefined) addStatement(body, statement);
  }
  return body;
}

function openAgain(node: NodeSyntax): NonNullable<Body['open']> {
  const { labels, target, isOmittable, head, hasBrace, problems } = node;
  const column = columnOf(head.stream, head.from);
  const open = { labels, target, isOmittable, head, hasBrace, column, isOdd: node.isOdd === true };
  return problems === undefined ? open : { ...open, problems };
}

/** Whether what follows would be read as it was in the last version. */
function isSameState(
  run: Run,
  cursor: Cursor,
  bodies: readonly Body[],
  kept: readonly Level[],
): boolean {
  if (bodies.length !== kept.length || cursor.problems.length > 0) return false;
  const body = innermost(bodies);
  const level = kept[kept.length - 1];
  if (level === undefined) return false;
  const before = level.statements[level.index - 1];
  const isClean = before === undefined ? level.node?.problems === undefined : endsClean(before);
  const last = body.statements[body.statements.length - 1];
  const isNewClean = last === undefined ? body.open?.problems === undefined : endsClean(last);
  if (!isClean || !isNewClean || body.hasNode !== hasNodeBefore(level)) return false;
  return bodies.every(({ open }, i) => {
    const it = kept[i];
    return it !== undefined && isSameHead(run, open, it, i === kept.length - 1);
  });
}

/** Whether a head says the same to what follows it: where its line begins, and its name to what is said at its end. */
function isSameHead(run: Run, open: Body['open'], level: Level, isInnermost: boolean): boolean {
  const { node } = level;
  if (open === undefined || node === undefined) return open === node;
  if (open.head === node.head) return true;
  const isNamed = node.tailProblems !== undefined;
  if (isNamed && nameOf(open.target) !== nameOf(node.target)) return false;
  const was = columnOf(node.head.stream, node.head.from);
  return open.column === was || mayMove(run, level, isInnermost, was, open.column);
}

/**
 * Whether what is left of a node reads as it was though the node begins in another column. In even braces columns only
 * say what is odd, and only what stands right in the node is held against it.
 */
function mayMove(
  { balance, last, moved }: Run,
  { node, statements, index }: Level,
  isInnermost: boolean,
  was: number | undefined,
  column: number | undefined,
): boolean {
  if (balance !== 'even' || last.balance !== 'even') return false;
  if (node?.tail === undefined || moved.has(node)) return false;
  for (let i = isInnermost ? index : index + 1; i < statements.length; i++) {
    const it = statements[i];
    const head = it && headOf(it);
    const here = head && columnOf(head.stream, head.from);
    if (isNoDeeper(here, was) === isNoDeeper(here, column)) continue;
    moved.add(node);
    return false;
  }
  return true;
}

function hasNodeBefore({ statements, index }: Level): boolean {
  for (let i = index - 1; i >= 0; i--) {
    const kind = statements[i]?.kind;
    if (kind === 'node' || kind === 'delete-node') return true;
  }
  return false;
}

/** Whether what would be adopted of a body might read differently in another balance. */
function hasOddRest({ node, statements, index }: Level, isInnermost: boolean): boolean {
  if (node?.isTailOdd === true) return true;
  for (let i = isInnermost ? index : index + 1; i < statements.length; i++) {
    const it = statements[i];
    if (it?.kind === 'node' ? it.oddities > 0 : it?.isOdd === true) return true;
  }
  return false;
}

/** What was read, followed by the rest of each body as it was. */
function adopted(bodies: Body[], kept: readonly Level[]): readonly Statement[] {
  for (let depth = kept.length - 1; ; depth--) {
    const body = bodies[depth];
    const level = kept[depth];
    if (body === undefined || level === undefined) return bodies[0]?.statements ?? [];
    const isInnermost = depth === kept.length - 1;
    for (let i = level.index + (isInnermost ? 0 : 1); i < level.statements.length; i++) {
      const statement = level.statements[i];
      if (statement !== undefined) addStatement(body, statement);
    }
    const outer = bodies[depth - 1];
    if (outer === undefined || body.open === undefined || level.node === undefined)
      return body.statements;
    addStatement(outer, makeNode(body, body.open, endOfLast(body.open, level.node)));
  }
}

/** The end of a node as it was, with what was said there pointing at its `{` where that is now. */
function endOfLast(
  open: OpenNode,
  { head, tail, tailProblems, isTailOdd: wasTailOdd }: NodeSyntax,
): Pick<NodeSyntax, 'tail' | 'tailProblems' | 'isTailOdd'> {
  const side = tail && sideOf(columnOf(tail.stream, tail.from), open.column);
  const isTailOdd = tail === undefined ? wasTailOdd : side !== undefined;
  const told = open.head === head ? tailProblems : tailProblems?.map((it) => retold(it, open));
  return {
    ...(tail && { tail }),
    ...(told && { tailProblems: told }),
    ...(isTailOdd === true && { isTailOdd }),
  };
}

function retold(problem: Problem, open: OpenNode): Problem {
  if (problem.related === undefined) return problem;
  return { ...problem, related: problem.related.map((it) => ({ ...it, at: openBraceOf(open) })) };
}
