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

/** Work that is cut into units. */
export interface UnitWork {
  /** What its units have found, in order, once it was put together. */
  gathered: readonly Found[] | undefined;
}

/** Shared by all units that found nothing. */
export const nothingFound: readonly Found[] = [];

/** For units that do not run yet. */
export function nothingToStop(): void {
  // There is nothing to stop yet.
}

/** Takes what a unit has found in place of what it found before, and tells whether that is anything else. */
export function settle(unit: Unit, found: readonly Found[]): boolean {
  const kept = keepFound(unit.found, found);
  if (kept === unit.found) return false;
  unit.found = kept.length > 0 ? kept : nothingFound;
  return true;
}

/** What was found is put together again when it is next told. */
export function outdate(host: UnitHost, work: UnitWork): void {
  host.told = undefined;
  work.gathered = undefined;
}
