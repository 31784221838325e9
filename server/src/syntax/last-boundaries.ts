/**
 * Walking over the statements of the last version by the position of their tokens. A boundary is a place between two
 * statements of one body, or at the start or the end of a body.
 */
import type { NodeSyntax, Statement } from './ast';
import { headWidth, tailWidth, widthOf } from './statement-spans';

/** One of the bodies around a boundary; the first is the file. */
export interface Level {
  /** Absent for the file. */
  readonly node?: NodeSyntax;
  readonly statements: readonly Statement[];
  /** The statement behind the boundary; on outer levels, the one that holds the next level. */
  index: number;
  /** The token that it begins with. */
  start: number;
  /** The token behind the last statement. */
  readonly end: number;
}

/** The file before its first statement. */
export function firstLevel(statements: readonly Statement[], length: number): Level {
  return { statements, index: 0, start: 0, end: length };
}

function levelOf(node: NodeSyntax, start: number): Level {
  const { statements } = node;
  const end = start + node.width - tailWidth(node);
  return { node, statements, index: 0, start: start + headWidth(node), end };
}

/**
 * Moves on to the boundary before token `at`, which never lies before an earlier one; true when there is one. `levels`
 * then ends with the innermost body of it.
 */
export function seekBoundary(levels: Level[], at: number): boolean {
  for (let level = levels[levels.length - 1]; level !== undefined;) {
    const statement = level.statements[level.index];
    if (level.start === at) return true;
    const isBehind = at > level.end || statement === undefined;
    if (isBehind && level.node !== undefined && at > level.end) {
      levels.pop();
      const outer = levels[levels.length - 1];
      if (outer !== undefined) pass(outer);
      level = outer;
      continue;
    }
    if (statement === undefined) return false;
    if (at >= level.start + widthOf(statement)) pass(level);
    else {
      const inner = statement.kind === 'node' ? levelOf(statement, level.start) : undefined;
      if (inner === undefined || at < inner.start || at > inner.end) return false;
      levels.push(inner);
      level = inner;
    }
  }
  return false;
}

function pass(level: Level): void {
  const statement = level.statements[level.index];
  if (statement === undefined) return;
  level.start += widthOf(statement);
  level.index++;
}

/**
 * The last boundary at or before token `at`, in the innermost body that holds it.
 */
export function boundaryBefore(
  statements: readonly Statement[],
  length: number,
  at: number,
): Level[] {
  const levels = [firstLevel(statements, length)];
  for (let level = levels[0]; level !== undefined;) {
    let statement = level.statements[level.index];
    while (statement !== undefined && level.start + widthOf(statement) <= at) {
      pass(level);
      statement = level.statements[level.index];
    }
    if (statement?.kind !== 'node') break;
    const inner = levelOf(statement, level.start);
    if (at < inner.start) break;
    levels.push(inner);
    level = inner;
  }
  return levels;
}
