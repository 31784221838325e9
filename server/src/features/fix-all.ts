/** All safe fixes of a file in one go. Fixes that touch the same text wait for the next round, so none is half done. */
import type { FileId } from '../lexer/token-chunk';
import { textEditsOf } from '../rules/apply-edits';
import type { TextEdit } from '../text/text-range';
import type { Diagnostic, Snapshot } from '../workspace/snapshot';
import type { CodeAction, FileEdits } from './code-action';
import { diagnosticsOfFile } from './diagnostic-fixes';

/** One action with the first safe fix of every finding in the file, or none when there is nothing to do. */
export function fixAll(snapshot: Snapshot, file: FileId): readonly CodeAction[] {
  const accepted = new Map<FileId, readonly TextEdit[]>();
  const mended: Diagnostic[] = [];
  for (const diagnostic of diagnosticsOfFile(snapshot, file)) {
    const fix = diagnostic.fixes.find((it) => it.isSafe === true);
    const edits = fix && textEditsOf(fix, (id) => snapshot.file(id));
    if (edits === undefined || edits.size === 0 || collides(accepted, edits)) continue;
    for (const [id, more] of edits) accepted.set(id, merged(accepted.get(id) ?? [], more));
    mended.push(diagnostic);
  }
  if (mended.length === 0) return [];
  const title = 'Fix all that can be fixed safely';
  return [
    { title, kind: 'source.fixAll', diagnostics: mended, isPreferred: false, edits: accepted },
  ];
}

/** Whether an edit would meet one that is already accepted, insertions at one place included; equal fixes do not. */
function collides(accepted: FileEdits, edits: FileEdits): boolean {
  for (const [id, list] of edits)
    for (const a of list)
      for (const b of accepted.get(id) ?? [])
        if (!isSame(a, b) && a.range.start <= b.range.end && b.range.start <= a.range.end)
          return true;
  return false;
}

function merged(known: readonly TextEdit[], more: readonly TextEdit[]): readonly TextEdit[] {
  const fresh = more.filter((it) => !known.some((other) => isSame(it, other)));
  return [...known, ...fresh].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.range.start === b.range.start && a.range.end === b.range.end && a.newText === b.newText;
}
