/** The fixes that findings carry, as actions. A fix that cannot be written as text (a macro's result) is left out. */
import type { FileId } from '../lexer/token-chunk';
import { textEditsOf } from '../rules/apply-edits';
import type { TextRange } from '../text/text-range';
import type { Diagnostic, Snapshot } from '../workspace/snapshot';
import type { CodeAction } from './code-action';

/** The fixes of the findings that touch a range; equal titles that mend several findings are offered for each. */
export function diagnosticFixes(
  snapshot: Snapshot,
  file: FileId,
  range: TextRange,
): readonly CodeAction[] {
  return diagnosticsAt(snapshot, file, range).flatMap((diagnostic) => {
    const actions = diagnostic.fixes.flatMap((fix): readonly CodeAction[] => {
      const edits = textEditsOf(fix, (id) => snapshot.file(id));
      if (edits === undefined || edits.size === 0) return [];
      const { title } = fix;
      return [{ title, kind: 'quickfix', diagnostics: [diagnostic], isPreferred: false, edits }];
    });
    const [only] = actions;
    return actions.length === 1 && only ? [{ ...only, isPreferred: true }] : actions;
  });
}

/** The findings of the preferred context in a file that touch a range, ends included. */
export function diagnosticsAt(
  snapshot: Snapshot,
  file: FileId,
  range: TextRange,
): readonly Diagnostic[] {
  return diagnosticsOfFile(snapshot, file).filter(
    (it) => it.range.start <= range.end && range.start <= it.range.end,
  );
}

/** The findings of the preferred context in a file. */
export function diagnosticsOfFile(snapshot: Snapshot, file: FileId): readonly Diagnostic[] {
  const [context] = snapshot.contextsOf(file);
  if (context === undefined) return [];
  return snapshot
    .analysis(context)
    .diagnostics()
    .filter((it) => it.file === file);
}
