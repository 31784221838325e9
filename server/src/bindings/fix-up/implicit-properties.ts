/**
 * Properties that every closed node schema allows without saying so: `status`, `phandle`, `bootph-*`, pin control, and
 * the companions of `clocks` and `ranges`. Only a schema that closes a node (`additionalProperties` or
 * `unevaluatedProperties`) needs them. Facts: dt-schema's fixups.
 */
import { draftAt, setDefault, type Draft } from './draft';

const everywhere = [
  'phandle',
  'status',
  'secure-status',
  '$nodename',
  'bootph-pre-sram',
  'bootph-verify',
  'bootph-pre-ram',
  'bootph-some-ram',
  'bootph-all',
];

const withClocks = [
  'assigned-clocks',
  'assigned-clock-rates-u64',
  'assigned-clock-rates',
  'assigned-clock-parents',
  'assigned-clock-sscs',
];

/** Adds them to the schema of one node. */
export function addImplicitProperties(draft: Draft): void {
  if (
    !Object.hasOwn(draft, 'additionalProperties') &&
    !Object.hasOwn(draft, 'unevaluatedProperties')
  ) {
    return;
  }
  const names = new Set([
    ...Object.keys(draftAt(draft, 'properties') ?? {}),
    ...Object.keys(draftAt(draft, 'patternProperties') ?? {}),
  ]);
  if (names.has('clocks') && !names.has('assigned-clocks')) allow(draft, withClocks);
  if (names.has('ranges')) allow(draft, ['dma-ranges']);
  if (draft['additionalProperties'] === true || draft['unevaluatedProperties'] === true) return;
  allow(draft, everywhere);
  if ([...names].some((it) => /^pinctrl-[0-9]/.test(it))) return;
  allow(draft, ['pinctrl-names']);
  setDefault(draft, 'patternProperties', {});
  const patterns = draftAt(draft, 'patternProperties');
  if (patterns !== undefined) patterns['^pinctrl-[0-9]+$'] = true;
}

function allow(draft: Draft, names: readonly string[]): void {
  setDefault(draft, 'properties', {});
  const properties = draftAt(draft, 'properties');
  if (properties === undefined) return;
  for (const name of names) setDefault(properties, name, true);
}
