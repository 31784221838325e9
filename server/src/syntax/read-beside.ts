/**
 * Reading a sequence that shares pieces with another one: boards of one family include the same files. Between two
 * statements outside all nodes the parser remembers nothing, and a sound statement is told by its own tokens alone; so
 * statements that stand in the same whole pieces are the same.
 */
import { windowOf, type Piece, type TokenSequence } from '../preprocessor/token-sequence';
import type { Statement } from './ast';
import { cursorOf } from './cursor';
import { readAll } from './grammar';
import { newBody } from './open-nodes';
import { widthOf } from './statement-spans';

/** Another sequence and its statements, of which none has problems and all braces are even. */
export interface SoundSyntax {
  readonly statements: readonly Statement[];
  readonly sequence: TokenSequence;
}

/** The statements of a sequence whose braces are even; undefined when all of it must be read at once. */
export function readBeside(
  sequence: TokenSequence,
  other: SoundSyntax,
): readonly Statement[] | undefined {
  const { pieces, starts, length } = sequence;
  const places = placesIn(other);
  const statements: Statement[] = [];
  let from = 0;
  for (let at = 0; at <= pieces.length; at++) {
    const shared = sharedFrom(sequence, at, other, places);
    if (shared === undefined && at < pieces.length) continue;
    const end = starts[at] ?? length;
    const own = readSound(sequence, from, end);
    if (own === undefined) return undefined;
    for (const it of own) statements.push(it);
    if (shared === undefined) continue;
    for (let i = shared.first; i < shared.behind; i++) {
      const statement = other.statements[i];
      if (statement !== undefined) statements.push(statement);
    }
    at += shared.pieces - 1;
    from = starts[at + 1] ?? length;
  }
  return statements;
}

interface Places {
  readonly indexOf: ReadonlyMap<Piece, number>;
  /** For each piece, and the end, which statement it begins with; -1 where it begins within one. */
  readonly statementAt: Int32Array;
}

function placesIn({ statements, sequence: { pieces, starts, length } }: SoundSyntax): Places {
  const indexOf = new Map(pieces.map((piece, i) => [piece, i]));
  const statementAt = new Int32Array(pieces.length + 1).fill(-1);
  let at = 0;
  let next = 0;
  statements.forEach((statement, i) => {
    while (next < pieces.length && (starts[next] ?? 0) < at) next++;
    if (starts[next] === at) statementAt[next] = i;
    at += widthOf(statement);
  });
  if (at === length) statementAt[pieces.length] = statements.length;
  return { indexOf, statementAt };
}

interface Shared {
  readonly pieces: number;
  readonly first: number;
  readonly behind: number;
}

/** The longest run of shared pieces from piece `at` on that holds whole statements. */
function sharedFrom(
  { pieces }: TokenSequence,
  at: number,
  { sequence }: SoundSyntax,
  { indexOf, statementAt }: Places,
): Shared | undefined {
  const piece = pieces[at];
  const start = piece && indexOf.get(piece);
  const first = start === undefined ? -1 : (statementAt[start] ?? -1);
  if (start === undefined || first < 0) return undefined;
  let found: Shared | undefined;
  for (let count = 1; pieces[at + count - 1] === sequence.pieces[start + count - 1]; count++) {
    if (start + count > sequence.pieces.length) break;
    const behind = statementAt[start + count] ?? -1;
    if (behind >= 0) found = { pieces: count, first, behind };
  }
  return found;
}

/** The statements of a stretch, if it is whole statements that have no problems. */
function readSound(
  sequence: TokenSequence,
  from: number,
  to: number,
): readonly Statement[] | undefined {
  if (from === to) return [];
  const bodies = [newBody()];
  const cursor = cursorOf(windowOf(sequence, from, to), 'even');
  readAll(cursor, bodies);
  return cursor.said > 0 ? undefined : bodies[0]?.statements;
}
