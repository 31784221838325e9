/**
 * Findings of the front end and of the rules, as every face shows them: in files and offsets, with the severities
 * that the user chose, without what the source suppresses, each once and in one order.
 */
import { mergeOrdered } from '../base/merge-ordered';
import type { Catalogue } from '../bindings/catalogue';
import type { SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import type { Guest } from '../model/guest';
import { platformOf } from '../model/platform';
import type { Target } from '../model/target';
import type { Problem } from '../preprocessor/problem';
import { fixesOfProblem } from '../rules/front-end';
import type { RawDiagnostic } from '../rules/found';
import type { LiveInput, LiveRules } from '../rules/live-rules';
import { isRuleName, rules } from '../rules/registry';
import { runRules } from '../rules/run-rules';
import { isSuppressed, suppressionHints } from '../rules/suppress';
import type { DeviceTree, DtNode } from '../tree/dt-node';
import type { Context } from './context';
import { comparedBy, placedOf, severityOf, type ContextFiles } from './placed';
import { createPlacer, type Placer } from './placer';
import type { Diagnostic } from './snapshot';
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

/** Rules that run again as the context is edited, what was placed, and, when not all is wanted, the nodes to look at first. */
export interface LiveRun extends LiveFindings {
  readonly isFirst?: (node: DtNode) => boolean;
}

/** What is kept of the findings of a context from one analysis to the next. */
export interface LiveFindings {
  readonly rules: LiveRules;
  readonly placer: Placer;
}

/** All findings of a context: by file (the root first), position, severity, code. */
export function diagnosticsOf(facts: Facts, files: Files, live?: LiveRun): readonly Diagnostic[] {
  const { context, problems, reads, tree } = facts;
  const { clock, file } = files;
  const contextFiles = { context, reads, file };
  const found = timed(clock, 'rules', () => runAll(judgedBy(facts, files), context, live));
  const placed = (live?.placer ?? createPlacer()).place(found, contextFiles);
  const ofFrontEnd = problems
    .map((it) => placedOf({ ...it, fixes: fixesOfProblem(it, tree) }, it, contextFiles))
    .filter((it) => it !== undefined);
  const compare = comparedBy(reads);
  const all = mergeOrdered(ofFrontEnd.sort(compare), placed, compare);
  const isAnySuppressed = reads.some((it) => (file(it)?.marks.remarks ?? 0) > 0);
  return withoutRepeats(isAnySuppressed ? withoutSuppressed(all, contextFiles) : all);
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

/** Leaves out what the source silences, and puts in what is wrong with that. */
function withoutSuppressed(
  all: readonly Diagnostic[],
  contextFiles: ContextFiles,
): readonly Diagnostic[] {
  const { context, file, reads } = contextFiles;
  const isSilenced = ({ code, file: id, range }: Diagnostic) => {
    const source = file(id);
    return source !== undefined && isSuppressed(source, range.start, code);
  };
  const silenced = new Set(all.filter(isSilenced));
  const told = all.filter((it) => !silenced.has(it));
  const root = file(context.root);
  if (root === undefined) return told;
  const here = [...silenced].filter((it) => it.file === root.id);
  return mergeOrdered(told, hintsOnSuppressions(root, context, here), comparedBy(reads));
}

/** What is wrong with the suppressions of the root; those of an included file may serve another root. */
function hintsOnSuppressions(
  root: SourceFile,
  context: Context,
  silenced: readonly Diagnostic[],
): readonly Diagnostic[] {
  const served = silenced.map(({ code, range }) => ({ code, offset: range.start }));
  return suppressionHints(root, isRuleName, served).flatMap((hint) => {
    const severity = severityOf(context, { ...hint, severity: 'hint' });
    if (severity === 'off') return [];
    const { id: file } = root;
    const more = { related: [], fixes: [], tags: ['unnecessary'] as const };
    return [{ ...hint, severity, file, ...more, origin: hint, spot: {} }];
  });
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
