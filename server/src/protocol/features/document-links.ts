/** `textDocument/documentLink`: the files that includes name. */
import type { DocumentLink } from 'vscode-languageserver/node';
import { documentLinks as linksIn } from '../../features/document-links';
import { lspRange } from '../to-lsp';
import type { View } from '../view';

export function documentLinks(view: View): DocumentLink[] {
  return linksIn(view.snapshot, view.file).map(({ range, target }) => ({
    range: lspRange(view.source, range),
    target: view.uriOf(target),
  }));
}
