/**
 * The editor's settings, section `dts-chosen`, as any client may send them: every value is checked, a wrong one
 * counts as not given. In an untrusted workspace settings that name paths are left out.
 */
import { isSeverityChoice, isTargetName } from '../workspace/configuration';
import type { Severities } from '../workspace/context';
import { isAbsolute } from '../text/path';
import { normalisePath, resolvePath } from '../workspace/paths';
import { defaultSettings, type Settings } from '../workspace/settings';
import { recordOf } from './client';

export interface ReadSettings {
  readonly settings: Settings;
  /** Folders with further binding schemas. */
  readonly schemas: readonly string[];
}

/** Reads a section as it came from the client. `folder` is what relative paths start from. */
export function readSettings(section: unknown, folder: string, isTrusted: boolean): ReadSettings {
  const given = recordOf(section);
  const paths = (value: unknown) => (isTrusted ? pathsOf(value, folder) : []);
  const target =
    typeof given.target === 'string' && isTargetName(given.target) ? given.target : undefined;
  return {
    settings: {
      ...defaultSettings,
      target: target ?? defaultSettings.target,
      includePaths: paths(given.includePaths),
      defines: definesOf(given.defines),
      overlays: paths(given.overlays),
      severities: severitiesOf(given.rules),
      scope: given.scope === 'boot' ? 'boot' : 'all',
    },
    schemas: paths(given.schemas),
  };
}

/** The section out of a whole settings object; some clients nest it, some send it bare. */
export function sectionOf(settings: unknown): unknown {
  const whole = recordOf(settings);
  return whole['dts-chosen'] ?? whole.dtsChosen ?? settings;
}

function pathsOf(value: unknown, folder: string): readonly string[] {
  const texts = Array.isArray(value)
    ? value.filter((it) => typeof it === 'string' && it !== '')
    : [];
  return texts
    .map(String)
    .filter((it) => folder !== '' || isAbsolute(it))
    .map((it) => (folder === '' ? normalisePath(it) : resolvePath(folder, it)));
}

function definesOf(value: unknown): ReadonlyMap<string, string> {
  const entries = Object.entries(recordOf(value));
  return new Map(
    entries.flatMap(([name, it]): [string, string][] =>
      typeof it === 'string' || typeof it === 'number'
        ? [[name, String(it)]]
        : it === true
          ? [[name, '1']]
          : [],
    ),
  );
}

function severitiesOf(value: unknown): Severities {
  const chosen = new Map();
  for (const [rule, it] of Object.entries(recordOf(value)))
    if (typeof it === 'string' && isSeverityChoice(it)) chosen.set(rule, it);
  return chosen;
}
