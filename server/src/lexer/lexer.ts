/**
 * Groups the tokens of a text into chunks that end at line ends outside comments and strings, so that cutting can
 * begin anew at any chunk. The line of an include is a chunk of its own: what depends on the included file is kept
 * whatever happens to the lines around it. So are lines that were edited: where somebody types, the next key comes.
 */
import { endOf, nextToken, scanOf, type Scan } from './next-token';
import { isTrivia, TokenKind } from './token-kind';
import type { FileId, TokenChunk, TokenEnds } from './token-chunk';
import type { TextRange } from '../text/text-range';

/** How many tokens a chunk has at least, unless an include, an edit or the end of the text is near. One line may be longer. */
export const tokensPerChunk = 128;

/** The chunks of a text, in order; their texts joined are the text. An empty text has one empty chunk. */
export function lex(file: FileId, text: string): readonly TokenChunk[] {
  const { chunks } = lexUntil(file, scanOf(text), 0, () => false);
  return chunks.length > 0 ? chunks : [emptyChunk(file)];
}

/** What an empty file has. */
export function emptyChunk(file: FileId): TokenChunk {
  return { file, text: '', kinds: new Uint8Array(), ends: new Uint16Array() };
}

interface Stretch {
  readonly chunks: readonly TokenChunk[];
  /** Where cutting has ended: the end of the text, or a line end at which it was told to. */
  readonly end: number;
}

/**
 * The chunks from an offset at which a token starts. At each line end at which a chunk may end `isEnd` is asked whether
 * this one may be the last: it is given the offset and the number of tokens that the chunk would have. The lines that
 * `edited` touches are kept apart from those around them.
 */
export function lexUntil(
  file: FileId,
  scan: Scan,
  from: number,
  isEnd: (at: number, count: number) => boolean,
  edited?: TextRange,
): Stretch {
  const { text } = scan;
  const draft = draftChunk(file, text, from, edited);
  let at = from;
  while (at < text.length) {
    const packed = nextToken(scan, at);
    const kind = packed & 0x3f;
    at = endOf(packed);
    addToken(draft, kind, at);
    if (kind !== TokenKind.newline || draft.awaitsName) continue;
    endLine(draft);
    if (isEnd(at, draft.count)) break;
  }
  if (draft.count > draft.lineAt) endLine(draft);
  close(draft, draft.count);
  return { chunks: draft.chunks, end: at };
}

/** The tokens behind the last chunk, still to be divided. */
interface Draft {
  readonly file: FileId;
  readonly text: string;
  readonly chunks: TokenChunk[];
  kinds: Uint8Array;
  /** In code units from the start of the text. */
  ends: Uint32Array;
  count: number;
  /** Where the first token starts. */
  start: number;
  /** How many tokens lie before the line that is being cut. */
  lineAt: number;
  /** How many tokens there were at the first line end behind which they are enough for a chunk; 0 before it. */
  enoughAt: number;
  /** The first `#` of the line, or -1. */
  hashAt: number;
  /** Behind `/include/`: the name may stand on a later line. */
  awaitsName: boolean;
  /** The line holds an `/include/` and what follows it. */
  hasDtsInclude: boolean;
  readonly edited: TextRange | undefined;
  /** The line before belongs to what was edited. */
  isEdited: boolean;
}

function draftChunk(
  file: FileId,
  text: string,
  start: number,
  edited: TextRange | undefined,
): Draft {
  const room = Math.min(tokensPerChunk * 3, text.length - start);
  return {
    file,
    text,
    chunks: [],
    kinds: new Uint8Array(room),
    ends: new Uint32Array(room),
    count: 0,
    start,
    lineAt: 0,
    enoughAt: 0,
    hashAt: -1,
    awaitsName: false,
    hasDtsInclude: false,
    edited,
    isEdited: false,
  };
}

