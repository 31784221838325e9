import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SemanticTokensDelta } from 'vscode-languageserver/node';
import { editSourceFile } from '../../server/src/lexer/edit-source-file';
import { linesOf, sourceFile, type SourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
import { createSemanticTokens } from '../../server/src/protocol/features/semantic-tokens';
import { createSession } from '../../server/src/protocol/session';
import { clientOf } from '../../server/src/protocol/client';
import { viewOf, type View } from '../../server/src/protocol/view';
import { anyText, edits } from '../features/highlight/any-text';

const id = fileId('/a.dts');
const textDocument = { uri: 'file:///a.dts' };

function opened() {
  const client = clientOf({ processId: null, rootUri: null, capabilities: {} });
  const session = createSession(
    client,
    () => undefined,
    () => undefined,
  );
  session.open(id, { uri: textDocument.uri, version: 1 }, '');
  const view = viewOf(session, session.snapshot(), id);
  if (view === undefined) throw new Error('the document is not open');
  const tokens = createSemanticTokens(() => session);
  const at = (source: SourceFile): View => ({ ...view, source });
  return { tokens, at };
}

/** `line:character length type modifiers` of each token. */
function absolute(data: readonly number[]): readonly string[] {
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0, ...rest] = data.slice(i, i + 5);
    line += lines;
    character = lines === 0 ? character + characters : characters;
    found.push(`${line}:${character} ${rest.join(' ')}`);
  }
  return found;
}

function lineOf(token: string): number {
  return Number(token.split(':')[0]);
}

function patched(data: readonly number[], { edits: all }: SemanticTokensDelta): readonly number[] {
  expect(all.length).toBeLessThanOrEqual(1);
  return all.reduce<readonly number[]>(
    (it, { data: more = [], deleteCount, start }) => [
      ...it.slice(0, start),
      ...more,
      ...it.slice(start + deleteCount),
    ],
    data,
  );
}

test('the change since the last result leads to the full result, after any edits', () => {
  fc.assert(
    fc.property(anyText, edits, (text, changes) => {
      const { at, tokens } = opened();
      let file = sourceFile(id, text);
      let last = tokens.full(at(file), { textDocument });
      for (const { at: where, deleted, inserted } of changes) {
        const start = Math.floor(where * file.text.length);
        file = editSourceFile(file, { range: { start, end: start + deleted }, newText: inserted });
        const previousResultId = last.resultId ?? '';
        const delta = tokens.delta(at(file), { textDocument, previousResultId });
        const fresh = tokens.full(at(sourceFile(id, file.text)), { textDocument }).data;
        if (!('edits' in delta)) throw new Error('expected a delta');
        last = { resultId: delta.resultId ?? '', data: [...patched(last.data, delta)] };
        expect(last.data.join(' ')).toBe(fresh.join(' '));
        last = tokens.full(at(file), { textDocument });
      }
    }),
    { numRuns: 60 },
  );
});

test('a range has the words of its lines, as the full result has them', () => {
  fc.assert(
    fc.property(anyText, fc.nat(300), fc.nat(300), (text, a, b) => {
      const { at, tokens } = opened();
      const file = at(sourceFile(id, text));
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const all = absolute(tokens.full(file, { textDocument }).data);
      const range = { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
      const some = absolute(tokens.range(file, { textDocument, range }).data);
      expect(some).toEqual(all.filter((it) => lineOf(it) >= from && lineOf(it) <= to));
    }),
    { numRuns: 60 },
  );
});

test('every token lies inside one line', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { at, tokens } = opened();
      const file = sourceFile(id, text);
      const lines = linesOf(file);
      const isOutside = (token: string) => {
        const [place = '', size = ''] = token.split(' ');
        const [line = 0, character = 0] = place.split(':').map(Number);
        if (line >= lines.lineCount) return true;
        return lines.lineStart(line) + character + Number(size) > lines.lineStart(line + 1);
      };
      const all = absolute(tokens.full(at(file), { textDocument }).data);
      expect(all.filter(isOutside)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('a key in a large file changes a few numbers', () => {
  const { at, tokens } = opened();
  const file = sourceFile(id, `/dts-v1/;\n/ {\n${'\tn { a = <1 2 3>; };\n'.repeat(5000)}};\n`);
  const first = tokens.full(at(file), { textDocument });
  const edited = editSourceFile(file, { range: { start: 50_000, end: 50_000 }, newText: '\n' });
  const previousResultId = first.resultId ?? '';
  const delta = tokens.delta(at(edited), { textDocument, previousResultId });
  if (!('edits' in delta)) throw new Error('expected a delta');
  expect(delta.edits).toHaveLength(1);
  expect(delta.edits[0]?.data?.length).toBeLessThan(20);
});

test('an unknown result is answered in full', () => {
  const { at, tokens } = opened();
  const file = at(sourceFile(id, '/dts-v1/;'));
  const answer = tokens.delta(file, { textDocument, previousResultId: 'gone' });
  expect(answer).toMatchObject({ data: [0, 0, 8, 1, 0] });
});
