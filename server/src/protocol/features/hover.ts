/** `textDocument/hover`: Markdown where the client shows it, else the same as plain text. */
import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver/node';
import { hover as hoverAt } from '../../features/hover/hover';
import { offsetOf } from '../from-lsp';
import { lspRange } from '../to-lsp';
import type { View } from '../view';

export function hover(view: View, { position }: HoverParams): Hover | null {
  const found = hoverAt(view.snapshot, view.file, offsetOf(view.source, position));
  if (found === undefined) return null;
  const kind = view.client.takesMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: found.markdown }, range: lspRange(view.source, found.range) };
}
