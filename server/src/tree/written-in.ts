/** Whether the source of a node stands, in part at least, in one of some files. */
import type { FileId } from '../lexer/token-chunk';
import { streamFrame, type Span } from '../preprocessor/token-stream';
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

function isReadFrom({ from, stream }: Span, files: ReadonlySet<FileId>): boolean {
  const frame = streamFrame(stream, from);
  if (frame === undefined) return false;
  return files.has(frame.kind === 'file' ? frame.file : frame.parent.file);
}
