/**
 * The directives of a chunk, found once per chunk and shared by every context that reads it. In the
 * `assembler-with-cpp` mode a `#` line whose name is no directive is ordinary text (`#address-cells`), and so are
 * `# 12` lines, which dtc then takes as line markers.
 */
import { memoInside } from '../base/memo';
import {
  lineStart,
  significantTokens,
  spaceBefore,
  tokenText,
  type TokenChunk,
} from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import { readDefine, type DefineResult } from './macro';

/** Positions count the chunk's significant tokens; `to` is exclusive. */
export interface ChunkItem {
  readonly kind: 'directive' | 'dts-include' | 'line-marker';
  /** The directive's name; "" for the null directive. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** What a `#define` defines. */
  readonly definition?: DefineResult;
}

/** GCC 12 libcpp directives.cc; those of C23 are accepted in every mode. */
const directiveNames: ReadonlySet<string> = new Set([
  'define',
  'undef',
  'include',
  'include_next',
  'import',
  'if',
  'ifdef',
  'ifndef',
  'elif',
  'elifdef',
  'elifndef',
  'else',
  'endif',
  'line',
  'error',
  'warning',
  'pragma',
  'ident',
  'sccs',
  'assert',
  'unassert',
]);

/** Whether a directive opens, turns or closes a conditional. */
export function isConditional(name: string): boolean {
  return name.startsWith('if') || name.startsWith('el') || name === 'endif';
}

/** The directives and `/include/`s of a chunk in order; everything between them is text. */
export const chunkItems = memoInside((chunk: TokenChunk): readonly ChunkItem[] => {
  const items: ChunkItem[] = [];
  const { indexes, flags } = significantTokens(chunk);
  for (let at = 0; at < indexes.length; at++) {
    const kind = chunk.kinds[indexes[at] ?? 0];
    const item =
      kind === TokenKind.hash && ((flags[at] ?? 0) & lineStart) !== 0
        ? directiveAt(chunk, at)
        : kind === TokenKind.slash
          ? dtsIncludeAt(chunk, at)
          : undefined;
    if (item === undefined) continue;
    items.push(item);
    at = item.to - 1;
  }
  return items;
});

function directiveAt(chunk: TokenChunk, from: number): ChunkItem | undefined {
  const { indexes, flags, names } = significantTokens(chunk);
  let to = from + 1;
  while (to < indexes.length && ((flags[to] ?? 0) & lineStart) === 0) to++;
  if (to === from + 1) return { kind: 'directive', name: '', from, to };
  const name = names[from + 1];
  if (name === 'define')
    return { kind: 'directive', name, from, to, definition: readDefine(chunk, from, to) };
  if (name !== undefined && directiveNames.has(name)) return { kind: 'directive', name, from, to };
  return isLineMarker(chunk, from, to) ? { kind: 'line-marker', name: '', from, to } : undefined;
}

/** `# 12 "file" 1 2` at the start of a line, with blanks between all of it (dtc dt-lexer.l). */
function isLineMarker(chunk: TokenChunk, from: number, to: number): boolean {
  const { indexes, flags } = significantTokens(chunk);
  const first = indexes[from] ?? 0;
  const startsColumn = first === 0 || chunk.kinds[first - 1] === TokenKind.newline;
  const isSpaced = Array.from({ length: to - from - 1 }, (_, i) => flags[from + 1 + i] ?? 0).every(
    (flag) => (flag & spaceBefore) !== 0,
  );
  const isString = chunk.kinds[indexes[from + 2] ?? first] === TokenKind.string;
  return startsColumn && isSpaced && isString && /^[0-9]+$/.test(significantText(chunk, from + 1));
}

/** `/include/ "file"`: the keyword's three tokens touch, the string may stand on a later line. */
function dtsIncludeAt(chunk: TokenChunk, from: number): ChunkItem | undefined {
  const { indexes, flags, names } = significantTokens(chunk);
  if (names[from + 1] !== 'include') return undefined;
  const touches = ((flags[from + 1] ?? 0) | (flags[from + 2] ?? 0)) & spaceBefore;
  const kindOf = (at: number) => chunk.kinds[indexes[at] ?? -1];
  const isKeyword = touches === 0 && kindOf(from + 2) === TokenKind.slash;
  if (!isKeyword || kindOf(from + 3) !== TokenKind.string) return undefined;
  return { kind: 'dts-include', name: 'include', from, to: from + 4 };
}

/** The text of the significant token at a position. */
export function significantText(chunk: TokenChunk, at: number): string {
  const index = significantTokens(chunk).indexes[at];
  return index === undefined ? '' : tokenText(chunk, index);
}
