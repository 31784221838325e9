/**
 * A finding in its file, at its offsets, with the severity that the user chose for it; and the order in which findings
 * are shown. One that lies nowhere in a file is shown at the start of the root, never dropped.
 */
import type { SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import { locate, type Located } from '../preprocessor/locate';
import type { Place } from '../preprocessor/problem';
import type { Fix } from '../rules/fix';
import { severities, type Severity } from '../text/severity';
import type { Context } from './context';
import type { Diagnostic, RelatedLocation } from './snapshot';

/** A finding before it is known where in which file it lies. */
export interface Draft {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Place;
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
  readonly fixes?: readonly Fix[];
  readonly tags?: Diagnostic['tags'];
}

/** The files of a context, in which places lie. */
export interface ContextFiles {
  /** It also says which findings the user wants to see. */
  readonly context: Context;
  /** The root first. */
  readonly reads: readonly FileId[];
  readonly file: (path: string) => SourceFile | undefined;
}

/** The order in which findings are shown: by file (the root first), position, severity, code. */
export function comparedBy(reads: readonly FileId[]): (a: Diagnostic, b: Diagnostic) => number {
  const rank = new Map(reads.map((file, i) => [file, i]));
  const rankOf = (file: FileId) => rank.get(file) ?? reads.length;
  return (a, b) =>
    (a.file === b.file ? 0 : rankOf(a.file) - rankOf(b.file)) ||
    a.range.start - b.range.start ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compareText(a.code, b.code) ||
    a.range.end - b.range.end ||
    compareText(a.message, b.message);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A diagnostic that knows what was found. */
export interface Placed<T extends object> extends Diagnostic {
  readonly origin: T;
}

/**
 * A finding where it lies; undefined when the user does not want it. `lost` is told when its place, or one that is
 * related, lies nowhere.
 */
export function placedOf<T extends object>(
  draft: Draft,
  origin: T,
  { context, file }: ContextFiles,
  lost?: Set<T>,
): Placed<T> | undefined {
  const severity = severityOf(context, draft);
  if (severity === 'off' || !isInScope(context, draft.code)) return undefined;
  const at = locate(draft.at, file);
  if (at === undefined) lost?.add(origin);
  const related: RelatedLocation[] = [];
  for (const { at: place, message } of draft.related ?? []) {
    const found = locate(place, file);
    if (found) related.push({ file: found.file, range: found.range, message });
    else lost?.add(origin);
  }
  return {
    code: draft.code,
    severity,
    message: draft.message,
    file: at?.file ?? context.root,
    range: at?.range ?? { start: 0, end: 0 },
    related: at ? [...related, ...wayTo(at)] : related,
    fixes: draft.fixes ?? [],
    tags: draft.tags ?? [],
    origin,
    spot: {},
  };
}

/** What the user chose for the rule, else for its group (`dtc/*`), else what the finding says. */
export function severityOf(
  { severities: chosen }: Context,
  { code, severity }: Pick<Draft, 'code' | 'severity'>,
): Severity | 'off' {
  if (chosen.size === 0) return severity;
  return chosen.get(code) ?? chosen.get(code.replace(/\/.*$/, '/*')) ?? severity;
}

/** The groups that are about boot modules and domains. */
function isInScope({ scope }: Context, code: string): boolean {
  return scope === 'all' || /^(?:xen|sdt|boot|schema)\//.test(code);
}

/** How the text came to be read: through a macro, and by which includes. */
function wayTo({ macro, includedAt }: Located): readonly RelatedLocation[] {
  const body = macro?.body;
  const inMacro = body ? [{ ...body, message: `in the expansion of macro ${macro.name}` }] : [];
  const included = includedAt
    .slice(0, shownIncludes)
    .map((it) => ({ ...it, message: 'included from here' }));
  return [...inMacro, ...included];
}

/** How many steps up the includes are shown. */
const shownIncludes = 3;
