/** Trees and schemas as tests write them. */
import type { BindingNode } from '../../server/src/bindings/binding-node';
import {
  createCatalogue,
  type Catalogue,
  type SchemaFile,
} from '../../server/src/bindings/catalogue';
import { readSchema } from '../../server/src/bindings/read-schema';
import { validateTree } from '../../server/src/bindings/validate';
import { ownSchemas } from './schema-files';

export type Properties = Readonly<Record<string, Uint8Array>>;

export function node(
  name: string,
  properties: Properties,
  ...children: readonly BindingNode[]
): BindingNode {
  return { name, properties: new Map(Object.entries(properties)), children };
}

/** `<1 2 3>` */
export function cells(...numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [at, it] of numbers.entries()) view.setUint32(at * 4, it);
  return bytes;
}

/** `"a", "b"` */
export function text(...strings: readonly string[]): Uint8Array {
  return new TextEncoder().encode(strings.map((it) => `${it}\0`).join(''));
}

export function bytes(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

export const flag = new Uint8Array();

/** A schema file from the YAML of everything below its header. */
export function schemaFile(name: string, body: string): SchemaFile {
  const header = `$id: http://devicetree.org/schemas/${name}.yaml#\ntitle: Title of ${name}\n`;
  const read = readSchema(`${name}.yaml`, header + dedent(body));
  if (read.kind === 'problem') throw new Error(read.problem.message);
  return read.file;
}

/** The project's files that only tell types, and schemas of the test. */
export function catalogueOf(schemas: Readonly<Record<string, string>>): Catalogue {
  const types = ownSchemas().filter((it) => /(types|dt-core)\.yaml$/.test(it.path));
  const files = Object.entries(schemas).map(([name, body]) => schemaFile(name, body));
  return createCatalogue([...files, ...types]);
}

/** `path property item: message` of each finding. */
export function verdict(catalogue: Catalogue, root: BindingNode): readonly string[] {
  return validateTree(catalogue, root).map((it) => {
    const place = [it.path, it.property, it.item].filter((part) => part !== undefined);
    return `${place.join(' ')}: ${it.message}`;
  });
}

function dedent(body: string): string {
  const lines = body.split('\n');
  const indents = lines.filter((it) => it.trim() !== '').map((it) => it.search(/\S/));
  const indent = Math.min(...indents);
  return lines.map((it) => it.slice(indent)).join('\n');
}
