/** From the core's plain data to the protocol's: offsets become positions, files become URIs. */
import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as LspDiagnostic,
  type Location,
  type Range,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { linesOf, type SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import { positionsOf } from '../text/line-index';
import type { Severity } from '../text/severity';
import type { TextEdit, TextRange } from '../text/text-range';
import { rulePage } from '../workspace/rule-page';
import type { Diagnostic, Snapshot } from '../workspace/snapshot';

/** What turning places into positions takes. */
export interface Places {
  readonly snapshot: Snapshot;
  /** The URI that the client uses for a file. */
  readonly uriOf: (file: FileId) => string;
}

/** A stretch of a file; the file's start when the file is not known. */
export function lspRange(file: SourceFile | undefined, range: TextRange): Range {
  return file ? positionsOf(linesOf(file), range) : nowhere;
}

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A stretch of any file. */
export function lspLocation(places: Places, file: FileId, range: TextRange): Location {
  return { uri: places.uriOf(file), range: lspRange(places.snapshot.file(file), range) };
}

/** A finding. Its data tells how many fixes it brings. */
export function lspDiagnostic(places: Places, diagnostic: Diagnostic): LspDiagnostic {
  const { code, file, fixes, message, range, related, severity, tags } = diagnostic;
  const data = dataOf(fixes);
  return {
    range: lspRange(places.snapshot.file(file), range),
    severity: lspSeverity(severity),
    code,
    codeDescription: { href: rulePage(code) },
    source: 'dts-chosen',
    message,
    ...(tags.length > 0 && { tags: tags.map(lspTag) }),
    ...(related.length > 0 && {
      relatedInformation: related.map((it) => ({
        location: lspLocation(places, it.file, it.range),
        message: it.message,
      })),
    }),
    ...(data && { data }),
  };
}

/** What the client hands back with a finding: the fixes that it brings, if any. */
export function dataOf(
  fixes: Diagnostic['fixes'],
): { readonly fixes: readonly string[] } | undefined {
  return fixes.length > 0 ? { fixes: fixes.map((it) => it.title) } : undefined;
}

/** The protocol's number for a severity. */
export function lspSeverity(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'information':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
  }
}

function lspTag(tag: Diagnostic['tags'][number]): DiagnosticTag {
  switch (tag) {
    case 'unnecessary':
      return DiagnosticTag.Unnecessary;
    case 'deprecated':
      return DiagnosticTag.Deprecated;
  }
}

/** Edits of one file. */
export function lspEdits(file: SourceFile | undefined, edits: readonly TextEdit[]): LspTextEdit[] {
  return edits.map(({ range, newText }) => ({ range: lspRange(file, range), newText }));
}

/** Edits of several files; `versionOf` gives the version of an open document, which the client then checks. */
export function lspWorkspaceEdit(
  places: Places,
  edits: ReadonlyMap<FileId, readonly TextEdit[]>,
  versionOf: ((file: FileId) => number | undefined) | undefined,
): WorkspaceEdit {
  const files = [...edits].map(([file, own]) => ({
    file,
    uri: places.uriOf(file),
    edits: lspEdits(places.snapshot.file(file), own),
  }));
  if (versionOf === undefined)
    return { changes: Object.fromEntries(files.map((it) => [it.uri, it.edits])) };
  return {
    documentChanges: files.map(({ file, uri, edits: own }) => ({
      // The protocol says null for a document that is not open.
      textDocument: { uri, version: versionOf(file) ?? null },
      edits: own,
    })),
  };
}
