import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../folder-with';
import { plainClient, startServer, uri } from './language-client';

const includer = '/dts-v1/;\n#include <soc.dtsi>\n&soc { };\n';
const soc = '/ { soc: soc { }; };\n';

test('a client without capabilities is asked nothing and still gets diagnostics', async () => {
  const folder = folderWith({});
  const client = await startServer(folder, { capabilities: {} });
  client.open(join(folder, 'a.dts'), '/dts-v1/;\n/ { a };\n');
  expect(await client.published(join(folder, 'a.dts'))).toMatchObject([
    { code: 'syntax/missing-semicolon' },
  ]);
  expect(client.asked).toEqual([]);
  expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
});

test('settings are asked for where the client answers, and include paths start from its folder', async () => {
  const folder = folderWith({ 'include/soc.dtsi': soc });
  const client = await startServer(folder, {
    capabilities: { ...plainClient, workspace: { configuration: true } },
    settings: { includePaths: ['include'] },
  });
  client.open(join(folder, 'a.dts'), includer);
  expect(await client.published(join(folder, 'a.dts'))).toEqual([]);
  expect(client.asked).toEqual(['workspace/configuration']);
});

test('a client that offers settings and then refuses them is served without', async () => {
  const folder = folderWith({});
  const client = await startServer(folder, {
    capabilities: { ...plainClient, workspace: { configuration: true } },
    refusesSettings: true,
  });
  client.open(join(folder, 'a.dts'), '/dts-v1/;\n/ { };\n');
  expect(await client.published(join(folder, 'a.dts'))).toEqual([]);
});

test('settings that come with a notification are taken as well', async () => {
  const folder = folderWith({ 'include/soc.dtsi': soc });
  const client = await startServer(folder);
  client.open(join(folder, 'a.dts'), includer);
  expect(await client.published(join(folder, 'a.dts'))).not.toEqual([]);
  await client.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { 'dts-chosen': { includePaths: ['include'] } },
  });
  await client.notified<{ diagnostics: readonly unknown[] }>(
    'textDocument/publishDiagnostics',
    (it) => it.diagnostics.length === 0,
  );
});

test('settings given at the start serve a client that gives none later', async () => {
  const folder = folderWith({ 'include/soc.dtsi': soc });
  const client = await startServer(folder, {
    initializationOptions: { settings: { includePaths: ['include'] } },
  });
  client.open(join(folder, 'a.dts'), includer);
  expect(await client.published(join(folder, 'a.dts'))).toEqual([]);
});

test('an untrusted workspace may not name folders to read', async () => {
  const folder = folderWith({ 'include/soc.dtsi': soc });
  const client = await startServer(folder, {
    initializationOptions: { trusted: false, settings: { includePaths: ['include'] } },
  });
  client.open(join(folder, 'a.dts'), includer);
  const found = await client.published(join(folder, 'a.dts'));
  expect(found.map((it) => it.code)).toContain('cpp/include-not-found');
});

test('in an untrusted workspace a configured folder that is a link leads nowhere else', async () => {
  const secret = folderWith({ 'soc.dtsi': soc });
  const folder = folderWith({
    '.dts-chosen.json': '{ "contexts": [{ "includePaths": ["link"] }] }',
  });
  symlinkSync(secret, join(folder, 'link'));
  const client = await startServer(folder, { initializationOptions: { trusted: false } });
  client.open(join(folder, 'a.dts'), includer);
  const found = await client.published(join(folder, 'a.dts'));
  expect(found.map((it) => it.code)).toContain('cpp/include-not-found');
});

