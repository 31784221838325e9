/**
 * A language client for measurements: starts the built command line as an editor would, speaks JSON-RPC over its
 * standard input and output, and notes when each answer came. It does nothing while the server works.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
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
import type { PlannedEdit } from './edits';
import { untilQuiet, usageOf, type ProcessUsage } from './process-usage';

export interface BenchClient {
  readonly initialized: InitializeResult;
  /** From starting the process to its answer to `initialize`, in milliseconds. */
  readonly initializeMs: number;
  /** Opens a file and does not wait. */
  open(file: string, text: string): Sent;
  /** Closes a file and does not wait. */
  close(file: string): void;
  /** Sends one edit and does not wait. */
  edit(file: string, edit: PlannedEdit): Sent;
  /** The diagnostics of what was sent, or of something newer. Ask in the same turn. */
  published(sent: Sent): Promise<Published>;
  request(method: string, params: object): Promise<Timed<unknown>>;
  /** When the server last published anything, or anything about one file, on the clock of `performance.now()`. */
  lastPublished(uri?: string): number;
  usage(): ProcessUsage | undefined;
  untilQuiet(): Promise<void>;
  stop(): Promise<void>;
}

export interface Timed<T> {
  readonly ms: number;
  readonly value: T;
}

export interface Sent {
  readonly uri: string;
  readonly version: number;
  /** When it was sent, on the clock of `performance.now()`. */
  readonly at: number;
}

export interface Published {
  /** Since it was sent. */
  readonly ms: number;
  readonly findings: readonly Diagnostic[];
}

export interface StartOptions {
  readonly cli: string;
  /** Behind it; those of our own server when there are none. */
  readonly args?: readonly string[];
  readonly folder: string;
  /** Whether the client asks for diagnostics itself. */
  readonly pulls: boolean;
  /** For Node itself. */
  readonly nodeOptions: readonly string[];
}

/** No answer may take longer, in milliseconds. */
const patience = 120_000;

/** Starts a server for one folder. */
export async function startClient(options: StartOptions): Promise<BenchClient> {
  const started = performance.now();
  const { args = ['lsp', '--stdio'], cli, nodeOptions } = options;
  const child = spawn(process.execPath, [...nodeOptions, cli, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const pid = child.pid ?? 0;
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const documents = followPublished(connection);
  answerServer(connection);
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: uriOf(options.folder),
    workspaceFolders: [{ uri: uriOf(options.folder), name: 'bench' }],
    capabilities: capabilities(options.pulls),
  });
  const initializeMs = performance.now() - started;
  await connection.sendNotification('initialized', {});
  return {
    ...{ initialized, initializeMs, lastPublished: documents.last },
    open: (file, text) => open(connection, documents, uriOf(file), text),
    close: (file) => {
      const textDocument = { uri: uriOf(file) };
      void connection.sendNotification('textDocument/didClose', { textDocument });
    },
    edit: (file, edit) => send(connection, documents, uriOf(file), edit),
    published: (sent) => inTime(documents.published(sent), 'diagnostics'),
    request: async (method, params) => {
      const at = performance.now();
      const value = await inTime(connection.sendRequest(method, params), method);
      return { ms: performance.now() - at, value };
    },
    usage: () => usageOf(pid),
    untilQuiet: () => untilQuiet(pid),
    stop: async () => {
      const exited = once(child, 'exit');
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await exited;
      connection.dispose();
    },
  };
}

/** How LSP names a file. */
export function uriOf(file: string): string {
  return pathToFileURL(file).toString();
}

function capabilities(pulls: boolean): InitializeParams['capabilities'] {
  return {
    workspace: { configuration: true, workspaceFolders: true },
    textDocument: {
      publishDiagnostics: { relatedInformation: true, versionSupport: true },
      ...(pulls && { diagnostic: { dynamicRegistration: false } }),
      completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
      hover: { contentFormat: ['markdown'] },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      semanticTokens: {
        requests: { full: true },
        tokenTypes: [],
        tokenModifiers: [],
        formats: ['relative'],
      },
    },
  };
}

function answerServer(connection: MessageConnection): void {
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
    items.map(() => null),
  );
  connection.onRequest(() => null);
  connection.onNotification(() => undefined);
}

interface Documents {
  readonly versions: Map<string, number>;
  published(sent: Sent): Promise<Published>;
  last(uri?: string): number;
}

function followPublished(connection: MessageConnection): Documents {
  const waiting = new Set<(params: PublishDiagnosticsParams, at: number) => boolean>();
  const last = new Map<string, number>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    (params: PublishDiagnosticsParams) => {
      const now = performance.now();
      last.set(params.uri, now);
      for (const waiter of waiting) if (waiter(params, now)) waiting.delete(waiter);
    },
  );
  return {
    versions: new Map(),
    last: (uri) => (uri === undefined ? Math.max(0, ...last.values()) : (last.get(uri) ?? 0)),
    published: ({ at: sent, uri, version }) =>
      new Promise((resolve) => {
        waiting.add((params, at) => {
          if (params.uri !== uri || (params.version ?? 0) < version) return false;
          resolve({ ms: at - sent, findings: params.diagnostics });
          return true;
        });
      }),
  };
}

function open(
  connection: MessageConnection,
  { versions }: Documents,
  uri: string,
  text: string,
): Sent {
  versions.set(uri, 1);
  const textDocument = { uri, languageId: 'dts', version: 1, text };
  const at = performance.now();
  void connection.sendNotification('textDocument/didOpen', { textDocument });
  return { uri, version: 1, at };
}

function send(
  connection: MessageConnection,
  { versions }: Documents,
  uri: string,
  { at: range, edit }: PlannedEdit,
): Sent {
  const version = (versions.get(uri) ?? 0) + 1;
  versions.set(uri, version);
  const contentChanges = [{ range, text: edit.newText }];
  const at = performance.now();
  void connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges,
  });
  return { uri, version, at };
}

/** Gives up with an error rather than waiting for ever. */
async function inTime<T>(promise: Promise<T>, what: string): Promise<T> {
  const timers: NodeJS.Timeout[] = [];
  const late = new Promise<never>((_resolve, reject) => {
    timers.push(setTimeout(() => reject(new Error(`no answer: ${what}`)), patience));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    timers.forEach(clearTimeout);
  }
}
