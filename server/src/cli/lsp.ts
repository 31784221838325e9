/** `dts-chosen lsp`: the language server, which lies beside this program as a bundle of its own. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ExitStatus } from './exit-status';
import { warn } from './trouble';

export interface LspOptions {
  readonly stdio?: true;
  readonly nodeIpc?: true;
  readonly socket?: string;
}

/** Starts the server, which reads from the command line how to talk; it ends the process by itself. */
export function lsp({ nodeIpc, socket, stdio }: LspOptions): ExitStatus | undefined {
  if (stdio !== true && nodeIpc !== true && socket === undefined) {
    warn('lsp: expected --stdio, --node-ipc or --socket=PORT');
    return 2;
  }
  createRequire(__filename)(join(__dirname, 'server.js'));
  return undefined;
}
