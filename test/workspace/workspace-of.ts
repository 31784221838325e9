/** A workspace made of texts by path; whatever is looked for and not among them is called absent. */
import { fileId } from '../../server/src/lexer/token-chunk';
import type { Change } from '../../server/src/workspace/change';
import type { Analysis, Diagnostic } from '../../server/src/workspace/snapshot';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';

export type Texts = Readonly<Record<string, string>>;

/** Applies the texts and what else is given, and settles what is missing. */
export function workspaceOf(texts: Texts, change: Change = {}): Workspace {
  const workspace = createWorkspace();
  const files = Object.entries(texts).map(([path, text]) => ({
    kind: 'text' as const,
    file: fileId(path),
    text,
  }));
  workspace.apply({ ...change, files });
  settle(workspace, Object.keys(texts));
  return workspace;
}

/** Calls absent what the contexts of the files look for in vain. */
export function settle(workspace: Workspace, paths: readonly string[]): void {
  for (const path of paths) {
    const snapshot = workspace.current();
    const [context] = snapshot.contextsOf(fileId(path));
    if (context !== undefined) workspace.apply({ absent: snapshot.missing(context) });
  }
}

/** The analysis of the preferred context of a file. */
export function analysisOf(workspace: Workspace, path: string): Analysis {
  const snapshot = workspace.current();
  const [context = snapshot.contextOfRoot(fileId(path))] = snapshot.contextsOf(fileId(path));
  return snapshot.analysis(context);
}

/** `file:offset code` of each finding in the preferred context of a file. */
export function findingsOf(workspace: Workspace, path: string): readonly string[] {
  return analysisOf(workspace, path).diagnostics().map(briefly);
}

export function briefly({ code, file, range }: Diagnostic): string {
  return `${file}:${range.start} ${code}`;
}
