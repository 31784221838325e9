/**
 * The findings of files in the protocol's terms, made with as little as possible: a finding that comes again in the
 * same place is the same object, and whether two lists say the same is told without writing them out.
 */
import type { Diagnostic as LspDiagnostic, Position, Range } from 'vscode-languageserver/node';
import { memo } from '../base/memo';
import type { FileId } from '../lexer/token-chunk';
import type { Analysis, Diagnostic } from '../workspace/snapshot';
import { lspDiagnostic, lspRange, type Places } from './to-lsp';

/** The findings of a file in several contexts, each once, in order. */
export function findingsIn(file: FileId, analyses: readonly Analysis[]): readonly Diagnostic[] {
  const lists: (readonly Diagnostic[])[] = [];
  for (const analysis of analyses) {
    const own = byFile(analysis.diagnostics()).get(file);
    if (own !== undefined) lists.push(own);
  }
  return lists.length > 1 ? merged(lists) : (lists[0] ?? noFindings);
}

const noFindings: readonly Diagnostic[] = [];

const byFile = memo((all: readonly Diagnostic[]): ReadonlyMap<FileId, readonly Diagnostic[]> => {
  const files = new Map<FileId, Diagnostic[]>();
  for (const it of all) {
    const known = files.get(it.file);
    if (known === undefined) files.set(it.file, [it]);
    else known.push(it);
  }
  return files;
});

function merged(lists: readonly (readonly Diagnostic[])[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return lists
    .flat()
    .filter(({ code, message, range }) => {
      const key = `${range.start} ${range.end} ${code} ${message}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    })
    .sort((a, b) => a.range.start - b.range.start);
}

/** Findings, and what the client was told of each. */
export interface Report {
  readonly findings: readonly Diagnostic[];
  readonly diagnostics: LspDiagnostic[];
}

export const emptyReport: Report = { findings: [], diagnostics: [] };

/** Findings in the client's terms; what the last report has told of the same finding in the same place is told again. */
export function reportOf(places: Places, findings: readonly Diagnostic[], last: Report): Report {
  const told = new Map<Diagnostic, LspDiagnostic>();
  for (const [i, finding] of last.findings.entries()) {
    const known = last.diagnostics[i];
    if (known !== undefined) told.set(finding, known);
  }
  const diagnostics = findings.map((it) => {
    const known = told.get(it);
    return known !== undefined && isAsTold(places, it, known) ? known : lspDiagnostic(places, it);
  });
  return { findings, diagnostics };
}

/** Whether all places of a finding are where the client was told that they are. */
function isAsTold(
  { snapshot, uriOf }: Places,
  { file, range, related }: Diagnostic,
  { range: told, relatedInformation = [] }: LspDiagnostic,
): boolean {
  if (!isSameRange(lspRange(snapshot.file(file), range), told)) return false;
  return related.every((it, i) => {
    const location = relatedInformation[i]?.location;
    if (location === undefined || location.uri !== uriOf(it.file)) return false;
    return isSameRange(lspRange(snapshot.file(it.file), it.range), location.range);
  });
}

/** Whether two reports tell the client the same. */
export function isSameReport({ diagnostics: a }: Report, { diagnostics: b }: Report): boolean {
  if (a.length !== b.length) return false;
  for (const [i, it] of a.entries()) {
    const other = b[i];
    if (other === undefined || !isSameDiagnostic(it, other)) return false;
  }
  return true;
}

function isSameDiagnostic(a: LspDiagnostic, b: LspDiagnostic): boolean {
  return (
    a === b ||
    (a.message === b.message &&
      a.code === b.code &&
      a.severity === b.severity &&
      isSameRange(a.range, b.range) &&
      // What is left is short, and absent more often than not.
      isSameData(a.tags, b.tags) &&
      isSameData(a.data, b.data) &&
      isSameData(a.relatedInformation, b.relatedInformation))
  );
}

function isSameData(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function isSameRange(a: Range, b: Range): boolean {
  return isSamePosition(a.start, b.start) && isSamePosition(a.end, b.end);
}

function isSamePosition(a: Position, b: Position): boolean {
  return a.line === b.line && a.character === b.character;
}
