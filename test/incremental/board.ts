/** Boards in a workspace, as the language server has them: the root, its includes, and an overlay. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SchemaFile } from '../../server/src/bindings/catalogue';
import type { DiskFiles } from '../../server/src/cli/disk-files';
import { sourceFile } from '../../server/src/lexer/source-file';
import { fileId, type FileId } from '../../server/src/lexer/token-chunk';
import { folderOf } from '../../server/src/text/path';
import type { Change, FileChange } from '../../server/src/workspace/change';
import { defaultSettings } from '../../server/src/workspace/settings';
import { sourceTreeOf } from '../../server/src/workspace/source-tree';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';

export interface Board {
  readonly root: FileId;
  readonly overlay?: FileId;
  readonly workspace: Workspace;
  readonly disk: DiskFiles;
  /** What was told besides texts, to tell it again from scratch. */
  told: Required<Pick<Change, 'aliases' | 'absent' | 'settings' | 'trees' | 'schemas' | 'open'>>;
}

export interface BoardOptions {
  readonly disk: DiskFiles;
  readonly schemas: readonly SchemaFile[];
  /** The text of an overlay that is applied to the board. */
  readonly overlay?: string | undefined;
}

/** Opens a board and loads all that it asks for. */
export function openBoard(file: string, options: BoardOptions): Board {
  const root = fileId(path.resolve(file));
  const overlay =
    options.overlay === undefined ? undefined : fileId(`${folderOf(root)}/applied-overlay.dtso`);
  const text = options.disk.file(root)?.text;
  if (text === undefined) throw new Error(`cannot read ${root}`);
  const tree = sourceTreeOf(root, existsSync);
  const told = {
    aliases: new Map<string, FileId>(),
    absent: [],
    settings: [
      {
        folder: '',
        settings: { ...defaultSettings, overlays: overlay === undefined ? [] : [overlay] },
      },
    ],
    trees: tree === undefined ? new Map() : new Map([[folderOf(root), tree]]),
    schemas: options.schemas,
    open: [root],
  };
  const workspace = createWorkspace();
  const files: FileChange[] = [{ kind: 'text', file: root, text }];
  if (overlay !== undefined)
    files.push({ kind: 'text', file: overlay, text: options.overlay ?? '' });
  workspace.apply({ ...told, files });
  const board: Board = {
    root,
    ...(overlay !== undefined && { overlay }),
    workspace,
    disk: options.disk,
    told,
  };
  loadMissing(board);
  return board;
}

/** Files that are only texts, by path. */
export function textFiles(texts: Readonly<Record<string, string>>): DiskFiles {
  const files = new Map(
    Object.entries(texts).map(([path, text]) => [path, sourceFile(fileId(path), text)]),
  );
  return { file: (path) => files.get(path), bytes: () => undefined };
}

/** Loads what the board asks for, and calls absent what is not there. */
export function loadMissing(board: Board): void {
  const { disk, root, workspace } = board;
  for (;;) {
    const snapshot = workspace.current();
    const [context] = snapshot.contextsOf(root);
    const missing = context === undefined ? [] : snapshot.missing(context);
    if (missing.length === 0) return;
    const aliases = new Map<string, FileId>();
    const files: FileChange[] = [];
    const absent: string[] = [];
    for (const it of missing) {
      const source = disk.file(it);
      if (source === undefined) absent.push(it);
      else {
        aliases.set(it, source.id);
        if (!snapshot.files.has(source.id)) files.push({ kind: 'source', source });
      }
    }
    workspace.apply({ files, aliases, absent });
    const { told } = board;
    board.told = {
      ...told,
      aliases: new Map([...told.aliases, ...aliases]),
      absent: [...told.absent, ...absent],
    };
  }
}
