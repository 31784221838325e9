/**
 * `textDocument/codeAction`: complete actions with their edits. An action that cannot be taken is shown, with its
 * reason, only to clients that know disabled actions. What an action wants renamed next goes along as a command of
 * the VS Code client.
 */
import {
  CodeActionTriggerKind,
  type CodeAction,
  type CodeActionParams,
} from 'vscode-languageserver/node';
import { codeActions as actionsIn } from '../../features/code-actions';
import type { CodeAction as Action } from '../../features/code-action';
import { textRangeOf } from '../from-lsp';
import { lspDiagnostic, lspWorkspaceEdit } from '../to-lsp';
import type { View } from '../view';

export function codeActions(view: View, { context, range }: CodeActionParams): CodeAction[] {
  const actions = actionsIn(
    view.snapshot,
    view.file,
    textRangeOf(view.source, range),
    context.only,
  );
  const isAsked = context.triggerKind !== CodeActionTriggerKind.Automatic;
  return actions
    .filter((it) => it.disabled === undefined || (view.client.takesDisabledActions && isAsked))
    .map((it) => toLsp(view, it));
}

function toLsp(
  view: View,
  { title, kind, diagnostics, isPreferred, edits, disabled }: Action,
): CodeAction {
  const versionOf = view.client.takesDocumentChanges ? view.versionOf : undefined;
  return {
    title,
    kind,
    ...(diagnostics.length > 0 && {
      diagnostics: diagnostics.map((it) => lspDiagnostic(view, it)),
    }),
    ...(isPreferred && { isPreferred }),
    ...(disabled === undefined
      ? { edit: lspWorkspaceEdit(view, edits, versionOf) }
      : { disabled: { reason: disabled } }),
  };
}
