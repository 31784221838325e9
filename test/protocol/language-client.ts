/** A language client of a few lines: starts the built server over stdio and speaks plain JSON-RPC with it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type {
  Diagnostic,
  InitializeParams,
  InitializeResult,
  PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { onTestFinished } from 'vitest';

export interface TestClient {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  readonly initialized: InitializeResult;
  /** Methods of the requests that the server has sent. */
  readonly asked: readonly string[];
  /** Notifications from the server, by method, in order. */
  readonly told: ReadonlyMap<string, readonly unknown[]>;
  open(path: string, text: string, version?: number): void;
  change(path: string, version: number, ...changes: readonly object[]): void;
  request<R>(method: string, params: object): Promise<R>;
  /** The diagnostics of a file, once they were published for this version (any version when absent). */
  published(path: string, version?: number): Promise<readonly Diagnostic[]>;
  /** Waits for a notification that fits. */
  notified<P>(method: string, fits: (params: P) => boolean): Promise<P>;
}

export interface ClientOptions {
  readonly capabilities?: InitializeParams['capabilities'];
  readonly initializationOptions?: object;
  /** The answer to `workspace/configuration`, section `dts-chosen`. */
  readonly settings?: object;
  /** Answers `workspace/configuration` with an error. */
  readonly refusesSettings?: boolean;
  readonly folders?: readonly string[];
}

const server = join(import.meta.dirname, '../../dist/server.js');

/** A client that takes pushed diagnostics and says nothing else about itself. */
export const plainClient: InitializeParams['capabilities'] = {
  textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } },
};

/** The URI of a path. */
export function uri(path: string): string {
  return pathToFileURL(path).toString();
}

/** Starts a server in a folder; it ends with the test. */
export async function startServer(
  folder: string,
  options: ClientOptions = {},
): Promise<TestClient> {
  const child = spawn(process.execPath, [server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  onTestFinished(() => {
    connection.dispose();
    child.kill();
  });
  const asked: string[] = [];
  const told = new Map<string, unknown[]>();
  const waiting: (() => void)[] = [];
  connection.onRequest((method, params) => {
    asked.push(method);
    if (options.refusesSettings === true) return new ResponseError(-32601, 'not here');
    return method === 'workspace/configuration' && 'items' in Object(params)
      ? (params as { items: unknown[] }).items.map(() => options.settings ?? null)
      : null;
  });
  connection.onNotification((method, params) => {
    told.set(method, [...(told.get(method) ?? []), params]);
    waiting.splice(0).forEach((check) => check());
  });
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: uri(folder),
    workspaceFolders: (options.folders ?? [folder]).map((it) => ({ uri: uri(it), name: it })),
    capabilities: options.capabilities ?? plainClient,
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  const notified = <P>(method: string, fits: (params: P) => boolean): Promise<P> =>
    new Promise((resolve) => {
      const check = () => {
        const found = (told.get(method) ?? []).findLast((it) => fits(it as P));
        if (found === undefined) waiting.push(check);
        else resolve(found as P);
      };
      check();
    });
  const send = (method: string, params: object) => void connection.sendNotification(method, params);
  return {
    connection,
    process: child,
    initialized,
    asked,
    told,
    notified,
    open: (path, text, version = 1) => {
      send('textDocument/didOpen', {
        textDocument: { uri: uri(path), languageId: 'dts', version, text },
      });
    },
    change: (path, version, ...contentChanges) => {
      send('textDocument/didChange', { textDocument: { uri: uri(path), version }, contentChanges });
    },
    request: (method, params) => connection.sendRequest(method, params),
    published: async (path, version) => {
      const { diagnostics } = await notified<PublishDiagnosticsParams>(
        'textDocument/publishDiagnostics',
        (it) => it.uri === uri(path) && (version === undefined || it.version === version),
      );
      return diagnostics;
    },
  };
}
