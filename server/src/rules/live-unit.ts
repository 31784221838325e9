/** A unit of the work of live rules: what it found when it last ran. */
import type { Found, RawDiagnostic } from './found';
import { keepFound } from './same-found';

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

/** Takes what a unit has found in place of what it found before; what is the same stays the same object. */
export function settle(host: UnitHost, unit: Unit, found: readonly Found[]): void {
  const kept = keepFound(unit.found, found);
  if (kept === unit.found) return;
  host.told = undefined;
  unit.found = kept.length > 0 ? kept : nothingFound;
}
