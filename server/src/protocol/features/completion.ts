/**
 * `textDocument/completion`. Where the cursor goes inside the inserted text is said as a snippet; a client without
 * snippets gets the text alone.
 */
import {
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
} from 'vscode-languageserver/node';
import { completion as completeAt } from '../../features/completion/completion';
import type {
  CompletionEdit,
  CompletionItem as Item,
  CompletionKind,
} from '../../features/completion/completion-item';
import { offsetOf } from '../from-lsp';
import { lspRange } from '../to-lsp';
import type { View } from '../view';

export function completion(view: View, { position }: CompletionParams): CompletionList {
  const { isIncomplete, items } = completeAt(
    view.snapshot,
    view.file,
    offsetOf(view.source, position),
  );
  return { isIncomplete, items: items.map((it) => toLsp(view, it)) };
}

function toLsp(view: View, item: Item): CompletionItem {
  const isSnippet = view.client.takesSnippets && item.edit.cursor !== undefined;
  return {
    label: item.label,
    kind: kindOf(item.kind),
    filterText: item.filterText,
    sortText: item.sortText,
    insertTextMode: InsertTextMode.adjustIndentation,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range: lspRange(view.source, item.edit.range),
      newText: isSnippet ? snippetOf(item.edit) : item.edit.newText,
    },
    ...(item.detail !== undefined && { detail: item.detail }),
    ...(item.documentation !== undefined && {
      documentation: { kind: MarkupKind.Markdown, value: item.documentation },
    }),
    ...(item.isDeprecated === true && { tags: [CompletionItemTag.Deprecated] }),
    ...(item.asksAgain === true && {
      command: { title: 'Suggest', command: 'editor.action.triggerSuggest' },
    }),
  };
}

/** The text with `$0` where the cursor goes. */
function snippetOf({ newText, cursor = newText.length }: CompletionEdit): string {
  const escaped = (text: string) => text.replace(/[\\$}]/g, '\\$&');
  return `${escaped(newText.slice(0, cursor))}$0${escaped(newText.slice(cursor))}`;
}

function kindOf(kind: CompletionKind): CompletionItemKind {
  switch (kind) {
    case 'compatible':
      return CompletionItemKind.EnumMember;
    case 'property':
      return CompletionItemKind.Property;
    case 'value':
      return CompletionItemKind.Value;
    case 'label':
      return CompletionItemKind.Reference;
    case 'path':
      return CompletionItemKind.Folder;
    case 'node':
      return CompletionItemKind.Class;
    case 'keyword':
      return CompletionItemKind.Keyword;
    case 'macro':
      return CompletionItemKind.Constant;
    case 'file':
      return CompletionItemKind.File;
  }
}
