/**
 * Finds, on the disk, what decides about the contexts of a file: `.dts-chosen.json` in its folder and above, the
 * source tree that it belongs to, the roots that include it, and the binding schemas that all of these name.
 */
import { existsSync } from 'node:fs';
import { fileId, type FileId } from '../lexer/token-chunk';
import { folderOf } from '../text/path';
import {
  configurationName,
  readConfiguration,
  type Configuration,
} from '../workspace/configuration';
import { foldersAbove, isBelow, isRootName } from '../workspace/paths';
import { sourceTreeOf, type SourceTree } from '../workspace/source-tree';
import { findRoots } from './find-roots';
import { bundledSchemas, schemasBelow } from './schema-files';
import { applyLoaded, type Preparation, type SessionState } from './session-state';
import { isOnDisk } from './uri';

/** How many configured roots are looked at to find those that include a file. */
const mostConfiguredRoots = 64;

/** Looks, once for each file, for what decides about its contexts. */
export function prepare(state: SessionState, file: FileId): Promise<void> {
  const known = state.prepared.get(file);
  if (known !== undefined) return known.promise;
  const preparation: Preparation = { promise: prepareAnew(state, file), isDone: false };
  const done = () => {
    preparation.isDone = true;
  };
  preparation.promise.then(done, done);
  state.prepared.set(file, preparation);
  return preparation.promise;
}

/** Whether a file was prepared to the end. */
export function isPrepared(state: SessionState, file: FileId): boolean {
  return state.prepared.get(file)?.isDone === true;
}

async function prepareAnew(state: SessionState, file: FileId): Promise<void> {
  await findConfigurations(state, file);
  if (isRootName(file)) return;
  const configured = [...state.configurations.values()]
    .flatMap((it) => it.contexts)
    .flatMap((it) => (it.root === undefined ? [] : [it.root]));
  await loadRoots(state, configured.slice(0, mostConfiguredRoots));
  const contexts = state.workspace.current().contextsOf(file);
  if (!isOnDisk(file) || contexts.some((it) => it.root !== file)) return;
  const folder = state.folders.find((it) => isBelow(file, it));
  await loadRoots(state, await findRoots(file, folder, state.loader));
}

async function loadRoots(state: SessionState, roots: readonly string[]): Promise<void> {
  const { loader, workspace } = state;
  for (const root of roots.map(fileId)) {
    applyLoaded(state, { trees: recognise(state, root) });
    const { includePaths } = workspace.current().contextOfRoot(root);
    const known = (path: string) => workspace.current().file(fileId(path))?.text;
    applyLoaded(state, await loader.load([root], { includePaths, known }));
  }
}

/** The recognised trees, that of the file's folder among them. */
export function recognise({ trees }: SessionState, file: FileId): ReadonlyMap<string, SourceTree> {
  const folder = folderOf(file);
  const tree = trees.has(folder) || !isOnDisk(file) ? undefined : sourceTreeOf(file, existsSync);
  if (tree !== undefined) trees.set(folder, tree);
  return trees;
}

/** Reads the configurations that may hold for a file and were not read yet. */
export async function findConfigurations(state: SessionState, file: FileId): Promise<void> {
  const { configurations, loader, log } = state;
  const paths = configurationPaths(file, state.folders).filter((it) => !configurations.has(it));
  const texts = await Promise.all(paths.map((it) => loader.readText(it)));
  const found = paths.flatMap((path, i) => {
    const text = texts[i];
    return text === undefined ? [] : [trustedPart(readConfiguration(path, text), state)];
  });
  if (found.length === 0) return;
  for (const configuration of found) {
    configurations.set(configuration.path, configuration);
    for (const { where, message } of configuration.problems)
      log(`${configuration.path}: ${where === '' ? '' : `${where}: `}${message}`);
  }
  applyLoaded(state, { configurations: [...configurations.values()] });
  if (found.some((it) => it.schemas.length > 0)) await loadSchemas(state);
}

/** Reads all binding schemas: ours, and those in folders that settings or configurations name. */
export async function loadSchemas(state: SessionState): Promise<void> {
  const configured = [...state.configurations.values()].flatMap((it) => it.schemas);
  const folders = [...new Set([...state.schemaFolders, ...configured])];
  const used = state.usedSchemaFolders;
  if (used?.length === folders.length && folders.every((it, i) => it === used[i])) return;
  state.usedSchemaFolders = folders;
  const [ours, others] = await Promise.all([
    bundledSchemas(state.log),
    schemasBelow(folders, state.loader, state.log),
  ]);
  state.workspace.apply({ schemas: [...others, ...ours] });
}

/** Where the configuration of a file may lie: its folder and those above it, up to the workspace folder. */
function configurationPaths(file: FileId, folders: readonly string[]): readonly string[] {
  if (!isOnDisk(file)) return [];
  const above = foldersAbove(file);
  const inside = above.filter((it) => folders.some((folder) => isBelow(it, folder)));
  const searched = inside.length > 0 ? inside : above.slice(0, 1);
  return searched.map((it) => (it.endsWith('/') ? it : `${it}/`) + configurationName);
}

/** What an untrusted workspace may configure: paths inside the workspace only, and no schemas. */
function trustedPart(
  configuration: Configuration,
  { client, folders }: SessionState,
): Configuration {
  if (client.isTrusted) return configuration;
  const inside = (paths: readonly string[]) =>
    paths.filter((path) => folders.some((folder) => isBelow(path, folder)));
  return {
    ...configuration,
    schemas: [],
    contexts: configuration.contexts
      .filter(({ root }) => root === undefined || inside([root]).length > 0)
      .map((it) => ({
        ...it,
        includePaths: inside(it.includePaths),
        overlays: inside(it.overlays),
        guests: new Map([...it.guests].filter(([, path]) => inside([path]).length > 0)),
      })),
  };
}
