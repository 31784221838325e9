/** What the server works out while keys come faster than it can answer: counted inside it, over the real protocol. */
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import {
  createConnection,
  type CompletionList,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { serve } from '../../server/src/protocol/server';
import { folderWith } from '../folder-with';
import { plainClient, uri } from './language-client';

/** What was done, in order: the texts that were analysed, and `findings` or `published` with what they are of. */
const done: string[] = vi.hoisted(() => []);
vi.mock(import('../../server/src/workspace/analysis'), async (original) => {
  const real = await original();
  return {
    ...real,
    analyse: (reading, library, last) => {
      const text = library.file(reading.context.root)?.text ?? '';
      done.push(`analysis ${keysIn(text)}`);
      const work = real.analyse(reading, library, last);
      const { diagnosticsFor } = work.analysis;
      const asked: true[] = [];
      const noted: typeof diagnosticsFor = (files) => {
        if (asked.length === 0) done.push(`findings ${keysIn(text)}`);
        asked.push(true);
        return diagnosticsFor(files);
      };
      Object.assign(work.analysis, { diagnosticsFor: noted });
      return work;
    },
  };
});

/** How many keys were typed into a text. */
const keysIn = vi.hoisted(() => (text: string) => text.split('x').length - 1);

beforeEach(() => {
  done.length = 0;
});

/** A client of a server in this process, with `/ { };` open in its first version. */
async function opened() {
  const folder = folderWith({});
  const path = join(folder, 'a.dts');
  const [up, down] = [new PassThrough(), new PassThrough()];
  serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)));
  const client = createMessageConnection(
    new StreamMessageReader(down),
    new StreamMessageWriter(up),
  );
  onTestFinished(() => client.dispose());
  const waiting = new Map<number, () => void>();
  client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    done.push(`published ${params.version}`);
    waiting.get(params.version ?? 0)?.();
  });
  client.listen();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: uri(folder),
    capabilities: plainClient,
  });
  void client.sendNotification('initialized', {});
  const published = (version: number) =>
    new Promise<void>((resolve) => waiting.set(version, resolve));
  const first = published(1);
  const textDocument = {
    uri: uri(path),
    languageId: 'dts',
    version: 1,
    text: '/dts-v1/;\n/ { };\n',
  };
  void client.sendNotification('textDocument/didOpen', { textDocument });
  await first;
  done.length = 0;
  return {
    client,
    published,
    document: { uri: uri(path) },
    type: (version: number) => {
      const at = { line: 1, character: 3 };
      void client.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(path), version },
        contentChanges: [{ range: { start: at, end: at }, text: 'x; ' }],
      });
    },
  };
}

test('20 keys that come without a pause are worked out twice at most, the newest last', async () => {
  const { type, published } = await opened();
  const last = published(21);
  for (let version = 2; version <= 21; version++) type(version);
  await last;
  const count = (what: string) => done.filter((it) => it.startsWith(what)).length;
  expect(count('analysis')).toBeLessThanOrEqual(2);
  expect(count('findings')).toBeLessThanOrEqual(2);
  expect(count('published')).toBeLessThanOrEqual(2);
  expect(done).toContain('analysis 20');
});

test('completion right behind a key is answered from the new text before its findings are looked for', async () => {
  const { client, document, published, type } = await opened();
  const last = published(2);
  type(2);
  const position = { line: 1, character: 6 };
  const answer = client.sendRequest<CompletionList>('textDocument/completion', {
    textDocument: document,
    position,
  });
  const { items } = await answer;
  done.push('completed');
  expect(items.length).toBeGreaterThan(0);
  await last;
  expect(done).toEqual(['analysis 1', 'completed', 'findings 1', 'published 2']);
});
