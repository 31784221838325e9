/**
 * The files that `/incbin/` names. dtc looks beside the file that it is physically reading, which after `cpp` is the
 * root, then in the include paths (dtc srcpos.c).
 */
import { memoInside } from '../base/memo';
import type { Problem } from '../preprocessor/problem';
import type { FileSyntax, IncbinPart, NodeSyntax, Statement } from '../syntax/ast';
import type { Context } from './context';
import { includeCandidates } from './includes';

export interface Binaries {
  /** By the name as written. */
  readonly found: ReadonlyMap<string, Uint8Array>;
  /** Paths that would be tried next, and that nobody has called absent. */
  readonly missing: readonly string[];
  /** Names that no file has. */
  readonly problems: readonly Problem[];
}

/** Finds what the sources of a context name. `load` gives bytes, or says that there is no such file, or not yet. */
export function binariesOf(
  context: Context,
  sources: readonly FileSyntax[],
  load: (path: string) => Uint8Array | 'absent' | 'unknown',
): Binaries {
  const found = new Map<string, Uint8Array>();
  const missing: string[] = [];
  const problems: Problem[] = [];
  for (const part of sources.flatMap((it) => it.statements).flatMap(incbinsIn)) {
    if (found.has(part.path)) continue;
    const paths = includeCandidates(context.root, part.path, context.includePaths);
    const path = paths.find((it) => load(it) !== 'absent');
    const bytes = path === undefined ? 'absent' : load(path);
    if (path === undefined || bytes === 'absent') problems.push(notFound(part));
    else if (bytes === 'unknown') missing.push(path);
    else found.set(part.path, bytes);
  }
  const isNothing = found.size + missing.length + problems.length === 0;
  return isNothing ? nothing : { found, missing, problems };
}

/** Always the same object, so that trees without binaries stay the same too. */
const nothing: Binaries = { found: new Map(), missing: [], problems: [] };

function notFound({ path, pathSpan }: IncbinPart): Problem {
  const message = `cannot find "${path}" beside the root file or in the include paths`;
  return { code: 'syntax/incbin-not-found', severity: 'error', message, at: pathSpan };
}

const noParts: readonly IncbinPart[] = [];

/** The `/incbin/`s of one statement; untouched nodes are not searched again. Depth is bounded by `maxNodeDepth`. */
export function incbinsIn(statement: Statement): readonly IncbinPart[] {
  if (statement.kind === 'node') return incbinsInNode(statement);
  if (statement.kind !== 'property') return noParts;
  let found: IncbinPart[] | undefined;
  for (const part of statement.value?.parts ?? noParts)
    if (part.kind === 'incbin') (found ??= []).push(part);
  return found ?? noParts;
}

const incbinsInNode = memoInside(({ statements }: NodeSyntax): readonly IncbinPart[] => {
  let parts: IncbinPart[] | undefined;
  for (const it of statements) for (const part of incbinsIn(it)) (parts ??= []).push(part);
  return parts ?? noParts;
});
