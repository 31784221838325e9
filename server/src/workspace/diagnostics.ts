/**
 * Findings of the front end and of the rules, as every face shows them: in files and offsets, with the severities
 * that the user chose, without what the source suppresses, each once and in one order. A finding that lies nowhere
 * in a file is shown at the start of the root, never dropped.
 */
import type { Catalogue } from '../bindings/catalogue';
import type { FileId } from '../lexer/token-chunk';
import type { SourceFile } from '../lexer/source-file';
import type { Guest } from '../model/guest';
import { platformOf } from '../model/platform';
import type { Target } from '../model/target';
import { locate, type Located } from '../preprocessor/locate';
import type { Place, Problem } from '../preprocessor/problem';
import type { Fix } from '../rules/fix';
import { fixesOfProblem } from '../rules/front-end';
import type { RawDiagnostic } from '../rules/found';
import type { LiveInput, LiveRules } from '../rules/live-rules';
import { isRuleName, rules } from '../rules/registry';
import { runRules } from '../rules/run-rules';
import { isSuppressed, suppressionHints } from '../rules/suppress';
import { severities, type Severity } from '../text/severity';
import type { DeviceTree, DtNode } from '../tree/dt-node';
import type { Context } from './context';
import type { Diagnostic, RelatedLocation } from './snapshot';
import { timed, type StageClock } from './stage-clock';

export interface Facts {
  readonly context: Context;
  readonly tree: DeviceTree;
  readonly target: Target;
  readonly isFragment: boolean;
  /** The own trees of guests. */
  readonly guests: readonly Guest[];
  /** The root first. */
  readonly reads: readonly FileId[];
  readonly problems: readonly Problem[];
}

export interface Files {
  readonly clock?: StageClock | undefined;
  readonly file: (path: string) => SourceFile | undefined;
  readonly catalogue: () => Catalogue;
}

/** A finding before it is known where in which file it lies. */
interface Draft {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Place;
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
  readonly fixes?: readonly Fix[];
  readonly tags?: Diagnostic['tags'];
}

/** Rules that run again as the context is edited, and, when not all is wanted, the nodes to look at first. */
export interface LiveRun {
  readonly rules: LiveRules;
  readonly isFirst?: (node: DtNode) => boolean;
}

/** All findings of a context: by file (the root first), position, severity, code. */
export function diagnosticsOf(facts: Facts, files: Files, live?: LiveRun): readonly Diagnostic[] {
  const { context, problems, reads } = facts;
  const judged = judgedBy(facts, files);
  const silenced = new Map<FileId, Silenced[]>();
  const found: Diagnostic[] = [];
  const take = (draft: Draft, origin: object) => {
    const severity = severityOf(context, draft);
    if (severity === 'off' || !isInScope(context, draft.code)) return;
    const diagnostic = placed(draft, origin, severity, context.root, files);
    const file = files.file(diagnostic.file);
    const offset = diagnostic.range.start;
    if (file === undefined || !isSuppressed(file, offset, draft.code)) {
      found.push(diagnostic);
      return;
    }
    const known = silenced.get(file.id) ?? [];
    known.push({ code: draft.code, offset });
    silenced.set(file.id, known);
  };
  for (const it of problems) take({ ...it, fixes: fixesOfProblem(it, facts.tree) }, it);
  for (const it of timed(files.clock, 'rules', () => runAll(judged, context, live))) take(it, it);
  for (const it of hintsOnSuppressions(context, silenced, files)) found.push(it);
  return withoutRepeats(inOrder(found, reads));
}

/** What rules are given to judge. */
export function judgedBy(facts: Facts, files: Files): LiveInput {
  const { context, guests, isFragment, target, tree } = facts;
  return { tree, target, isFragment, catalogue: files.catalogue(), board: context.board, guests };
}

function runAll(
  input: LiveInput,
  { severities: chosen }: Context,
  live: LiveRun | undefined,
): readonly RawDiagnostic[] {
  if (live?.isFirst !== undefined) return live.rules.runFirst(input, chosen, live.isFirst);
  if (live !== undefined) return live.rules.run(input, chosen);
  return runRules({ ...input, model: platformOf(input.tree, input.target) }, rules, chosen);
}

/** A finding that the source silences. */
interface Silenced {
  readonly code: string;
  readonly offset: number;
}

/** What is wrong with the suppressions of the root; those of an included file may serve another root. */
function hintsOnSuppressions(
  context: Context,
  silenced: ReadonlyMap<FileId, readonly Silenced[]>,
  files: Files,
): readonly Diagnostic[] {
  const root = files.file(context.root);
  if (root === undefined) return [];
  return suppressionHints(root, isRuleName, silenced.get(root.id) ?? []).flatMap((hint) => {
    const severity = severityOf(context, { ...hint, severity: 'hint' });
    if (severity === 'off') return [];
    const { id: file } = root;
    const more = { related: [], fixes: [], tags: ['unnecessary'] as const };
    return [{ ...hint, severity, file, ...more, origin: hint }];
  });
}

/** What the user chose for the rule, else for its group (`dtc/*`), else what the finding says. */
function severityOf(
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

function placed(
  draft: Draft,
  origin: object,
  severity: Severity,
  root: FileId,
  files: Files,
): Diagnostic {
  const at = locate(draft.at, files.file);
  const related: RelatedLocation[] = [];
  for (const { at: place, message } of draft.related ?? []) {
    const found = locate(place, files.file);
    if (found) related.push({ file: found.file, range: found.range, message });
  }
  return {
    code: draft.code,
    severity,
    message: draft.message,
    file: at?.file ?? root,
    range: at?.range ?? { start: 0, end: 0 },
    related: at ? [...related, ...wayTo(at)] : related,
    fixes: draft.fixes ?? [],
    tags: draft.tags ?? [],
    origin,
  };
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

function inOrder(found: Diagnostic[], reads: readonly FileId[]): readonly Diagnostic[] {
  const rank = new Map(reads.map((file, i) => [file, i]));
  const rankOf = (file: FileId) => rank.get(file) ?? reads.length;
  return found.sort(
    (a, b) =>
      rankOf(a.file) - rankOf(b.file) ||
      a.range.start - b.range.start ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      compareText(a.code, b.code) ||
      a.range.end - b.range.end ||
      compareText(a.message, b.message),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A file that is read twice says the same twice. */
function withoutRepeats(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.filter((it, i) => {
    const last = found[i - 1];
    return (
      last?.file !== it.file ||
      last.range.start !== it.range.start ||
      last.range.end !== it.range.end ||
      last.code !== it.code ||
      last.message !== it.message
    );
  });
}
