/**
 * How loudly dtc's warnings are repeated. dtc has two levels; its errors stay errors and its warnings stay warnings,
 * but for this one table: what every kernel build switches off, and what later releases of dtc took back, is not
 * worth a warning. (Linux scripts/Makefile.lib; dtc 1.7.0 and 1.8.0 release notes)
 */
import type { Severity } from '../../text/severity';

/** Warnings of dtc 1.6.1 that are shown below that level, and why. */
export const quietened: ReadonlyMap<
  string,
  { readonly severity: Severity; readonly because: string }
> = new Map([
  ['unit_address_vs_reg', { severity: 'information', because: 'Linux builds switch it off' }],
  ['simple_bus_reg', { severity: 'information', because: 'Linux builds switch it off' }],
  [
    'avoid_unnecessary_addr_size',
    { severity: 'information', because: 'Linux builds switch it off' },
  ],
  ['unique_unit_address', { severity: 'information', because: 'Linux builds switch it off' }],
  ['alias_paths', { severity: 'information', because: 'Linux builds switch it off' }],
  ['graph_child_address', { severity: 'hint', because: 'dtc 1.8.0 took the check back' }],
]);

/** The severity of a warning of dtc, by the check's name. */
export function warningLevel(check: string): Severity {
  return quietened.get(check)?.severity ?? 'warning';
}
