/**
 * The findings of files in the protocol's terms, made with as little as possible: a finding that comes again in the
 * same place is the same object, and whether two lists say the same is told without writing them out.
 */
import type { Diagnostic as LspDiagnostic, Position, Range } from 'vscode-languageserver/node';
import { memo } from '../base/memo';
import type { FileId } from '../lexer/token-chunk';
import type { Diagnostic } from '../workspace/snapshot';
import { dataOf, lspDiagnostic, lspRange, lspSeverity, type Places } from './to-lsp';

/** The findings of a file among those of several contexts, each once, in order. */
export function findingsIn(
  file: FileId,
  contexts: readonly (readonly Diagnostic[])[],
): readonly Diagnostic[] {
  const lists: (readonly Diagnostic[])[] = [];
  for (const all of contexts) {
    const own = byFile(all).get(file);
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

/** Findings in the client's terms; of the same finding in the same place the client is told the same object as last. */
export function reportOf(places: Places, findings: readonly Diagnostic[], last: Report): Report {
  const placeOf = inTurn(last);
  const diagnostics = findings.map((it) => {
    const place = placeOf(it);
    const before = last.findings[place];
    const known = last.diagnostics[place];
    if (before === undefined || known === undefined) return lspDiagnostic(places, it);
    // Of other files the client may use other names now.
    const isAtOldSpot = before.spot === it.spot && it.related.length === 0;
    return isAtOldSpot || isAsTold(places, it, known) ? known : lspDiagnostic(places, it);
  });
  return { findings, diagnostics };
}

/** Looks up where findings stood, -1 if nowhere. They mostly come in the order of last time, so that nothing need be searched. */
function inTurn({ findings }: Report): (it: Diagnostic) => number {
  const cell: { next: number; places?: ReadonlyMap<object, number> } = { next: 0 };
  return ({ origin }) => {
    if (findings[cell.next]?.origin === origin) return cell.next++;
    cell.places ??= new Map(findings.map((it, i) => [it.origin, i]));
    const place = cell.places.get(origin);
    if (place === undefined) return -1;
    cell.next = place + 1;
    return place;
  };
}

/** Whether what may differ although the same was found is as the client was told: all places, and how to mend it. */
function isAsTold(
  { snapshot, uriOf }: Places,
  { file, fixes, range, related, severity }: Diagnostic,
  told: LspDiagnostic,
): boolean {
  const { relatedInformation = [] } = told;
  if (lspSeverity(severity) !== told.severity) return false;
  if (!isSameRange(lspRange(snapshot.file(file), range), told.range)) return false;
  if (related.length !== relatedInformation.length) return false;
  const isSameRelated = related.every((it, i) => {
    const known = relatedInformation[i];
    if (known?.message !== it.message || known.location.uri !== uriOf(it.file)) return false;
    return isSameRange(lspRange(snapshot.file(it.file), it.range), known.location.range);
  });
  return isSameRelated && isSameData(dataOf(fixes), told.data);
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
