/**
 * A stand-in for incremental parsing: the syntax of an edited source with the statements of the earlier one, the same
 * objects, wherever their text is the same: at both ends of each list of statements, and anywhere else once.
 */
import { spanText } from '../../server/src/preprocessor/token-stream';
import type { FileSyntax, NodeSyntax, Statement } from '../../server/src/syntax/ast';

/** The new syntax with as much of the old in it as can be. */
export function grafted(old: FileSyntax, now: FileSyntax): FileSyntax {
  const graft: Graft = { text: new Map(), used: new Set(), pool: new Map() };
  const collect = (statement: Statement) => {
    const text = textOf(graft, statement);
    graft.pool.set(text, [...(graft.pool.get(text) ?? []), statement]);
    if (statement.kind === 'node') statement.statements.forEach(collect);
  };
  old.statements.forEach(collect);
  return { ...now, statements: graftedList(graft, old.statements, now.statements) };
}

interface Graft {
  readonly text: Map<Statement, string>;
  readonly used: Set<Statement>;
  /** Old statements by their text. */
  readonly pool: Map<string, readonly Statement[]>;
}

function graftedList(
  graft: Graft,
  old: readonly Statement[],
  now: readonly Statement[],
): readonly Statement[] {
  const result = [...now];
  const isSame = (i: number, j: number) => {
    const [a, b] = [old[i], now[j]];
    return a && b && textOf(graft, a) === textOf(graft, b) && isFree(graft, a);
  };
  const keep = (i: number, j: number) => {
    const kept = old[i];
    if (kept === undefined) return;
    result[j] = kept;
    use(graft, kept);
  };
  let front = 0;
  while (isSame(front, front)) keep(front, front++);
  let back = 1;
  while (now.length - back >= front && isSame(old.length - back, now.length - back)) {
    keep(old.length - back, now.length - back);
    back++;
  }
  const between = old.slice(front, old.length - back + 1);
  for (let j = front; j <= now.length - back; j++) {
    const statement = now[j];
    if (statement) result[j] = graftedStatement(graft, between, statement);
  }
  return result;
}

function graftedStatement(
  graft: Graft,
  candidates: readonly Statement[],
  statement: Statement,
): Statement {
  const text = textOf(graft, statement);
  const kept = graft.pool.get(text)?.find((it) => isFree(graft, it));
  if (kept !== undefined) {
    use(graft, kept);
    return kept;
  }
  if (statement.kind !== 'node') return statement;
  const old = candidates.find(
    (it): it is NodeSyntax => it.kind === 'node' && headOf(it) === headOf(statement),
  );
  return {
    ...statement,
    statements: graftedList(graft, old?.statements ?? [], statement.statements),
  };
}

function isFree(graft: Graft, statement: Statement): boolean {
  if (graft.used.has(statement)) return false;
  return statement.kind !== 'node' || statement.statements.every((it) => isFree(graft, it));
}

function use(graft: Graft, statement: Statement): void {
  graft.used.add(statement);
  if (statement.kind === 'node')
    statement.statements.forEach((it) => {
      use(graft, it);
    });
}

function textOf(graft: Graft, statement: Statement): string {
  const known = graft.text.get(statement);
  if (known !== undefined) return known;
  const text =
    statement.kind === 'node'
      ? `${headOf(statement)} {${statement.statements.map((it) => textOf(graft, it)).join('')}}`
      : `${spanText(statement)}\n`;
  graft.text.set(statement, text);
  return text;
}

function headOf({ labels, target, isOmittable, hasBrace }: NodeSyntax): string {
  return [...labels, target].map(spanText).join(' ') + String(isOmittable) + String(hasBrace);
}
