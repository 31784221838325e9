/** `textDocument/foldingRange`: whole lines, as every client folds them. */
import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver/node';
import { foldingRanges as foldsIn, type FoldingRange as Fold } from '../../features/folding-ranges';
import { lspRange } from '../to-lsp';
import type { View } from '../view';

export function foldingRanges(view: View): FoldingRange[] {
  return foldsIn(view.snapshot, view.file).map(({ kind, range }) => {
    const { start, end } = lspRange(view.source, range);
    return { startLine: start.line, endLine: end.line, ...(kind && { kind: kindOf(kind) }) };
  });
}

function kindOf(kind: NonNullable<Fold['kind']>): FoldingRangeKind {
  switch (kind) {
    case 'comment':
      return FoldingRangeKind.Comment;
    case 'imports':
      return FoldingRangeKind.Imports;
    case 'region':
      return FoldingRangeKind.Region;
  }
}
