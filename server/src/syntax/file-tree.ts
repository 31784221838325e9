/**
 * The context-free tree of one file: macros unexpanded, directives left out, every branch of a conditional present.
 * Good for outlines and folding; its problems mean nothing, because only a context can say what is wrong.
 */
import { memo, memoInside } from '../base/memo';
import { significantTokens, type TokenChunk } from '../lexer/token-chunk';
import type { SourceFile } from '../lexer/source-file';
import { chunkItems } from '../preprocessor/chunk-items';
import { createStreamBuilder, type StreamBuilder } from '../preprocessor/stream-builder';
import { sequenceOf, type Piece } from '../preprocessor/token-sequence';
import type { FileFrame } from '../preprocessor/token-stream';
import { parse, type Parse } from './parser';

/** Parses a file by itself; after an edit, only what it touched. */
export const parseFile = memo((file: SourceFile): Parse => {
  const pieces: Piece[] = [];
  for (const chunk of file.chunks) {
    const piece = textOf(chunk);
    if (piece !== undefined) pieces.push(piece);
  }
  const latest = latestOf(file.lineage);
  latest.parse = parse(sequenceOf(pieces), latest.parse);
  return latest.parse;
});

/** The last version that was parsed of the files that were edited from one. */
const latestOf = memo((_lineage: object): { parse?: Parse } => ({}));

/** The tokens of a chunk outside directives; undefined when there is none. */
const textOf = memoInside((chunk: TokenChunk): Piece | undefined => {
  const { length } = significantTokens(chunk).indexes;
  const builder = createStreamBuilder(length);
  const frame: FileFrame = { kind: 'file', file: chunk.file };
  let from = 0;
  for (const item of chunkItems(chunk)) {
    builder.copy(chunk, from, item.from, frame);
    from = item.to;
  }
  builder.copy(chunk, from, length, frame);
  return builder.length() === 0 ? undefined : wholeOf(builder);
});

function wholeOf(builder: StreamBuilder): Piece {
  const piece = builder.piece(0);
  builder.build();
  return piece;
}
