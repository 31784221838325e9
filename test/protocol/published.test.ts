/** What the client is told of the same finding in the same place is the same object. */
import { expect, test } from 'vitest';
import { sourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
import { emptyReport, reportOf } from '../../server/src/protocol/published';
import type { Places } from '../../server/src/protocol/to-lsp';
import type { Diagnostic } from '../../server/src/workspace/snapshot';
import { workspaceOf } from '../workspace/workspace-of';

const file = fileId('/w/a.dts');

function placesOf(text: string, uriOf: (path: string) => string = (it) => it): Places {
  const snapshot = { ...workspaceOf({}).current(), file: () => sourceFile(file, text) };
  return { snapshot, uriOf };
}

const finding: Diagnostic = {
  code: 'dtc/x',
  severity: 'warning',
  message: 'm',
  file,
  range: { start: 2, end: 3 },
  related: [],
  fixes: [],
  tags: [],
  origin: {},
  spot: {},
};

const related = [{ file, range: { start: 0, end: 1 }, message: 'r' }];

test('at the same spot nothing is asked of the file', () => {
  const first = reportOf(placesOf('a\nb'), [finding], emptyReport);
  const moved = { ...finding, range: { start: 9, end: 9 } };
  expect(reportOf(placesOf('a\nb'), [moved], first).diagnostics[0]).toBe(first.diagnostics[0]);
});

test('at a new spot the same lines and columns are told by the same object, others by another', () => {
  const first = reportOf(placesOf('a\nb'), [finding], emptyReport);
  const again = { ...finding, spot: {} };
  const same = reportOf(placesOf('x\nb'), [again], first);
  expect(same.diagnostics[0]).toBe(first.diagnostics[0]);
  const other = reportOf(placesOf('xxb'), [{ ...finding, spot: {} }], first);
  expect(other.diagnostics[0]?.range.start).toEqual({ line: 0, character: 2 });
});

test('a file that the client calls by another name is told anew', () => {
  const found = [{ ...finding, related }];
  const first = reportOf(placesOf('a\nb'), found, emptyReport);
  expect(reportOf(placesOf('a\nb'), found, first).diagnostics[0]).toBe(first.diagnostics[0]);
  const renamed = reportOf(
    placesOf('a\nb', (it) => `file://${it}`),
    found,
    first,
  );
  const [told] = renamed.diagnostics[0]?.relatedInformation ?? [];
  expect(told?.location.uri).toBe('file:///w/a.dts');
});
