/**
 * The messages that client and server exchange beyond the protocol, as docs/extensions.md
 * describes them. The server declares the same shapes on its side; nothing else may be assumed.
 */
import { NotificationType, RequestType } from 'vscode-languageclient';

/** What the server knows about an open file: in which context it was read, and for whom. */
export interface Status {
  /** The open file, as the client named it. */
  readonly uri: string;
  /** Absent when no root file reaches this one. */
  readonly context?: StatusContext;
  readonly target: {
    /** A value of the setting `dts-chosen.target`, never `auto`. */
    readonly name: string;
    /** Why this target: a clause that may follow a colon. */
    readonly because: string;
  };
}

/** The root file whose composed tree the open file is part of. */
export interface StatusContext {
  /** Display name of the root file. */
  readonly root: string;
  /** URI of the root file. */
  readonly file: string;
  /** Number of overlays applied. */
  readonly overlays: number;
}

/** Server to client, whenever the status of an open file has changed. */
export const statusNotification = new NotificationType<Status>('dts-chosen/status');

export interface ComposedTreeParams {
  readonly uri: string;
  /** Whether each line tells which file and line it came from. */
  readonly provenance: boolean;
}

/** Client to server: the composed tree of the context of a file, as DTS text. */
export const composedTreeRequest = new RequestType<
  ComposedTreeParams,
  { readonly text: string },
  void
>('dts-chosen/composedTree');
