/** What a feature of the protocol is given: one file as it is now, and what turns answers into the client's terms. */
import type { SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import type { Snapshot } from '../workspace/snapshot';
import type { Client } from './client';
import type { Session } from './session';
import type { Places } from './to-lsp';

export interface View extends Places {
  readonly client: Client;
  readonly file: FileId;
  readonly source: SourceFile;
  /** The version of an open document. */
  readonly versionOf: (file: FileId) => number | undefined;
}

/** The view of a file in a snapshot; undefined when the snapshot does not know the file. */
export function viewOf(session: Session, snapshot: Snapshot, file: FileId): View | undefined {
  const source = snapshot.file(file);
  if (source === undefined) return undefined;
  return {
    client: session.client,
    snapshot,
    file,
    source,
    uriOf: session.uriOf,
    versionOf: (it) => session.documents.get(it)?.version,
  };
}
