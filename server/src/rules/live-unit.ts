/** A unit of the work of live rules: what it found when it last ran. */
import type { Found, RawDiagnostic } from './found';

export interface Unit {
  found: readonly Found[];
  stop: () => void;
}

/** Who has the units: it counts their runs, and tells anew when one of them has found anything else. */
export interface UnitHost {
  readonly counter: { runs: number };
  told: readonly RawDiagnostic[] | undefined;
}

/** Shared by all units that found nothing. */
export const nothingFound: readonly Found[] = [];

/** For units that do not run yet. */
export function nothingToStop(): void {
  // There is nothing to stop yet.
}

/** Takes what a unit has found in place of what it found before. */
export function settle(host: UnitHost, unit: Unit, found: readonly Found[]): void {
  if (found.length > 0 || unit.found.length > 0) host.told = undefined;
  unit.found = found.length > 0 ? found : nothingFound;
}
