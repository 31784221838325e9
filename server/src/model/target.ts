/** Who reads the tree: what `--target` and the setting say, and what is made of it (design: contexts and targets). */

export type TargetName = 'auto' | 'xen' | 'system-dt' | 'none' | `xen@${string}`;

/** Xen releases that can be asked for, oldest first. */
export const xenVersions = [
  '4.12',
  '4.13',
  '4.14',
  '4.15',
  '4.16',
  '4.17',
  '4.18',
  '4.19',
  '4.20',
  '4.21',
  '4.22',
] as const;

export type XenVersion = (typeof xenVersions)[number];

export interface Target {
  /** Xen reads it; `version` is the newest when none was named. */
  readonly xen?: { readonly version: XenVersion };
  /** Lopper reads it as a System Device Tree. */
  readonly systemDt?: boolean;
  /** Why: shown in the status item, e.g. `"xen,domain" found in /chosen`. */
  readonly because: string;
}

/** Whether release `version` already has what came with `since`. */
export function isSince(version: XenVersion, since: XenVersion): boolean {
  return xenVersions.indexOf(version) >= xenVersions.indexOf(since);
}

/** Whether release `version` has all that came so far. */
export function isNewest(version: XenVersion): boolean {
  return version === xenVersions[xenVersions.length - 1];
}

/** The release of a target name such as `xen@4.17`; the newest for `xen`; undefined for others. */
export function xenVersionOf(name: string): XenVersion | undefined {
  if (name === 'xen') return xenVersions[xenVersions.length - 1];
  return xenVersions.find((it) => name === `xen@${it}`);
}
