/**
 * Lets the code of a finding open the page that is bundled with the extension, instead of the address on the
 * web that the server gives for all editors: it shows the page of this very version, and needs no network.
 */
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';

/** Redirects pushed and pulled diagnostics alike. */
export const ruleLinks: Middleware = {
  handleDiagnostics: (uri, diagnostics, next) => {
    diagnostics.forEach(linkToPage);
    next(uri, diagnostics);
  },
  provideDiagnostics: async (document, previousResultId, token, next) => {
    const report = await next(document, previousResultId, token);
    if (report && 'items' in report) report.items.forEach(linkToPage);
    return report;
  },
};

/** VS Code follows links to commands in the codes of findings; the query holds the arguments. */
function linkToPage(diagnostic: vscode.Diagnostic): void {
  const { code } = diagnostic;
  if (typeof code !== 'object') return;
  const query = encodeURIComponent(JSON.stringify([code.value]));
  const target = vscode.Uri.parse(`command:dts-chosen.showRulePage?${query}`);
  diagnostic.code = { value: code.value, target };
}
