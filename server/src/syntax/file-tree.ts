/**
 * The context-free tree of one file: macros unexpanded, directives left out, every branch of a conditional present.
 * Good for outlines and folding; its problems mean nothing, because only a context can say what is wrong.
 */
import { memo } from '../base/memo';
import { significantTokens } from '../lexer/token-chunk';
import type { SourceFile } from '../lexer/source-file';
import { chunkItems } from '../preprocessor/chunk-items';
import { createStreamBuilder } from '../preprocessor/stream-builder';
import { pieceOf, sequenceOf } from '../preprocessor/token-sequence';
import type { FileFrame } from '../preprocessor/token-stream';
import { parse, type Parse } from './parser';

/** Parses a file by itself. */
export const parseFile = memo((file: SourceFile): Parse => {
  const builder = createStreamBuilder();
  const frame: FileFrame = { kind: 'file', file: file.id };
  for (const chunk of file.chunks) {
    let from = 0;
    for (const item of chunkItems(chunk)) {
      builder.copy(chunk, from, item.from, frame);
      from = item.to;
    }
    builder.copy(chunk, from, significantTokens(chunk).indexes.length, frame);
  }
  const stream = builder.build();
  return parse(sequenceOf(stream.length > 0 ? [pieceOf(stream, 0, stream.length)] : []));
});