test('nothing outside the workspace is read, by whatever way', async () => {
  const secret = folderWith({ 'secret.dtsi': '/ { secret { }; };\n' });
  const folder = folderWith({});
  symlinkSync(join(secret, 'secret.dtsi'), join(folder, 'link.dtsi'));
  mkdirSync(join(folder, 'sub'));
  symlinkSync(secret, join(folder, 'sub/folder'));
  const client = await startServer(folder);
  const names = [
    join(secret, 'secret.dtsi'),
    `../${secret.split('/').at(-1) ?? ''}/secret.dtsi`,
    'link.dtsi',
    'sub/folder/secret.dtsi',
  ];
  const path = join(folder, 'a.dts');
  client.open(path, `/dts-v1/;\n${names.map((it) => `#include "${it}"\n`).join('')}/ { };\n`);
  const found = await client.published(path);
  expect(found.map((it) => it.code)).toEqual(names.map(() => 'cpp/include-not-found'));
  const { text } = await client.request<{ text: string }>('dts-chosen/composedTree', {
    uri: uri(path),
    provenance: false,
  });
  expect(text).not.toContain('secret {');
});

test('a fragment is read through the root beside it, and the status says so', async () => {
  const folder = folderWith({
    'boards/soc.dtsi': '&uart0 { status = "okay"; };\n',
    'boards/middle.dtsi': '#include "soc.dtsi"\n',
    'boards/board.dts': '/dts-v1/;\n/ { uart0: uart { }; };\n#include "middle.dtsi"\n',
  });
  const client = await startServer(folder);
  const path = join(folder, 'boards/soc.dtsi');
  client.open(path, '&uart0 { status = "okay"; };\n');
  expect(await client.notified('dts-chosen/status', () => true)).toMatchObject({
    uri: uri(path),
    context: { root: 'board.dts', file: uri(join(folder, 'boards/board.dts')), overlays: 0 },
    target: { name: 'none' },
  });
  expect(await client.published(path)).toEqual([]);
});

test('a fragment alone is not accused of what its includer brings', async () => {
  const folder = folderWith({});
  const client = await startServer(folder);
  const path = join(folder, 'soc.dtsi');
  client.open(path, '&uart0 { clocks = <&clk UART_CLOCK>; };\n');
  expect(await client.published(path)).toEqual([]);
  expect(await client.notified('dts-chosen/status', () => true)).not.toHaveProperty('context');
});

test('the configuration of the workspace names root, overlays and target', async () => {
  const folder = folderWith({
    'board.dts': '/dts-v1/;\n/ { uart0: uart { }; };\n',
    'extra.dtso': '/dts-v1/;\n/plugin/;\n&uart0 { status = "okay"; };\n',
    '.dts-chosen.json': JSON.stringify({
      contexts: [{ root: 'board.dts', overlays: ['extra.dtso'], target: 'xen@4.17' }],
    }),
  });
  const client = await startServer(folder);
  const path = join(folder, 'board.dts');
  client.open(path, '/dts-v1/;\n/ { uart0: uart { }; };\n');
  expect(await client.notified('dts-chosen/status', () => true)).toMatchObject({
    context: { root: 'board.dts', overlays: 1 },
    target: { name: 'xen@4.17' },
  });
  const { text } = await client.request<{ text: string }>('dts-chosen/composedTree', {
    uri: uri(path),
    provenance: true,
  });
  expect(text).toMatch(/status = "okay";.*extra\.dtso:3/);
});

test('two folders have each their own settings', async () => {
  const one = folderWith({ 'include/soc.dtsi': soc });
  const two = folderWith({});
  const client = await startServer(one, {
    folders: [one, two],
    initializationOptions: { settings: { includePaths: ['include'] } },
  });
  client.open(join(one, 'a.dts'), includer);
  client.open(join(two, 'a.dts'), includer);
  expect(await client.published(join(one, 'a.dts'))).toEqual([]);
  expect(await client.published(join(two, 'a.dts'))).not.toEqual([]);
});

test('a document without a path is served from its own text', async () => {
  const client = await startServer(folderWith({}));
  const textDocument = {
    uri: 'untitled:Untitled-1',
    languageId: 'dts',
    version: 1,
    text: '/dts-v1/;\n/ { a };\n',
  };
  await client.connection.sendNotification('textDocument/didOpen', { textDocument });
  const { diagnostics } = await client.notified<{ uri: string; diagnostics: readonly unknown[] }>(
    'textDocument/publishDiagnostics',
    (it) => it.uri === 'untitled:Untitled-1',
  );
  expect(diagnostics).toMatchObject([{ code: 'syntax/missing-semicolon' }]);
});
