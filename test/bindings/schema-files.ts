/** The project's own schemas, as the tests load them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaFile } from '../../server/src/bindings/catalogue';
import { readSchema } from '../../server/src/bindings/read-schema';

export const schemaFolder = join(__dirname, '../../schemas');

export function ownSchemaPaths(): readonly string[] {
  return readdirSync(schemaFolder, { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.yaml'))
    .sort()
    .map((it) => join(schemaFolder, it));
}

export function ownSchemas(): readonly SchemaFile[] {
  return ownSchemaPaths().map((path) => {
    const read = readSchema(path, readFileSync(path, 'utf8'));
    if (read.kind === 'problem') throw new Error(`${path}: ${read.problem.message}`);
    return read.file;
  });
}
