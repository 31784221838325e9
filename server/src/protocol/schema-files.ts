/**
 * Binding schemas: those that come with the product (`schemas.json` beside the bundle, read when the first file is
 * opened) and those in folders that the user named. The user's come first, so that they win over ours.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SchemaFile } from '../bindings/catalogue';
import { readSchema } from '../bindings/read-schema';
import type { JsonValue } from '../bindings/schema';
import { resolvePath } from '../workspace/paths';
import type { FileLoader } from './file-loader';

/** Files read from one folder and all below it. */
const mostFiles = 10_000;

/** Reads the bundled schemas; none, after telling so, when the file is not there. */
export async function bundledSchemas(
  log: (message: string) => void,
): Promise<readonly SchemaFile[]> {
  const file = path.join(__dirname, 'schemas.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    log(`no binding schemas: cannot read ${file}`);
    return [];
  }
  const all = JSON.parse(text) as readonly { readonly path: string; readonly schema: JsonValue }[];
  return all.map(({ path: name, schema }) => ({ path: name, document: schema }));
}

/** Reads every `.yaml` in and below the folders; what is no schema is told and left out. */
export async function schemasBelow(
  folders: readonly string[],
  loader: Pick<FileLoader, 'list' | 'readText'>,
  log: (message: string) => void,
): Promise<readonly SchemaFile[]> {
  const found: SchemaFile[] = [];
  const pending = [...folders];
  for (
    let folder = pending.shift();
    folder !== undefined && found.length < mostFiles;
    folder = pending.shift()
  ) {
    const here = folder;
    const entries = await loader.list(here);
    pending.push(...entries.filter((it) => it.endsWith('/')).map((it) => resolvePath(here, it)));
    for (const file of entries
      .filter((it) => it.endsWith('.yaml'))
      .map((it) => resolvePath(here, it))) {
      const text = await loader.readText(file);
      const read = text === undefined ? undefined : readSchema(file, text);
      if (read?.kind === 'schema') found.push(read.file);
      else if (read !== undefined) log(`${read.problem.path}: ${read.problem.message}`);
    }
  }
  return found;
}
