/**
 * The language server as a program: `--stdio`, `--node-ipc` or `--socket=PORT` on its command line say how the
 * client talks to it.
 */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server';
import { keepHeapSmall } from './small-heap';

const atRest = keepHeapSmall();
serve(createConnection(ProposedFeatures.all), atRest);
