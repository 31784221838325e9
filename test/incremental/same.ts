/**
 * Whether two analyses say the same. Objects are compared part by part, in the order of their entries; what names
 * tokens is compared by where these lie in their files and how they came to be read, since streams and chunks may be
 * cut differently.
 */
import type { SourceFile } from '../../server/src/lexer/source-file';
import { startOfChunk } from '../../server/src/lexer/source-file';
import {
  tokenText,
  type FileId,
  type TokenChunk,
  type TokenRef,
} from '../../server/src/lexer/token-chunk';
import { platformOf } from '../../server/src/model/platform';
import { windowOf, type TokenSequence } from '../../server/src/preprocessor/token-sequence';
import type { Span, TokenStream } from '../../server/src/preprocessor/token-stream';
import { parseFile } from '../../server/src/syntax/file-tree';
import type { NodeRef } from '../../server/src/tree/node-ref';
import type { Analysis, Diagnostic } from '../../server/src/workspace/snapshot';

type Files = (path: string) => SourceFile | undefined;

/** An analysis with the files that it was made of. */
export interface Side {
  readonly analysis: Analysis;
  readonly file: Files;
}

/** The first difference between two analyses; undefined when they say the same. Findings may be left out. */
export function analysisDifference(
  now: Side,
  anew: Side,
  areFindingsCompared = true,
): string | undefined {
  const view = ({ analysis }: Side) => ({
    ...viewOf(analysis),
    diagnostics: areFindingsCompared ? analysis.diagnostics() : undefined,
  });
  return createComparison(now.file, anew.file)(view(now), view(anew));
}

/** The first difference between what is found in some files before all nodes are looked at and what is found from scratch. */
export function earlyDifference(
  now: Side,
  anew: Side,
  files: ReadonlySet<FileId>,
): string | undefined {
  const difference = createComparison(now.file, anew.file);
  // This rule alone may speak, at a node elsewhere, of a property that the node inherits.
  const inFiles = (found: readonly Diagnostic[]) =>
    found.filter((it) => files.has(it.file) && it.code !== 'dtc/interrupts_property');
  const early = inFiles(now.analysis.diagnosticsFor(files));
  const found = difference(early, inFiles(anew.analysis.diagnostics()));
  return found && `early findings${found}`;
}

/** The first difference between the trees of one file, as outlines and folding read it, apart from any context. */
export function fileTreeDifference(now: SourceFile, anew: SourceFile): string | undefined {
  const difference = createComparison(
    () => now,
    () => anew,
  );
  return difference(parseFile(now), parseFile(anew));
}

/** The first token in which two versions of a file differ; undefined when they have the same. */
export function tokenDifference(now: SourceFile, anew: SourceFile): string | undefined {
  if (now.text !== anew.text) return `${now.id}: the text differs`;
  if (now.length !== anew.length) return `${now.id}: the length differs`;
  const [a, b] = [tokensOf(now), tokensOf(anew)];
  for (let i = 0; i < Math.max(a.length, b.length); i++)
    if (a[i] !== b[i]) return `${now.id}: token ${i >> 1}: ${String(a[i])} is not ${String(b[i])}`;
  return undefined;
}

/** Kind and end of each token. */
function tokensOf({ chunks, starts }: SourceFile): readonly number[] {
  const all: number[] = [];
  chunks.forEach(({ kinds, ends }, i) => {
    const start = starts[i] ?? 0;
    for (let at = 0; at < kinds.length; at++) all.push(kinds[at] ?? 0, start + (ends[at] ?? 0));
  });
  return all;
}

/** Everything that an analysis says but its findings, without what serves the next one. */
function viewOf(analysis: Analysis) {
  const { preprocessed, syntax, overlays, target, tree, ...facts } = analysis;
  const { run: _run, macros, definitions, ...read } = preprocessed;
  return {
    preprocessed: { ...read, macros: macros(), definitions: definitions() },
    syntax,
    overlays,
    tree,
    target,
    model: platformOf(tree, target),
    facts: { ...facts, ...withoutAnswers },
  };
}

const withoutAnswers = {
  platform: undefined,
  diagnostics: undefined,
  diagnosticsFor: undefined,
  checkMore: undefined,
};

/** The way to the first difference, and what it is: `.tree.root.name: "a" is not "b"`. */
type Difference = string | undefined;

