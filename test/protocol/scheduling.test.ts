/** What comes first, what is dropped and what can be ended, over the real protocol. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type CompletionList,
  type DocumentDiagnosticReport,
  type Location,
  type PublishDiagnosticsParams,
  type SymbolInformation,
} from 'vscode-languageserver/node';
import { folderWith } from '../folder-with';
import { plainClient, startServer, uri, type TestClient } from './language-client';

const board = (properties: string) => `/dts-v1/;\n/ {\n\tchosen { ${properties} };\n};\n`;

/** Everything that was published for a file. */
function publishedFor(client: TestClient, path: string): readonly PublishDiagnosticsParams[] {
  const all = client.told.get('textDocument/publishDiagnostics') ?? [];
  return all.map((it) => it as PublishDiagnosticsParams).filter((it) => it.uri === uri(path));
}

test('a burst of edits is published far less often, the newest last', async () => {
  const path = join(folderWith({}), 'a.dts');
  const client = await startServer(join(path, '..'));
  client.open(path, board('a;'));
  await client.published(path, 1);
  const before = publishedFor(client, path).length;
  for (let version = 2; version <= 21; version++)
    client.change(path, version, { text: board(`a${version};`.repeat(version === 21 ? 2 : 1)) });
  const found = await client.published(path, 21);
  expect(found.map((it) => it.code)).toContain('dtc/duplicate_property_names');
  const versions = publishedFor(client, path)
    .slice(before)
    .map((it) => it.version ?? 0);
  expect(versions.length).toBeLessThan(10);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
});

test('completion right behind a key sees the new text, before its diagnostics are said', async () => {
  const path = join(folderWith({}), 'a.dts');
  const client = await startServer(join(path, '..'));
  client.open(path, board(''));
  await client.published(path, 1);
  const range = { start: { line: 2, character: 9 }, end: { line: 2, character: 9 } };
  // Both in one go, as an editor sends them.
  client.process.stdin?.cork();
  client.change(path, 2, { range, text: ' l: fresh { }; x = <&>;' });
  const answer = client.request<CompletionList>('textDocument/completion', {
    textDocument: { uri: uri(path) },
    position: { line: 2, character: 30 },
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  client.process.stdin?.uncork();
  const { items } = await answer;
  expect(items.map((it) => it.label)).toContain('l');
  expect(publishedFor(client, path).map((it) => it.version)).not.toContain(2);
});

/** Many roots of one file, each with enough in it to take a moment. */
function manyBoards(): Readonly<Record<string, string>> {
  const names = Array.from({ length: 60 }, (_, i) => `board${i}.dts`);
  const nodes = (name: string) =>
    Array.from({ length: 400 }, (_, i) => `\tn@${i} { reg = <${i}>; m = "${name}"; };\n`).join('');
  return {
    'soc.dtsi': '/ { soc: soc { }; };\n',
    ...Object.fromEntries(
      names.map((it) => [
        it,
        `/dts-v1/;\n#include "soc.dtsi"\n/ {\n${nodes(it)}};\n&soc { a = <&soc>; };\n`,
      ]),
    ),
    '.dts-chosen.json': JSON.stringify({ contexts: names.map((it) => ({ root: it })) }),
  };
}

async function openedShared(capabilities = plainClient) {
  const folder = folderWith(manyBoards());
  const client = await startServer(folder, { capabilities });
  const path = join(folder, 'soc.dtsi');
  client.open(path, '/ { soc: soc { }; };\n');
  await client.request('textDocument/hover', {
    textDocument: { uri: uri(path) },
    position: { line: 0, character: 4 },
  });
  return { client, folder, path };
}

const atLabel = { position: { line: 0, character: 5 }, context: { includeDeclaration: false } };

test('a sweep over all boards tells its progress and finds each use', async () => {
  const { client, path } = await openedShared();
  const progress: string[] = [];
  client.connection.onNotification('$/progress', ({ value }: { value: { kind: string } }) => {
    progress.push(value.kind);
  });
  const found = await client.request<Location[]>('textDocument/references', {
    textDocument: { uri: uri(path) },
    ...atLabel,
    workDoneToken: 'work',
  });
  expect(found).toHaveLength(120);
  expect(new Set(found.map((it) => it.uri)).size).toBe(60);
  expect(progress[0]).toBe('begin');
  expect(progress.at(-1)).toBe('end');
  expect(progress).toContain('report');
});

test('a client that takes answers in parts gets them so, and an empty rest', async () => {
  const { client, path } = await openedShared();
  const parts: number[] = [];
  client.connection.onNotification('$/progress', ({ value }: { value: Location[] }) => {
    parts.push(value.length);
  });
  const rest = await client.request<Location[]>('textDocument/references', {
    textDocument: { uri: uri(path) },
    ...atLabel,
    partialResultToken: 'parts',
  });
  expect(rest).toEqual([]);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.reduce((a, b) => a + b, 0)).toBe(120);
});

test('a sweep ends when it is cancelled, and others are answered while it runs', async () => {
  const { client, path } = await openedShared();
  const source = new CancellationTokenSource();
  const sweep = client.connection.sendRequest(
    'textDocument/references',
    { textDocument: { uri: uri(path) }, ...atLabel },
    source.token,
  );
  const order: string[] = [];
  const ended = sweep.then(
    () => order.push('found'),
    (error: unknown) => order.push(String((error as { code?: unknown }).code)),
  );
  const folds = await client.request('textDocument/foldingRange', {
    textDocument: { uri: uri(path) },
  });
  order.push('folds');
  source.cancel();
  await ended;
  expect(folds).toEqual([]);
  expect(order).toEqual(['folds', String(LSPErrorCodes.RequestCancelled)]);
});

test('an edit during a sweep ends it: its places are no longer true', async () => {
  const { client, path } = await openedShared();
  const sweep = client.request('textDocument/references', {
    textDocument: { uri: uri(path) },
    ...atLabel,
  });
  client.change(path, 2, { text: '\n/ { soc: soc { }; };\n' });
  await expect(sweep).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified });
});

