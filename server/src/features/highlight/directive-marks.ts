/** The marks of one preprocessor directive: its name, the macros and parameters in it, header names. */
import { TokenKind } from '../../lexer/token-kind';
import type { ChunkItem } from '../../preprocessor/chunk-items';
import type { ChunkReader } from './chunk-reader';
import type { Mark, MarkKind } from './mark';

/** Gives the marks of a directive to `put`, in order. */
export function markDirective(
  reader: ChunkReader,
  { name, from, to }: ChunkItem,
  put: (mark: Mark) => void,
): void {
  const last = name === '' ? from : from + 1;
  put({ from: reader.start(from), to: reader.end(last), kind: 'keyword' });
  if (isMessage.has(name)) return;
  if (name.startsWith('include') || name === 'import') return markHeader(reader, last + 1, to, put);
  const isDefinition = name === 'define';
  let at = last + 1;
  if (isDefinition && at < to) {
    put({ ...stretch(reader, at), kind: 'macro', modifier: 'declaration' });
    at++;
  }
  const parameters = isDefinition ? parametersAt(reader, at, to) : noParameters;
  for (; at < to; at++) {
    const kind = kindOf(reader, at, parameters);
    if (kind !== undefined) put({ ...stretch(reader, at), kind });
  }
}

const isMessage: ReadonlySet<string> = new Set(['error', 'warning', 'pragma', 'ident', 'sccs']);

const noParameters: ReadonlySet<string> = new Set();

function stretch(reader: ChunkReader, at: number) {
  return { from: reader.start(at), to: reader.end(at) };
}

function kindOf(
  reader: ChunkReader,
  at: number,
  parameters: ReadonlySet<string>,
): MarkKind | undefined {
  switch (reader.kind(at)) {
    case TokenKind.identifier:
      if (parameters.has(reader.text(at))) return 'parameter';
      return reader.text(at) === 'defined' ? 'keyword' : 'macro';
    case TokenKind.number:
      return 'number';
    case TokenKind.string:
    case TokenKind.char:
      return 'string';
    default:
      return undefined;
  }
}

/** The names between the parentheses that touch a macro's name. */
function parametersAt(reader: ChunkReader, at: number, to: number): ReadonlySet<string> {
  if (reader.kind(at) !== TokenKind.openParen || !reader.touches(at)) return noParameters;
  const names = new Set<string>();
  for (let i = at + 1; i < to && reader.kind(i) !== TokenKind.closeParen; i++)
    if (reader.kind(i) === TokenKind.identifier) names.add(reader.text(i));
  return names;
}

/** `"file"`, `<file>` as one string, or a macro that becomes one of them. */
function markHeader(
  reader: ChunkReader,
  from: number,
  to: number,
  put: (mark: Mark) => void,
): void {
  if (from >= to) return;
  const isAngled = reader.kind(from) === TokenKind.less;
  if (isAngled) put({ from: reader.start(from), to: reader.end(to - 1), kind: 'string' });
  else {
    const kind = kindOf(reader, from, noParameters);
    if (kind !== undefined) put({ ...stretch(reader, from), kind });
  }
}
