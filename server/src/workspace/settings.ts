/**
 * What the user chose outside the sources: in the editor's settings or on the command line. Paths are absolute by
 * the time they come here, and an untrusted workspace's paths have already been left out.
 */
import { memo } from '../base/memo';
import type { TargetName } from '../model/target';
import type { Scope, Severities } from './context';
import { isBelow } from './paths';

export interface Settings {
  readonly target: TargetName;
  readonly includePaths: readonly string[];
  readonly defines: ReadonlyMap<string, string>;
  /** Applied to every root that is no overlay itself. */
  readonly overlays: readonly string[];
  readonly severities: Severities;
  readonly scope: Scope;
  /** Given for this one run, as options are: they win over `.dts-chosen.json`. */
  readonly isOverriding: boolean;
}

/** Settings that hold for one workspace folder; `folder` "" holds for files outside all folders. */
export interface FolderSettings {
  readonly folder: string;
  readonly settings: Settings;
}

/** What holds when nobody has chosen anything. */
export const defaultSettings: Settings = {
  target: 'auto',
  includePaths: [],
  defines: new Map(),
  overlays: [],
  severities: new Map(),
  scope: 'all',
  isOverriding: false,
};

const longestFirst = memo((all: readonly FolderSettings[]): readonly FolderSettings[] =>
  [...all].sort((a, b) => b.folder.length - a.folder.length),
);

/** The settings that hold for a file: those of the innermost folder. */
export function settingsFor(all: readonly FolderSettings[], file: string): Settings {
  const found = longestFirst(all).find(({ folder }) => folder === '' || isBelow(file, folder));
  return found?.settings ?? defaultSettings;
}