/** Compares what was made of files with what was made of the same files elsewhere. */
function createComparison(filesA: Files, filesB: Files) {
  /** Objects that are the same, or are being compared. */
  const pairs = new Map<unknown, unknown>();
  const startA = startsIn(filesA);
  const startB = startsIn(filesB);

  function difference(a: unknown, b: unknown): Difference {
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
      return Object.is(a, b) ? undefined : `: ${shown(a)} is not ${shown(b)}`;
    if (pairs.get(a) === b) return undefined;
    pairs.set(a, b);
    return ofObjects(a, b);
  }

  function ofObjects(a: object, b: object): Difference {
    if (Array.isArray(a) && Array.isArray(b)) return ofLists(a, b);
    if (isSpan(a) && isSpan(b)) return ofSpans(a, b) ?? ofRecords(a, b);
    if (isRef(a) && isRef(b)) return ofRefs(a, b) ?? ofRecords(a, b);
    if (isMap(a) && isMap(b)) return ofLists([...a].flat(), [...b].flat());
    if (a instanceof Set && b instanceof Set) return ofLists([...a], [...b]);
    if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) return ofLists(listOf(a), listOf(b));
    if (isSequence(a) && isSequence(b)) return ofSequences(a, b);
    if (isNodeRef(a) && isNodeRef(b)) return ofRecords(wayOf(a), wayOf(b));
    if (isSourceFile(a) && isSourceFile(b)) return difference(a.id, b.id);
    return ofRecords(a, b);
  }

  function ofLists(a: readonly unknown[], b: readonly unknown[]): Difference {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) {
      const found = difference(a[i], b[i]);
      if (found !== undefined) return `[${i}]${found}`;
    }
    if (a.length === b.length) return undefined;
    const surplus = shown(a[b.length] ?? b[a.length]);
    return `: ${a.length} entries are not ${b.length}: ${surplus}`;
  }

  /** A field that is absent is as one that is undefined. */
  function ofRecords(a: object, b: object): Difference {
    for (const key of Object.keys(a)) {
      const found = difference(partOf(a, key), partOf(b, key));
      if (found !== undefined) return `.${key}${found}`;
    }
    for (const key of Object.keys(b)) {
      if (key in a) continue;
      const found = difference(undefined, partOf(b, key));
      if (found !== undefined) return `.${key}${found}`;
    }
    return undefined;
  }

  function ofRefs({ chunk: a, index: indexA }: TokenRef, { chunk: b, index: indexB }: TokenRef) {
    return ofTokens(a, indexA, b, indexB);
  }

  /** Files have the same text on both sides, so tokens at the same place are spelled alike. */
  function ofTokens(a: TokenChunk, indexA: number, b: TokenChunk, indexB: number): Difference {
    const [baseA, baseB] = [startA(a), startB(b)];
    if (baseA !== undefined && baseB !== undefined && a.file === b.file) {
      const isSameStart = baseA + startIn(a, indexA) === baseB + startIn(b, indexB);
      if (isSameStart && baseA + endIn(a, indexA) === baseB + endIn(b, indexB)) return undefined;
    }
    return ofOddTokens(a, indexA, b, indexB);
  }

  /** Tokens that were made, that lie nowhere, or that lie at different places. */
  function ofOddTokens(a: TokenChunk, indexA: number, b: TokenChunk, indexB: number): Difference {
    const [textA, textB] = [tokenText(a, indexA), tokenText(b, indexB)];
    if (textA !== textB) return `: token ${shown(textA)} is not ${shown(textB)}`;
    if (a.madeAt !== undefined && b.madeAt !== undefined) {
      const found = ofRefs(a.madeAt, b.madeAt);
      return found === undefined ? undefined : `.madeAt${found}`;
    }
    if (a.madeAt !== b.madeAt) return ': only one token was made';
    const placeA = placeOf(a, indexA, startA(a));
    const placeB = placeOf(b, indexB, startB(b));
    return placeA === placeB ? undefined : `: ${placeA} is not ${placeB}`;
  }

  function ofStreamTokens(a: TokenStream, atA: number, b: TokenStream, atB: number): Difference {
    if (a.kinds[atA] !== b.kinds[atB]) return ': another kind';
    if (a.flags[atA] !== b.flags[atB]) return ': other flags';
    const [pieceA, pieceB] = [a.pieces[atA] ?? 0, b.pieces[atB] ?? 0];
    const [chunkA, chunkB] = [a.chunks[pieceA], b.chunks[pieceB]];
    const isInA = atA >= 0 && atA < a.length && chunkA !== undefined;
    const isInB = atB >= 0 && atB < b.length && chunkB !== undefined;
    if (!isInA || !isInB) return isInA === isInB ? undefined : ': one of the tokens is missing';
    const found = ofTokens(chunkA, a.indexes[atA] ?? 0, chunkB, b.indexes[atB] ?? 0);
    if (found !== undefined) return found;
    const frame = difference(a.frames[pieceA], b.frames[pieceB]);
    return frame === undefined ? undefined : `.frame${frame}`;
  }

  /** The first and the last token, and how many; an empty span stands behind the token before it. */
  function ofSpans(a: Span, b: Span): Difference {
    const length = a.to - a.from;
    if (length !== b.to - b.from) return `: ${length} tokens are not ${b.to - b.from}`;
    if ((a.stream.length === 0) !== (b.stream.length === 0)) return ': nowhere';
    const isFirst = a.from === 0 || b.from === 0;
    if (length <= 0) {
      if (isFirst && a.from !== b.from) return `: at ${a.from}, not at ${b.from}`;
      const before = isFirst ? 0 : 1;
      return ofStreamTokens(a.stream, a.from - before, b.stream, b.from - before);
    }
    return (
      ofStreamTokens(a.stream, a.from, b.stream, b.from) ??
      (length === 1 ? undefined : ofStreamTokens(a.stream, a.to - 1, b.stream, b.to - 1))
    );
  }

  function ofSequences(a: TokenSequence, b: TokenSequence): Difference {
    if (a.length !== b.length) return `: ${a.length} tokens are not ${b.length}`;
    if (a.braces !== b.braces) return `: ${a.braces} braces are not ${b.braces}`;
    const [inA, inB] = [windowOf(a, 0, a.length), windowOf(b, 0, b.length)];
    for (let i = 0; i < a.length; i++) {
      const found = ofStreamTokens(inA, i, inB, i);
      if (found !== undefined) return `[${i}]${found}`;
    }
    return undefined;
  }

  return difference;
}

