/**
 * Which file an `#include` or `/include/` names: what the preprocessor found, and in text that it does not read what it
 * would find. Only files that the snapshot knows are found.
 */
import {
  fileId,
  rangeInChunk,
  significantTokens,
  type FileId,
  type TokenChunk,
} from '../lexer/token-chunk';
import { chunkItems, type ChunkItem } from '../preprocessor/chunk-items';
import { includeCandidates } from '../workspace/includes';
import type { TextRange } from '../text/text-range';
import type { Snapshot } from '../workspace/snapshot';

export interface IncludeTarget {
  /** The name without its quotes or angle brackets. */
  readonly range: TextRange;
  readonly name: string;
  /** Absent when no such file is known. */
  readonly target?: FileId;
}

/** Every `#include` and `/include/` of a file in order. */
export function includesIn(snapshot: Snapshot, id: FileId): readonly IncludeTarget[] {
  const file = snapshot.file(id);
  if (file === undefined) return [];
  const context = snapshot.contextOf(id);
  const resolved = context ? snapshot.analysis(context).preprocessed.includes : [];
  return file.chunks.flatMap((chunk, ordinal) =>
    chunkItems(chunk).flatMap((item) => {
      const found = namedBy(chunk, item, file.starts[ordinal] ?? 0);
      if (found === undefined) return [];
      const { indexes } = significantTokens(chunk);
      const isHere = ({ at }: (typeof resolved)[number]) =>
        at.chunk === chunk &&
        at.index >= (indexes[item.from] ?? 0) &&
        at.index <= (indexes[item.to - 1] ?? 0);
      const target = resolved.find(isHere)?.file ?? searched(snapshot, file.id, found.name);
      return [{ ...found, ...(target !== undefined && { target }) }];
    }),
  );
}

/** For text that the context does not read: where the compilers would look. */
function searched(snapshot: Snapshot, from: FileId, name: string): FileId | undefined {
  const paths = snapshot.contextsOf(from).flatMap((it) => it.includePaths);
  for (const candidate of includeCandidates(from, name, paths)) {
    const found = snapshot.file(fileId(candidate));
    if (found !== undefined) return found.id;
  }
  return undefined;
}

function namedBy(
  chunk: TokenChunk,
  item: ChunkItem,
  base: number,
): Pick<IncludeTarget, 'name' | 'range'> | undefined {
  const isInclude = item.name === 'include' || item.name === 'include_next';
  if (!isInclude) return undefined;
  const { indexes } = significantTokens(chunk);
  const first = item.from + (item.kind === 'dts-include' ? 3 : 2);
  if (first >= item.to) return undefined;
  const start = rangeInChunk(chunk, indexes[first] ?? 0).start;
  const end = rangeInChunk(chunk, indexes[item.to - 1] ?? 0).end;
  const match = /^(?:"([^"\n]*)"|<([^>\n]*)>)/.exec(chunk.text.slice(start, end));
  const name = match?.[1] ?? match?.[2];
  if (name === undefined || name === '') return undefined;
  const from = base + start + 1;
  return { name, range: { start: from, end: from + name.length } };
}
