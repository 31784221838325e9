import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type {
  DocumentDiagnosticReport,
  PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { folderWith } from '../folder-with';
import { plainClient, startServer, uri } from './language-client';

const board = `/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	memory@40000000 { device_type = "memory"; reg = <0x40000000 0x40000000>; };
	chosen {
		#address-cells = <1>;
		#size-cells = <1>;
		kernel@50000000 {
			compatible = "multiboot,kernel", "multiboot,module";
			reg = <0x50000000 0x200000>;
		};
		ramdisk@50100000 {
			compatible = "multiboot,ramdisk", "multiboot,module";
			reg = <0x50100000 0x100000>;
		};
	};
};
`;

const pulling = { textDocument: { ...plainClient.textDocument, diagnostic: {} } };

test('a finding comes with its version, its rule page, the other place and its line', async () => {
  const folder = folderWith({ 'board.dts': board });
  const client = await startServer(folder);
  client.open(join(folder, 'board.dts'), board, 7);
  const [overlap, ...others] = await client.published(join(folder, 'board.dts'), 7);
  expect(others).toEqual([]);
  expect(overlap).toMatchObject({
    code: 'xen/module-overlap',
    severity: 1,
    source: 'dts-chosen',
    codeDescription: { href: expect.stringMatching(/docs\/rules\/xen\/module-overlap\.md$/) },
    range: { start: { line: 14 } },
    relatedInformation: [{ location: { range: { start: { line: 10 } } } }],
  });
});

test('an edit mends the finding, and the last version is the one that is published last', async () => {
  const path = join(folderWith({}), 'board.dts');
  const client = await startServer(join(path, '..'));
  client.open(path, board, 1);
  await client.published(path, 1);
  const at = { line: 10, character: 20 };
  for (let version = 2; version < 10; version++)
    client.change(path, version, { range: { start: at, end: at }, text: version % 2 ? ' ' : '\t' });
  client.change(path, 10, {
    range: { start: { line: 14, character: 10 }, end: { line: 14, character: 20 } },
    text: '0x50800000',
  });
  const mended = await client.published(path, 10);
  expect(mended.map((it) => it.code)).not.toContain('xen/module-overlap');
  const all = (client.told.get('textDocument/publishDiagnostics') ??
    []) as PublishDiagnosticsParams[];
  const versions = all.filter((it) => it.uri === uri(path)).map((it) => it.version ?? 0);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  expect(versions.at(-1)).toBe(10);
});

test('a client that pulls is not pushed at, and is told when nothing has changed', async () => {
  const folder = folderWith({ 'board.dts': board });
  const path = join(folder, 'board.dts');
  const client = await startServer(folder, { capabilities: pulling });
  client.open(path, board);
  const textDocument = { uri: uri(path) };
  const first = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument,
  });
  expect(first).toMatchObject({ kind: 'full', items: [{ code: 'xen/module-overlap' }] });
  const previousResultId = first.resultId;
  const again = await client.request('textDocument/diagnostic', { textDocument, previousResultId });
  expect(again).toEqual({ kind: 'unchanged', resultId: previousResultId });
  client.change(path, 2, { text: '/dts-v1/; / { };' });
  const after = await client.request('textDocument/diagnostic', { textDocument, previousResultId });
  expect(after).toMatchObject({ kind: 'full', items: [] });
  expect(client.told.get('textDocument/publishDiagnostics') ?? []).toEqual([]);
});

test('a file that is only included is reported where the mistake is', async () => {
  const folder = folderWith({ 'soc.dtsi': '/ { soc { a = <1>;; }; };\n' });
  const client = await startServer(folder);
  client.open(join(folder, 'board.dts'), '/dts-v1/;\n#include "soc.dtsi"\n/ { };\n');
  const found = await client.published(join(folder, 'soc.dtsi'));
  expect(found).toMatchObject([{ code: 'syntax/unexpected-token', range: { start: { line: 0 } } }]);
  expect(found[0]?.relatedInformation?.[0]?.location.uri).toBe(uri(join(folder, 'board.dts')));
  expect(await client.published(join(folder, 'board.dts'), 1)).toEqual([]);
});

test('a file changed on the disk changes the findings of the document that includes it', async () => {
  const folder = folderWith({ 'soc.dtsi': '/ { soc: soc { }; };\n' });
  const client = await startServer(folder);
  const path = join(folder, 'board.dts');
  client.open(path, '/dts-v1/;\n#include "soc.dtsi"\n&soc { };\n');
  expect(await client.published(path, 1)).toEqual([]);
  writeFileSync(join(folder, 'soc.dtsi'), '/ { other: soc { }; };\n');
  const changes = [{ uri: uri(join(folder, 'soc.dtsi')), type: 2 }];
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  const { diagnostics } = await client.notified<PublishDiagnosticsParams>(
    'textDocument/publishDiagnostics',
    (it) => it.uri === uri(path) && it.diagnostics.length > 0,
  );
  expect(diagnostics).toMatchObject([{ code: 'syntax/unknown-reference' }]);
});

test('a file that appears later is found', async () => {
  const folder = folderWith({});
  const client = await startServer(folder);
  const path = join(folder, 'board.dts');
  client.open(path, '/dts-v1/;\n#include "late.dtsi"\n/ { };\n');
  expect(await client.published(path, 1)).toMatchObject([{ code: 'cpp/include-not-found' }]);
  writeFileSync(join(folder, 'late.dtsi'), '');
  const changes = [{ uri: uri(join(folder, 'late.dtsi')), type: 1 }];
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await client.notified<PublishDiagnosticsParams>(
    'textDocument/publishDiagnostics',
    (it) => it.uri === uri(path) && it.diagnostics.length === 0,
  );
});

test('an unsaved include counts before the one on the disk', async () => {
  const folder = folderWith({ 'soc.dtsi': '/ { soc: soc { }; };\n' });
  const client = await startServer(folder);
  client.open(join(folder, 'soc.dtsi'), '/ { renamed: soc { }; };\n');
  client.open(join(folder, 'board.dts'), '/dts-v1/;\n#include "soc.dtsi"\n&renamed { };\n');
  expect(await client.published(join(folder, 'board.dts'), 1)).toEqual([]);
});

test('closing a document takes its findings back', async () => {
  const folder = folderWith({ 'board.dts': board });
  const client = await startServer(folder);
  const path = join(folder, 'board.dts');
  client.open(path, board);
  await client.published(path, 1);
  await client.connection.sendNotification('textDocument/didClose', {
    textDocument: { uri: uri(path) },
  });
  await client.notified<PublishDiagnosticsParams>(
    'textDocument/publishDiagnostics',
    (it) => it.uri === uri(path) && it.diagnostics.length === 0,
  );
});

test('opening another document does not take findings back in the meantime', async () => {
  const folder = folderWith({
    'other/root.dts': '/dts-v1/;\n#include "part.dtsi"\n/ { n { b; b; }; };\n',
    'other/part.dtsi': '/ { };\n',
  });
  const client = await startServer(folder);
  const path = join(folder, 'board.dts');
  client.open(path, board);
  await client.published(path, 1);
  client.open(join(folder, 'other/part.dtsi'), '/ { };\n');
  await client.published(join(folder, 'other/root.dts'));
  const all = client.told.get('textDocument/publishDiagnostics') as PublishDiagnosticsParams[];
  expect(all.filter((it) => it.uri === uri(path)).map((it) => it.diagnostics.length)).toEqual([1]);
});
