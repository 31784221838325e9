/** The binding schemas that come with the product: `schemas.json` beside the bundle, read when first needed. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SchemaFile } from '../bindings/catalogue';

/** Reads them; none, after telling so, when the file is not there. */
export async function bundledSchemas(log: (message: string) => void): Promise<readonly SchemaFile[]> {
  const file = path.join(__dirname, 'schemas.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) log(`no binding schemas: cannot read ${file}`);
  return text === undefined ? [] : (JSON.parse(text) as readonly SchemaFile[]);
}
