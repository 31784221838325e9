/**
 * A context is what dtc would be given: a root file with its include paths, defines and overlays; and what the
 * tree cannot say itself: who reads it, facts about the board, and the severities that the user chose.
 */
import type { FileId } from '../lexer/token-chunk';
import type { Board } from '../model/board';
import type { TargetName } from '../model/target';
import type { Severity } from '../text/severity';

export interface Context {
  readonly root: FileId;
  /** Absolute folders, searched in order after the including file's own folder. */
  readonly includePaths: readonly string[];
  /** `-D NAME=VALUE`; a name without a value is 1. */
  readonly defines: ReadonlyMap<string, string>;
  /** Overlays applied to the root, in order. */
  readonly overlays: readonly FileId[];
  /** The own trees of guests: files that Xen reads beside the root, by the names of their domains. */
  readonly guests: ReadonlyMap<string, FileId>;
  readonly target: TargetName;
  /** Where the context comes from: shown to the user. */
  readonly foundBy: 'configuration' | 'settings' | 'source tree' | 'file';
  /** `board` of `.dts-chosen.json`: facts that no devicetree holds. */
  readonly board: Board;
  /** Severity by rule; rules that are not named keep their own. */
  readonly severities: Severities;
  /** `boot`: only boot modules and domains are reported, the rest is another extension's work. */
  readonly scope: Scope;
}

export type Severities = ReadonlyMap<string, Severity | 'off'>;

export type Scope = 'all' | 'boot';
