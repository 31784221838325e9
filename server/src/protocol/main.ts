/**
 * The language server as a program: `--stdio`, `--node-ipc` or `--socket=PORT` on its command line say how the
 * client talks to it.
 */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server';

serve(createConnection(ProposedFeatures.all));
