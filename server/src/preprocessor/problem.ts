/** A finding of the front end: what is wrong, and where in the stream that dtc would read. */
import type { TokenRef } from '../lexer/token-chunk';
import type { Severity } from '../text/severity';
import type { Frame, Span } from './token-stream';

/** A place in a file that is not part of the stream (directives, macro bodies, skipped text). */
export interface FilePlace {
  readonly first: TokenRef;
  readonly last: TokenRef;
  readonly frame: Frame;
}

/** A stretch too long for one stream: from the first token of its head to the last of its tail, or of its head. */
export interface Stretch {
  readonly head: Span;
  readonly tail?: Span;
}

export type Place = Span | Stretch | FilePlace;

export interface RelatedPlace {
  readonly at: Place;
  readonly message: string;
}

export interface Problem {
  /** `syntax/…`, `cpp/…` or `dtc/…` */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Place;
  readonly related?: readonly RelatedPlace[];
}
