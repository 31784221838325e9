/**
 * The language server as a program: `--stdio`, `--node-ipc` or `--socket=PORT` on its command line say how the
 * client talks to it.
 */
import { Console } from 'node:console';
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type Connection,
  type ContentTypeEncoder,
} from 'vscode-languageserver/node';
import { messageBytes } from './message-bytes';
import { serve } from './server';
import { keepHeapSmall } from './small-heap';

const encoder: ContentTypeEncoder = {
  name: 'application/json',
  encode: (message) => Promise.resolve(messageBytes(message)),
};

/** As the library would do it, but that messages are made our way and the console writes to standard error. */
function overStdio(): Connection {
  // Standard output is the client's alone.
  globalThis.console = new Console(process.stderr);
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout, { contentTypeEncoder: encoder }),
  );
  const state = { isShutDown: false };
  connection.onShutdown(() => {
    state.isShutDown = true;
  });
  // A client that goes without a word takes its server with it.
  const leave = () => process.exit(state.isShutDown ? 0 : 1);
  process.stdin.on('end', leave).on('close', leave);
  return connection;
}

// Last: what stands above is there when the server starts.
const atRest = keepHeapSmall();
serve(
  process.argv.includes('--stdio') ? overStdio() : createConnection(ProposedFeatures.all),
  atRest,
);
