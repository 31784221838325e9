/** Whether the source of a node stands, in part at least, in one of some files. */
import type { FileId } from '../lexer/token-chunk';
import { streamFrame, type Span, type TokenStream } from '../preprocessor/token-stream';
import type { DtNode } from './dt-node';

/**
 * Whether a block of the node, a property, or what takes something out of it, begins in one of the files or is made
 * there by a macro. A block may begin in one file and go on in another.
 */
export function isWrittenIn(
  { definitions, deletions, properties }: DtNode,
  files: ReadonlySet<FileId>,
): boolean {
  if (definitions.some(({ head }) => isReadFrom(head, files))) return true;
  for (const { definitions: written } of properties.values())
    if (written.some((it) => isReadFrom(it, files))) return true;
  return deletions.some(({ at }) => isReadFrom(at, files));
}

/** By its ends: what is between them may come from elsewhere. */
function isReadFrom({ from, stream, to }: Span, files: ReadonlySet<FileId>): boolean {
  return isTokenFrom(stream, from, files) || isTokenFrom(stream, to - 1, files);
}

function isTokenFrom(stream: TokenStream, at: number, files: ReadonlySet<FileId>): boolean {
  const frame = streamFrame(stream, at);
  if (frame === undefined) return false;
  return files.has(frame.kind === 'file' ? frame.file : frame.parent.file);
}
