/** `textDocument/definition`: links where the client takes them, else plain locations. */
import type { DefinitionParams, Location, LocationLink } from 'vscode-languageserver/node';
import { definition as definitionAt } from '../../features/definition';
import { offsetOf } from '../from-lsp';
import { lspLocation, lspRange } from '../to-lsp';
import type { View } from '../view';

export function definition(
  view: View,
  { position }: DefinitionParams,
): LocationLink[] | Location[] {
  const links = definitionAt(view.snapshot, view.file, offsetOf(view.source, position));
  if (!view.client.takesLinks) return links.map((it) => lspLocation(view, it.file, it.selection));
  return links.map((it) => {
    const target = view.snapshot.file(it.file);
    return {
      originSelectionRange: lspRange(view.source, it.origin),
      targetUri: view.uriOf(it.file),
      targetRange: lspRange(target, it.range),
      targetSelectionRange: lspRange(target, it.selection),
    };
  });
}
