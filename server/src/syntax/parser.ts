/**
 * From the tokens of a context to syntax and problems. After an edit only the statements around it are read again, all
 * others are the same objects; the result is what parsing everything would give.
 */
import { maxSyntaxProblems } from '../base/limits';
import type { Problem } from '../preprocessor/problem';
import { changeBetween, windowOf, type TokenSequence } from '../preprocessor/token-sequence';
import type { FileSyntax, Statement } from './ast';
import { balanceOf, type Balance } from './balance';
import { cursorOf } from './cursor';
import { readAll } from './grammar';
import { newBody } from './open-nodes';
import { readBeside } from './read-beside';
import { readChange } from './read-change';

export interface Parse {
  readonly syntax: FileSyntax;
  readonly problems: readonly Problem[];
  readonly balance: Balance;
}

/** Parses a sequence; from what the last version of it gave, where there is one. */
export function parse(sequence: TokenSequence, last?: Parse): Parse {
  const balance = balanceOf(sequence);
  const change = last && changeBetween(last.syntax.sequence, sequence);
  if (last !== undefined && change === undefined) return last;
  const again = last && change && readChange(last, sequence, balance, change);
  const statements = again ?? readAnew(sequence, balance);
  const syntax: FileSyntax = { kind: 'file', statements, sequence };
  return { syntax, balance, problems: problemsIn(statements) };
}

/** Parses a sequence as if for the first time, taking over what stands in pieces that another sequence has as well. */
export function parseBeside(sequence: TokenSequence, other: Parse): Parse {
  const balance = balanceOf(sequence);
  const isSound = balance === 'even' && other.balance === 'even' && other.problems.length === 0;
  const shared = isSound ? readBeside(sequence, other.syntax) : undefined;
  if (shared === undefined) return parse(sequence);
  return { syntax: { kind: 'file', statements: shared, sequence }, balance, problems: [] };
}

function readAnew(sequence: TokenSequence, balance: Balance): readonly Statement[] {
  const bodies = [newBody()];
  readAll(cursorOf(windowOf(sequence, 0, sequence.length), balance), bodies);
  return bodies[0]?.statements ?? [];
}

/** All problems in source order, up to a limit. */
function problemsIn(statements: readonly Statement[]): readonly Problem[] {
  const problems: Problem[] = [];
  collect(statements, problems);
  const surplus = problems[maxSyntaxProblems];
  if (surplus === undefined) return problems;
  const message = `more than ${maxSyntaxProblems} syntax problems: the others are not shown`;
  const limit = {
    code: 'syntax/problem-limit',
    severity: 'error',
    message,
    at: surplus.at,
  } as const;
  return [...problems.slice(0, maxSyntaxProblems), limit];
}

/** Depth is bounded by `maxNodeDepth`. */
function collect(statements: readonly Statement[], problems: Problem[]): void {
  for (const it of statements) {
    if (it.kind === 'node' && !it.hasProblems) continue;
    if (it.problems !== undefined) for (const one of it.problems) problems.push(one);
    if (it.kind !== 'node') continue;
    collect(it.statements, problems);
    if (it.tailProblems !== undefined) for (const one of it.tailProblems) problems.push(one);
  }
}
