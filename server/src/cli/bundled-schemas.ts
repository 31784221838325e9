/**
 * Binding schemas for the command line: those that come with the product (`schemas.json` beside the bundle) and
 * those in folders that `--schemas` or `.dts-chosen.json` names, which win over ours.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaFile } from '../bindings/catalogue';
import { readSchema } from '../bindings/read-schema';
import type { JsonValue } from '../bindings/schema';
import { trouble } from './trouble';

/** Reads the schemas in and below the folders, then ours. What is no schema is told to `warn` and left out. */
export function readSchemas(
  folders: readonly string[],
  warn: (message: string) => void,
): readonly SchemaFile[] {
  return [...folders.flatMap((it) => schemasBelow(it, warn)), ...bundledSchemas(warn)];
}

function schemasBelow(folder: string, warn: (message: string) => void): readonly SchemaFile[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw trouble(`cannot read schemas from ${folder}: no such folder`);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((it) => it.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      const read = readSchema(path, readFileSync(path, 'utf8'));
      if (read.kind === 'schema') return [read.file];
      warn(`${path}: ${read.problem.message}`);
      return [];
    });
}

function bundledSchemas(warn: (message: string) => void): readonly SchemaFile[] {
  const path = join(__dirname, 'schemas.json');
  try {
    const all = JSON.parse(readFileSync(path, 'utf8')) as readonly {
      readonly path: string;
      readonly schema: JsonValue;
    }[];
    return all.map((it) => ({ path: it.path, document: it.schema }));
  } catch {
    warn(`no binding schemas: cannot read ${path}`);
    return [];
  }
}
