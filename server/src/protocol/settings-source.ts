/**
 * Gets the settings from the client in whichever way it gives them: asked for folder by folder, sent along with
 * `didChangeConfiguration`, or given once at the start. Binding schemas that settings name are read along.
 */
import type { Connection } from 'vscode-languageserver/node';
import type { FolderSettings } from '../workspace/settings';
import type { Client, NamedFolder } from './client';
import { readSettings, sectionOf } from './settings';

export interface GivenSettings {
  readonly settings: readonly FolderSettings[];
  /** Folders with further binding schemas. */
  readonly schemaFolders: readonly string[];
}

const section = 'dts-chosen';

/** The settings for each folder and for files outside all folders. `sent` came with a notification, if anything did. */
export async function currentSettings(
  connection: Connection,
  client: Client,
  folders: readonly NamedFolder[],
  sent: unknown,
): Promise<GivenSettings> {
  const answers = client.givesConfiguration
    ? await connection.workspace.getConfiguration([
        { section },
        ...folders.map(({ uri }) => ({ scopeUri: uri, section })),
      ])
    : [];
  const given = sectionOf(sent ?? client.initialSettings);
  const places = ['', ...folders.map((it) => it.path)];
  const read = places.map((folder, i) => ({
    folder,
    ...readSettings(answers[i] ?? given, folder, client.isTrusted),
  }));
  return {
    settings: read.map(({ folder, settings }) => ({ folder, settings })),
    schemaFolders: [...new Set(read.flatMap((it) => it.schemas))],
  };
}
