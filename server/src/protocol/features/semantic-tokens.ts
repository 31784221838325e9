/**
 * `textDocument/semanticTokens`: full, as the change since the last result, and of a range. They are told by the file
 * alone, so that they come at once and right behind an edit.
 */
import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensLegend,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver/node';
import { markKinds, markModifiers } from '../../features/highlight/mark';
import type { FileId } from '../../lexer/token-chunk';
import type { Session } from '../session';
import type { View } from '../view';
import { tokenEdits } from './token-edits';
import { numbersOf, numbersPerToken, tokenPieces, type TokenPiece } from './token-pieces';

/** The names behind the numbers. */
export const tokenLegend: SemanticTokensLegend = {
  tokenTypes: [...markKinds],
  tokenModifiers: [...markModifiers],
};

export interface SemanticTokensAnswers {
  full(view: View, params: SemanticTokensParams): SemanticTokens;
  delta(view: View, params: SemanticTokensDeltaParams): SemanticTokens | SemanticTokensDelta;
  range(view: View, params: SemanticTokensRangeParams): SemanticTokens;
}

interface Given {
  readonly resultId: string;
  readonly pieces: readonly TokenPiece[];
}

/** Makes the answers; the last result of each open document is kept. */
export function createSemanticTokens(session: () => Session): SemanticTokensAnswers {
  const given = new Map<FileId, Given>();
  const counter = { last: 0 };
  const give = (file: FileId, pieces: readonly TokenPiece[]): string => {
    for (const it of given.keys()) if (!session().documents.has(it)) given.delete(it);
    const resultId = `${++counter.last}`;
    given.set(file, { resultId, pieces });
    return resultId;
  };
  const full = ({ file, source }: View) => {
    const pieces = tokenPieces(source);
    return { resultId: give(file, pieces), data: numbersOf(pieces, 0) };
  };
  return {
    full,
    delta: (view, { previousResultId }) => {
      const last = given.get(view.file);
      if (last?.resultId !== previousResultId) return full(view);
      const pieces = tokenPieces(view.source);
      const edits = tokenEdits(last.pieces, pieces);
      return { resultId: give(view.file, pieces), edits };
    },
    range: ({ source }, { range }) => ({
      data: tokensBetween(tokenPieces(source), range.start.line, range.end.line),
    }),
  };
}

/** The numbers of the words in some lines, the last included. */
function tokensBetween(pieces: readonly TokenPiece[], from: number, to: number): number[] {
  let first = 0;
  let base = 0;
  for (; first < pieces.length; first++) {
    const lines = pieces[first]?.lines ?? 0;
    if (base + lines >= from) break;
    base += lines;
  }
  let last = first;
  for (let line = base; last < pieces.length && line <= to; last++)
    line += pieces[last]?.lines ?? 0;
  const numbers = numbersOf(pieces.slice(first, last), base);
  const kept: number[] = [];
  let line = 0;
  let toldLine = 0;
  for (let at = 0; at < numbers.length; at += numbersPerToken) {
    line += numbers[at] ?? 0;
    if (line < from) continue;
    if (line > to) break;
    kept.push(line - toldLine, ...numbers.slice(at + 1, at + numbersPerToken));
    toldLine = line;
  }
  return kept;
}
