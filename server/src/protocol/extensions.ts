/** The messages beyond the protocol (docs/extensions.md); the VS Code client declares the same shapes. */
import { NotificationType, RequestType } from 'vscode-languageserver/node';

export interface Status {
  /** The open file, as the client named it. */
  readonly uri: string;
  /** Absent when no root file reaches this one. */
  readonly context?: StatusContext;
  readonly target: {
    /** Who reads the tree, never `auto`. */
    readonly name: string;
    /** Why: a clause that may follow a colon. */
    readonly because: string;
  };
}

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
