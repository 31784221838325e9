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
  const outline = symbolsIn(view.snapshot, view.file);
  return view.client.takesHierarchicalSymbols
    ? outline.map((it) => treeOf(view, it))
    : outline.flatMap((it) => listOf(view, it, ''));
}

function treeOf(
  view: View,
  { name, detail, kind, range, selection, children }: Outline,
): DocumentSymbol {
  return {
    name,
    detail,
    kind: kindOf(kind),
    range: lspRange(view.source, range),
    selectionRange: lspRange(view.source, selection),
    children: children.map((it) => treeOf(view, it)),
  };
}

function listOf(
  view: View,
  { name, kind, range, children }: Outline,
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
