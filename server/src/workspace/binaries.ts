/**
 * The files that `/incbin/` names. dtc looks beside the file that it is physically reading, which after `cpp` is the
 * root, then in the include paths (dtc srcpos.c).
 */
import { memo } from '../base/memo';
import type { FileSyntax, Statement } from '../syntax/ast';
import type { Context } from './context';
import { includeCandidates } from './includes';

export interface Binaries {
  /** By the name as written. */
  readonly found: ReadonlyMap<string, Uint8Array>;
  /** Paths that would be tried next, and that nobody has called absent. */
  readonly missing: readonly string[];
}

/** Finds what the sources of a context name. `load` gives bytes, undefined for an absent file, or 'unknown'. */
export function binariesOf(
  context: Context,
  sources: readonly FileSyntax[],
  load: (path: string) => Uint8Array | 'absent' | 'unknown',
): Binaries {
  const found = new Map<string, Uint8Array>();
  const missing: string[] = [];
  for (const name of new Set(sources.flatMap((it) => it.statements).flatMap(namesIn))) {
    for (const path of includeCandidates(context.root, name, context.includePaths)) {
      const bytes = load(path);
      if (bytes === 'absent') continue;
      if (bytes === 'unknown') missing.push(path);
      else found.set(name, bytes);
      break;
    }
  }
  return found.size + missing.length === 0 ? none : { found, missing };
}

/** Always the same object, so that trees without binaries stay the same too. */
const none: Binaries = { found: new Map(), missing: [] };

const noNames: readonly string[] = [];

/** The names in one statement; untouched statements are not searched again. */
const namesIn = memo((statement: Statement): readonly string[] => {
  if (statement.kind === 'node') {
    const inside = statement.statements.flatMap(namesIn);
    return inside.length === 0 ? noNames : inside;
  }
  if (statement.kind !== 'property' || statement.value === undefined) return noNames;
  const names = statement.value.parts.flatMap((it) => (it.kind === 'incbin' ? [it.path] : []));
  return names.length === 0 ? noNames : names;
});
