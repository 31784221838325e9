/** `textDocument/codeLens`: lines to read; they carry no command, so that a click does nothing. */
import type { CodeLens } from 'vscode-languageserver/node';
import { codeLenses as lensesIn } from '../../features/code-lens';
import { lspRange } from '../to-lsp';
import type { View } from '../view';

export function codeLenses(view: View): CodeLens[] {
  return lensesIn(view.snapshot, view.file).map(({ range, title }) => ({
    range: lspRange(view.source, range),
    command: { title, command: '' },
  }));
}
