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

/** How long a client may take to answer, in milliseconds, before work begins without its settings. */
const patience = 3000;

/**
 * Gives the settings for each folder and for files outside all folders to `use`; twice when the client is slow: first
 * those known without asking, then its answer. `sent` came with a notification, if anything did.
 */
export async function followSettings(
  connection: Connection,
  client: Client,
  folders: readonly NamedFolder[],
  sent: unknown,
  use: (given: GivenSettings) => Promise<void>,
): Promise<void> {
  const fallback = sectionOf(sent ?? client.initialSettings);
  const read = (answers: readonly unknown[]) => readAll(client, folders, answers, fallback);
  if (!client.givesConfiguration) return use(read([]));
  const scopes = folders.map(({ uri }) => ({ scopeUri: uri, section }));
  const asked = connection.workspace
    .getConfiguration([{ section }, ...scopes])
    // A client that offers settings and then has none is served without.
    .catch((): readonly unknown[] => []);
  const isSlow = await Promise.race([asked.then(() => false), after(patience)]);
  if (isSlow) await use(read([]));
  await use(read(await asked));
}

function readAll(
  client: Client,
  folders: readonly NamedFolder[],
  answers: readonly unknown[],
  fallback: unknown,
): GivenSettings {
  const places = ['', ...folders.map((it) => it.path)];
  const all = places.map((folder, i) => ({
    folder,
    ...readSettings(answers[i] ?? fallback, folder, client.isTrusted),
  }));
  return {
    settings: all.map(({ folder, settings }) => ({ folder, settings })),
    schemaFolders: [...new Set(all.flatMap((it) => it.schemas))],
  };
}

function after(milliseconds: number): Promise<true> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(true), milliseconds).unref();
  });
}