function addToken(draft: Draft, kind: number, end: number): void {
  const at = draft.count++;
  if (at === draft.kinds.length) {
    draft.kinds = grown(draft.kinds, new Uint8Array(at * 2));
    draft.ends = grown(draft.ends, new Uint32Array(at * 2));
  }
  draft.kinds[at] = kind;
  draft.ends[at] = end;
  if (draft.awaitsName && !isTrivia(kind)) {
    draft.awaitsName = false;
    draft.hasDtsInclude = true;
  }
  if (kind === TokenKind.slash) draft.awaitsName ||= isDtsInclude(draft, at);
  else if (kind === TokenKind.hash && draft.hashAt < 0) draft.hashAt = at;
}

function grown<A extends Uint8Array | Uint32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

function endLine(draft: Draft): void {
  keepEditedApart(draft);
  if (draft.hasDtsInclude || isIncludeLine(draft)) {
    close(draft, draft.lineAt);
    close(draft, draft.count);
  } else if (draft.count >= tokensPerChunk) {
    if (draft.enoughAt === 0) draft.enoughAt = draft.count;
    if (draft.count >= tokensPerChunk * 2) close(draft, draft.enoughAt);
  }
  draft.lineAt = draft.count;
  draft.hashAt = -1;
  draft.hasDtsInclude = false;
}

/** Begins a chunk at the first line that was edited, and another one behind the last. */
function keepEditedApart(draft: Draft): void {
  const { count, edited, ends, lineAt, start } = draft;
  if (edited === undefined) return;
  const lineStart = lineAt === 0 ? start : (ends[lineAt - 1] ?? start);
  const isEdited = lineStart <= edited.end && (ends[count - 1] ?? start) > edited.start;
  if (isEdited !== draft.isEdited) close(draft, lineAt);
  draft.isEdited = isEdited;
}

/** Makes a chunk of the first tokens; the others stay. */
function close(draft: Draft, count: number): void {
  const { chunks, ends, file, kinds, start, text } = draft;
  const end = ends[count - 1];
  if (count === 0 || end === undefined) return;
  const own: TokenEnds = end - start <= 0xffff ? new Uint16Array(count) : new Uint32Array(count);
  for (let i = 0; i < count; i++) own[i] = (ends[i] ?? 0) - start;
  chunks.push({ file, text: text.slice(start, end), kinds: kinds.slice(0, count), ends: own });
  kinds.copyWithin(0, count, draft.count);
  ends.copyWithin(0, count, draft.count);
  draft.start = end;
  draft.count -= count;
  draft.lineAt = Math.max(0, draft.lineAt - count);
  draft.hashAt = draft.hashAt < count ? -1 : draft.hashAt - count;
  draft.enoughAt = draft.count >= tokensPerChunk ? draft.count : 0;
}

/** Whether the slash is the last of `/include/`. A splice is no blank. */
function isDtsInclude(draft: Draft, slash: number): boolean {
  const name = beforeSplices(draft, slash);
  if (draft.kinds[name] !== TokenKind.identifier || textOf(draft, name) !== 'include') return false;
  return draft.kinds[beforeSplices(draft, name)] === TokenKind.slash;
}

function beforeSplices({ kinds }: Draft, from: number): number {
  let at = from - 1;
  while (kinds[at] === TokenKind.splice) at--;
  return at;
}

/** Whether the first `#` of the line begins a directive that reads a file. */
function isIncludeLine(draft: Draft): boolean {
  if (draft.hashAt < 0) return false;
  let at = draft.hashAt + 1;
  while (at < draft.count && isTrivia(draft.kinds[at] ?? 0)) at++;
  if (at >= draft.count || draft.kinds[at] !== TokenKind.identifier) return false;
  return includeNames.has(textOf(draft, at));
}

const includeNames: ReadonlySet<string> = new Set(['include', 'include_next', 'import']);

function textOf({ ends, start, text }: Draft, at: number): string {
  return text.slice(at === 0 ? start : ends[at - 1], ends[at]);
}
