/**
 * Whether two analyses say the same. Objects are compared part by part, in the order of their entries; what names
 * tokens is compared by where these lie in their files and how they came to be read, since streams and chunks may be
 * cut differently.
 */
import type { SourceFile } from '../../server/src/lexer/source-file';
import { startOfChunk } from '../../server/src/lexer/source-file';
import { rangeInChunk, tokenText, type TokenRef } from '../../server/src/lexer/token-chunk';
import { windowOf, type TokenSequence } from '../../server/src/preprocessor/token-sequence';
import { streamFrame, streamRef, type Span } from '../../server/src/preprocessor/token-stream';
import type { NodeRef } from '../../server/src/tree/node-ref';
import type { Analysis } from '../../server/src/workspace/snapshot';

type Files = (path: string) => SourceFile | undefined;

/** An analysis with the files that it was made of. */
export interface Side {
  readonly analysis: Analysis;
  readonly file: Files;
}

/** The first difference between two analyses; undefined when they say the same. */
export function analysisDifference(now: Side, anew: Side): string | undefined {
  const comparison = compareFiles(now.file, anew.file);
  return comparison.difference('', viewOf(now.analysis), viewOf(anew.analysis));
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

/** Everything that an analysis says, without what serves the next one. */
function viewOf(analysis: Analysis) {
  const { preprocessed, syntax, overlays, tree, model, ...facts } = analysis;
  const { run: _run, macros, definitions, ...read } = preprocessed;
  return {
    preprocessed: { ...read, macros: macros(), definitions: definitions() },
    syntax,
    overlays,
    tree,
    model,
    facts: { ...facts, diagnostics: undefined },
    diagnostics: analysis.diagnostics(),
  };
}

interface Comparison {
  difference(path: string, a: unknown, b: unknown): string | undefined;
}

function compareFiles(fileA: Files, fileB: Files): Comparison {
  /** Objects that are the same, or are being compared. */
  const pairs = new Map<object, object>();

  function difference(path: string, a: unknown, b: unknown): string | undefined {
    if (Object.is(a, b) && typeof a !== 'object') return undefined;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
      return `${path}: ${shown(a)} is not ${shown(b)}`;
    if (pairs.get(a) === b) return undefined;
    pairs.set(a, b);
    return ofObjects(path, a, b);
  }

  function ofObjects(path: string, a: object, b: object): string | undefined {
    if (Array.isArray(a) && Array.isArray(b)) return ofLists(path, a, b);
    if (a instanceof Map && b instanceof Map) return ofLists(path, [...a].flat(), [...b].flat());
    if (a instanceof Set && b instanceof Set) return ofLists(path, [...a], [...b]);
    if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b))
      return a === b ? undefined : ofLists(path, listOf(a), listOf(b));
    if (isSequence(a) && isSequence(b)) return ofSequences(path, a, b);
    if (isRef(a) && isRef(b)) return ofRefs(path, a, b) ?? ofRecords(path, a, b);
    if (isNodeRef(a) && isNodeRef(b)) return ofRecords(path, wayOf(a), wayOf(b));
    if (isSourceFile(a) && isSourceFile(b)) return difference(`${path}.id`, a.id, b.id);
    if (isSpan(a) && isSpan(b)) {
      const place = ofSpans(path, a, b);
      if (place !== undefined) return place;
    }
    return ofRecords(path, a, b);
  }

  function ofLists(path: string, a: readonly unknown[], b: readonly unknown[]) {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const found = difference(`${path}[${i}]`, a[i], b[i]);
      if (found !== undefined) return found;
    }
    if (a.length === b.length) return undefined;
    const surplus = shown(a[b.length] ?? b[a.length]);
    return `${path}: ${a.length} entries are not ${b.length}: ${surplus}`;
  }

  function ofRecords(path: string, a: object, b: object): string | undefined {
    const [inA, inB] = [new Map(entriesOf(a)), new Map(entriesOf(b))];
    for (const key of new Set([...inA.keys(), ...inB.keys()])) {
      const found = difference(`${path}.${key}`, inA.get(key), inB.get(key));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function ofRefs(path: string, a: TokenRef, b: TokenRef): string | undefined {
    const [textA, textB] = [tokenText(a.chunk, a.index), tokenText(b.chunk, b.index)];
    if (textA !== textB) return `${path}: token ${shown(textA)} is not ${shown(textB)}`;
    const { madeAt: madeA } = a.chunk;
    const { madeAt: madeB } = b.chunk;
    if (madeA !== undefined || madeB !== undefined) {
      if (madeA === undefined || madeB === undefined) return `${path}: only one token was made`;
      return ofRefs(`${path}.madeAt`, madeA, madeB);
    }
    const [placeA, placeB] = [placeOf(a, fileA), placeOf(b, fileB)];
    return placeA === placeB ? undefined : `${path}: ${placeA} is not ${placeB}`;
  }

  function ofTokens(path: string, a: Span, b: Span, i: number): string | undefined {
    const { from: fromA, stream: streamA } = a;
    const { from: fromB, stream: streamB } = b;
    if (streamA.kinds[fromA + i] !== streamB.kinds[fromB + i]) return `${path}: another kind`;
    if (streamA.flags[fromA + i] !== streamB.flags[fromB + i]) return `${path}: other flags`;
    const [refA, refB] = [streamRef(streamA, fromA + i), streamRef(streamB, fromB + i)];
    if (refA === undefined || refB === undefined)
      return refA === refB ? undefined : `${path}: one of the tokens is missing`;
    return (
      ofRefs(path, refA, refB) ??
      difference(`${path}.frame`, streamFrame(streamA, fromA + i), streamFrame(streamB, fromB + i))
    );
  }

  /** The first and the last token, and how many; an empty span stands behind the token before it. */
  function ofSpans(path: string, a: Span, b: Span): string | undefined {
    const length = a.to - a.from;
    if (length !== b.to - b.from) return `${path}: ${length} tokens are not ${b.to - b.from}`;
    if ((a.stream.length === 0) !== (b.stream.length === 0)) return `${path}: nowhere`;
    if (length > 0) return ofTokens(path, a, b, 0) ?? ofTokens(`${path}.last`, a, b, length - 1);
    const isFirst = a.from === 0 || b.from === 0;
    if (isFirst && a.from !== b.from) return `${path}: at ${a.from}, not at ${b.from}`;
    return ofTokens(`${path}.empty`, a, b, isFirst ? 0 : -1);
  }

  function ofSequences(path: string, a: TokenSequence, b: TokenSequence): string | undefined {
    if (a.length !== b.length) return `${path}: ${a.length} tokens are not ${b.length}`;
    if (a.braces !== b.braces) return `${path}: ${a.braces} braces are not ${b.braces}`;
    const all = (it: TokenSequence): Span => {
      return { stream: windowOf(it, 0, it.length), from: 0, to: it.length };
    };
    const [inA, inB] = [all(a), all(b)];
    for (let i = 0; i < a.length; i++) {
      const found = ofTokens(`${path}[${i}]`, inA, inB, i);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return { difference };
}

/** What a span's own stream decides is told by its tokens. */
function entriesOf(it: object): readonly (readonly [string, unknown])[] {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(it);
  if (isRef(it)) return entries.filter(([key]) => key !== 'chunk' && key !== 'index');
  if (!isSpan(it)) return entries;
  const { from } = it;
  // Tokens of a value are counted in its stream.
  return entries.flatMap(([key, value]): readonly (readonly [string, unknown])[] => {
    if (key === 'stream' || key === 'from' || key === 'to') return [];
    if (key === 'first' && typeof value === 'number') return [[key, value - from]];
    if (key === 'extents' && Array.isArray(value))
      return [[key, value.map((n) => Number(n) - from)]];
    return [[key, value]];
  });
}

function placeOf(ref: TokenRef, files: Files): string {
  const file = files(ref.chunk.file);
  const base = file && startOfChunk(file, ref.chunk);
  if (base === undefined) return `nowhere in ${ref.chunk.file}`;
  const { start, end } = rangeInChunk(ref.chunk, ref.index);
  return `${ref.chunk.file}:${base + start}-${base + end}`;
}

function isSpan(it: object): it is Span {
  return 'stream' in it && 'from' in it && 'to' in it;
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
