/**
 * Sources that are read in part: a `.dtsi` that no known root includes, and a root with an include that was not found.
 * They are not accused of lacking what the missing part may bring: header, labels, macros. An overlay (`/plugin/`) is
 * whole in this sense: dtc reads it alone.
 */
import type { FileSyntax } from '../syntax/ast';
import { hasVersion, isPlugin } from '../syntax/file-order';
import type { Problem } from '../preprocessor/problem';

/** Whether a part of a source is missing. `problems` are those of preprocessing it. */
export function isPartial(root: string, syntax: FileSyntax, problems: readonly Problem[]): boolean {
  if (problems.some((it) => it.code === 'cpp/include-not-found')) return true;
  const isNamedAsPart = /\.(?:dtsi|overlay|h|inc)$/i.test(root);
  return isNamedAsPart && !hasVersion(syntax) && !isPlugin(syntax);
}

/** Whether the missing part may bring what the problem misses. */
export function mayComeFromElsewhere({ code }: Problem): boolean {
  return broughtByOthers.has(code);
}

const broughtByOthers: ReadonlySet<string> = new Set([
  'syntax/undefined-macro',
  'syntax/unknown-reference',
]);