test('symbols of files that are not open are found', async () => {
  const { client, folder } = await openedShared();
  const find = (query: string) =>
    client.request<SymbolInformation[]>('workspace/symbol', { query });
  const [soc] = await find('soc');
  expect(soc).toMatchObject({ name: 'soc', location: { uri: uri(join(folder, 'soc.dtsi')) } });
  expect((await find('n@399')).length).toBe(60);
});

test('a pull after an edit that leaves the findings alone is answered as unchanged', async () => {
  const folder = folderWith({});
  const client = await startServer(folder, {
    capabilities: { textDocument: { ...plainClient.textDocument, diagnostic: {} } },
  });
  const path = join(folder, 'a.dts');
  const textDocument = { uri: uri(path) };
  const pull = (previousResultId?: string) =>
    client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument,
      ...(previousResultId !== undefined && { previousResultId }),
    });
  client.open(path, board('a;'));
  const first = await pull();
  expect(first).toMatchObject({ kind: 'full', items: [{ range: { start: { line: 2 } } }] });
  client.change(path, 2, { text: `${board('a;')}// more\n` });
  expect(await pull(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
  client.change(path, 3, { text: `\n${board('a;')}` });
  const moved = await pull(first.resultId);
  expect(moved).toMatchObject({ kind: 'full', items: [{ range: { start: { line: 3 } } }] });
  expect(await pull('unknown')).toMatchObject({ kind: 'full' });
});

test('tokens are told in full, of a range and as what an edit has changed', async () => {
  const path = join(folderWith({}), 'a.dts');
  const client = await startServer(join(path, '..'));
  client.open(path, board('a = <1>;'));
  const textDocument = { uri: uri(path) };
  const { legend, full, range } = client.initialized.capabilities.semanticTokensProvider ?? {};
  expect({ full, range }).toEqual({ full: { delta: true }, range: true });
  const property = legend?.tokenTypes.indexOf('property') ?? -1;
  const first = await client.request<{ resultId: string; data: number[] }>(
    'textDocument/semanticTokens/full',
    { textDocument },
  );
  expect(first.data).toContain(property);
  const at = { line: 2, character: 9 };
  const lines = { start: at, end: { line: 2, character: 30 } };
  const some = await client.request<{ data: number[] }>('textDocument/semanticTokens/range', {
    textDocument,
    range: lines,
  });
  expect(some.data.length).toBe(15);
  client.change(path, 2, { range: { start: at, end: at }, text: 'b; ' });
  const delta = await client.request('textDocument/semanticTokens/full/delta', {
    textDocument,
    previousResultId: first.resultId,
  });
  expect(delta).toMatchObject({ edits: [{ deleteCount: expect.any(Number) as number }] });
});