/** Where chunks start in their files; the same for all tokens of a chunk. */
function startsIn(files: Files): (chunk: TokenChunk) => number | undefined {
  const known = new Map<TokenChunk, number | undefined>();
  return (chunk) => {
    const found = known.get(chunk);
    if (found !== undefined || known.has(chunk)) return found;
    const file = chunk.madeAt === undefined ? files(chunk.file) : undefined;
    const start = file && startOfChunk(file, chunk);
    known.set(chunk, start);
    return start;
  };
}

function startIn({ ends }: TokenChunk, index: number): number {
  return index === 0 ? 0 : (ends[index - 1] ?? 0);
}

function endIn({ ends }: TokenChunk, index: number): number {
  return ends[index] ?? 0;
}

function placeOf(chunk: TokenChunk, index: number, base: number | undefined): string {
  if (base === undefined) return `nowhere in ${chunk.file}`;
  return `${chunk.file}:${base + startIn(chunk, index)}-${base + endIn(chunk, index)}`;
}

/** A field; what a span's own stream decides is told by its tokens, and its parts are counted from its start. */
function partOf(it: object, key: string): unknown {
  const value = (it as Record<string, unknown>)[key];
  switch (key) {
    case 'stream':
    case 'from':
    case 'to':
      return isSpan(it) ? undefined : value;
    case 'chunk':
    case 'index':
      return isRef(it) ? undefined : value;
    case 'first':
      return isSpan(it) && typeof value === 'number' ? value - it.from : value;
    case 'extents':
      return isSpan(it) && Array.isArray(value) ? value.map((n) => Number(n) - it.from) : value;
    default:
      return value;
  }
}

function isSpan(it: object): it is Span {
  return 'stream' in it && 'from' in it && 'to' in it;
}

/** A map, or what stands for one. */
function isMap(it: object): it is ReadonlyMap<unknown, unknown> {
  return it instanceof Map || ('entries' in it && 'keys' in it && 'get' in it);
}

function isRef(it: object): it is TokenRef {
  return 'chunk' in it && 'index' in it;
}

function isNodeRef(it: object): it is NodeRef {
  return 'node' in it && 'path' in it && 'depth' in it;
}

/** A node and its way up; what else a reference holds is remembered work. */
function wayOf({ depth, node, parent, path }: NodeRef): object {
  return { depth, node, parent, path };
}

function isSequence(it: object): it is TokenSequence {
  return 'pieces' in it && 'braces' in it && 'starts' in it;
}

function isSourceFile(it: object): it is SourceFile {
  return 'chunks' in it && 'lineage' in it;
}

function listOf(it: ArrayBufferView): readonly number[] {
  return [...new Uint8Array(it.buffer, it.byteOffset, it.byteLength)];
}

function shown(it: unknown): string {
  if (typeof it !== 'object' || it === null) return typeof it === 'string' ? `"${it}"` : String(it);
  const own = Object.entries(it)
    .filter(([, value]) => typeof value !== 'object' && typeof value !== 'function')
    .map(([key, value]) => `${key}: ${shown(value)}`);
  return `{ ${own.join(', ')} }`;
}
