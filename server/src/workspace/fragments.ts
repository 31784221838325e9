/**
 * What a fragment on its own is not accused of: a `.dtsi` that no known root includes lacks, without being wrong,
 * the header, labels and macros that its includer brings. An overlay (`/plugin/`) is no fragment in this sense: dtc
 * reads it alone.
 */
import type { DeviceTree } from '../tree/dt-node';
import type { Problem } from '../preprocessor/problem';

/** Whether a root is read for want of its includer. */
export function isLoneFragment(root: string, tree: DeviceTree): boolean {
  return !tree.hasVersion && !tree.isPlugin && /\.(?:dtsi|overlay|h|inc)$/i.test(root);
}

/** Whether the includer of a fragment may bring what the problem misses. */
export function mayComeFromIncluder({ code }: Problem): boolean {
  return broughtByIncluders.has(code);
}

const broughtByIncluders: ReadonlySet<string> = new Set([
  'syntax/undefined-macro',
  'syntax/unknown-reference',
]);
