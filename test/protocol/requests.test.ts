import { join } from 'node:path';
import { expect, test } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  CompletionList,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
} from 'vscode-languageserver/node';
import { folderWith } from '../folder-with';
import { plainClient, startServer, uri, type TestClient } from './language-client';

const board = `/dts-v1/;
/ {
	aliases {
		serial0 = &uart0;
	};

	chosen {
		#address-cells = <1>;
		#size-cells = <1>;

		module@50000000 {
			compatible = "multiboot,kernal", "multiboot,module";
			reg = <0x50000000 0x200000>;
		};
	};

	uart0: serial@9000000 {
		compatible = "arm,pl011", "arm,primecell";
	};
};
`;

async function opened(capabilities = plainClient): Promise<{ client: TestClient; path: string }> {
  const folder = folderWith({});
  const client = await startServer(folder, { capabilities });
  const path = join(folder, 'board.dts');
  client.open(path, board);
  return { client, path };
}

test('hover, definition, completion, outline and folds are answered right behind the opening', async () => {
  const { client, path } = await opened({
    ...plainClient,
    textDocument: {
      ...plainClient.textDocument,
      hover: { contentFormat: ['markdown'] },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    },
  });
  const textDocument = { uri: uri(path) };
  const [hover, definition, completion, symbols, folds] = await Promise.all([
    client.request<Hover>('textDocument/hover', {
      textDocument,
      position: { line: 12, character: 4 },
    }),
    client.request<Location[]>('textDocument/definition', {
      textDocument,
      position: { line: 3, character: 14 },
    }),
    client.request<CompletionList>('textDocument/completion', {
      textDocument,
      position: { line: 11, character: 27 },
    }),
    client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument }),
    client.request<FoldingRange[]>('textDocument/foldingRange', { textDocument }),
  ]);
  expect(JSON.stringify(hover.contents)).toContain('2 MiB');
  expect(definition).toMatchObject([{ uri: uri(path), range: { start: { line: 16 } } }]);
  expect(completion.items.map((it) => it.label)).toContain('multiboot,kernel');
  expect(symbols[0]?.children?.map((it) => it.name)).toEqual([
    'aliases',
    'chosen',
    'serial@9000000',
  ]);
  expect(folds).toContainEqual({ startLine: 1, endLine: 18 });
});

test('a fix is offered as an edit of the version that it was made for', async () => {
  const { client, path } = await opened({
    ...plainClient,
    workspace: { workspaceEdit: { documentChanges: true } },
  });
  const [finding] = await client.published(path, 1);
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: uri(path) },
    range: finding?.range ?? {},
    context: { diagnostics: [finding], only: ['quickfix'] },
  });
  expect(actions[0]).toMatchObject({
    kind: 'quickfix',
    diagnostics: [{ code: finding?.code }],
    edit: { documentChanges: [{ textDocument: { uri: uri(path), version: 1 } }] },
  });
});

test('a client without versioned edits gets plain ones', async () => {
  const { client, path } = await opened();
  const [finding] = await client.published(path, 1);
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: uri(path) },
    range: finding?.range ?? {},
    context: { diagnostics: [], only: ['quickfix'] },
  });
  expect(Object.keys(actions[0]?.edit?.changes ?? {})).toEqual([uri(path)]);
});

test('a rewriting is offered with its edits, so that the client can show them first', async () => {
  const { client, path } = await opened();
  const at = { line: 6, character: 3 };
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: uri(path) },
    range: { start: at, end: at },
    context: { diagnostics: [], only: ['refactor'] },
  });
  const [action] = actions.filter((it) => it.kind === 'refactor.rewrite');
  expect(action?.title).toBe('Add a ramdisk for dom0 at 0x50200000 (16 MiB)');
  const [edit] = action?.edit?.changes?.[uri(path)] ?? [];
  expect(edit?.newText).toContain('\t\tramdisk@50200000 {\n\t\t\tcompatible = "multiboot,ramdisk"');
});

test('an answer right behind an edit is about the edited text', async () => {
  const { client, path } = await opened();
  const at = { line: 15, character: 0 };
  client.change(path, 2, { range: { start: at, end: at }, text: '\tadded { };\n' });
  const symbols = await client.request<{ name: string }[]>('textDocument/documentSymbol', {
    textDocument: { uri: uri(path) },
  });
  expect(symbols.map((it) => it.name)).toContain('added');
});

test('an unknown document gets empty answers', async () => {
  const { client } = await opened();
  const params = {
    textDocument: { uri: 'file:///nowhere.dts' },
    position: { line: 0, character: 0 },
  };
  expect(await client.request('textDocument/hover', params)).toBeNull();
  expect(await client.request('textDocument/definition', params)).toEqual([]);
  expect(await client.request('textDocument/documentSymbol', params)).toEqual([]);
});

test('a malformed request is survived', async () => {
  const { client, path } = await opened();
  const textDocument = { uri: uri(path) };
  await client.request('textDocument/hover', { textDocument }).catch(() => undefined);
  await client.connection.sendNotification('textDocument/didChange', { textDocument });
  const symbols = await client.request('textDocument/documentSymbol', { textDocument });
  expect(symbols).not.toEqual([]);
});

test('the server ends when it is told to', async () => {
  const { client } = await opened();
  const ended = new Promise<number | null>((resolve) => client.process.on('exit', resolve));
  await client.connection.sendRequest('shutdown');
  await client.connection.sendNotification('exit');
  expect(await ended).toBe(0);
});

test('the server ends with its client, well only if it was told before', async () => {
  for (const isTold of [false, true]) {
    const { client, path } = await opened();
    await client.published(path);
    const ended = new Promise<number | null>((resolve) => client.process.on('exit', resolve));
    if (isTold) await client.connection.sendRequest('shutdown');
    client.connection.dispose();
    client.process.stdin?.end();
    expect(await ended).toBe(isTold ? 0 : 1);
  }
});

test('code lenses tell what Xen makes of /chosen, and a click on them does nothing', async () => {
  const { client, path } = await opened();
  expect(client.initialized.capabilities.codeLensProvider).toEqual({});
  const textDocument = { uri: uri(path) };
  expect(await client.request<CodeLens[]>('textDocument/codeLens', { textDocument })).toEqual([
    {
      range: { start: { line: 6, character: 1 }, end: { line: 6, character: 7 } },
      command: { title: 'dom0: kernel 0x50000000 (2 MiB), ramdisk –; 0 domains', command: '' },
    },
  ]);
  client.change(path, 2, { text: '/dts-v1/; / { };' });
  expect(await client.request<CodeLens[]>('textDocument/codeLens', { textDocument })).toEqual([]);
});
