/** `textDocument/documentSymbol`: the outline, as a tree where the client takes one, else as a flat list. */
import {
  SymbolKind,
  type DocumentSymbol,
  type SymbolInformation,
} from 'vscode-languageserver/node';
import {
  documentSymbols as symbolsIn,
  type DocumentSymbol as Outline,
} from '../../features/document-symbols';
import { lspLocation, lspRange } from '../to-lsp';
import type { View } from '../view';

export function documentSymbols(view: View): DocumentSymbol[] | SymbolInformation[] {
  const { client, file, snapshot } = view;
  if (client.takesHierarchicalSymbols)
    return symbolsIn<DocumentSymbol>(snapshot, file, (it, children) => treeOf(view, it, children));
  const nested = symbolsIn<Nested>(snapshot, file, (symbol, children) => ({ symbol, children }));
  return nested.flatMap((it) => listOf(view, it, ''));
}

function treeOf(
  { source }: View,
  { name, detail, kind, range, selection }: Outline,
  children: DocumentSymbol[],
): DocumentSymbol {
  return {
    name,
    detail,
    kind: kindOf(kind),
    range: lspRange(source, range),
    selectionRange: lspRange(source, selection),
    children,
  };
}

interface Nested {
  readonly symbol: Outline;
  readonly children: readonly Nested[];
}

function listOf(
  view: View,
  { symbol: { name, kind, range }, children }: Nested,
  containerName: string,
): SymbolInformation[] {
  const own = {
    name,
    kind: kindOf(kind),
    location: lspLocation(view, view.file, range),
    containerName,
  };
  return [own, ...children.flatMap((it) => listOf(view, it, name))];
}

function kindOf(kind: Outline['kind']): SymbolKind {
  switch (kind) {
    case 'root':
      return SymbolKind.Module;
    case 'node':
      return SymbolKind.Class;
    case 'reference':
      return SymbolKind.Namespace;
    case 'property':
      return SymbolKind.Property;
  }
}
