/** The fixes that findings carry, as actions. A fix that cannot be written as text (a macro's result) is left out. */
import type { FileId } from '../lexer/token-chunk';
import { textEditsOf } from '../rules/apply-edits';
import type { TextRange } from '../text/text-range';
import type { Diagnostic, Snapshot } from '../workspace/snapshot';
import type { CodeAction } from './code-action';

/** The fixes of the findings that touch a range; a fix that mends several findings is offered once. */
export function diagnosticFixes(
  snapshot: Snapshot,
  file: FileId,
  range: TextRange,
): readonly CodeAction[] {
  const actions = new Map<string, CodeAction>();
  for (const diagnostic of diagnosticsAt(snapshot, file, range)) {
    const fixes = diagnostic.fixes.flatMap((fix) => {
      const edits = textEditsOf(fix, (id) => snapshot.file(id));
      return edits === undefined || edits.size === 0 ? [] : [{ title: fix.title, edits }];
    });
    for (const { title, edits } of fixes) {
      const key = JSON.stringify([title, [...edits]]);
      const known = actions.get(key);
      actions.set(key, {
        title,
        kind: 'quickfix',
        diagnostics: [...(known?.diagnostics ?? []), diagnostic],
        isPreferred: known?.isPreferred === true || fixes.length === 1,
        edits,
      });
    }
  }
  return [...actions.values()];
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
  const context = snapshot.contextOf(file);
  if (context === undefined) return [];
  return snapshot
    .analysis(context)
    .diagnosticsFor(new Set([file]))
    .filter((it) => it.file === file);
}
