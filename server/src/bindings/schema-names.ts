/**
 * The names that a schema answers to. Besides its `$id` a description may end in `Replaces: /schemas/x.yaml.` (that
 * schema is left out) or `Stands in for: /schemas/x.yaml.` (used only while that schema is not loaded). The two lines
 * are this project's convention for schemas that go upstream one day; JSON Schema has no keyword for it.
 */
import { stringAt, type JsonObject } from './schema';

const base = 'http://devicetree.org/';

/** The key of a schema: its `$id` without the final `#`. */
export function schemaId(id: string): string {
  return id.replace(/#+$/, '');
}

/** The id of the schema that this one takes the place of. */
export function replacementOf(source: JsonObject): string | undefined {
  return lineIn(source, 'Replaces');
}

/** The id of the schema that this one gives way to when it is loaded. */
export function standInFor(source: JsonObject): string | undefined {
  return lineIn(source, 'Stands in for');
}

function lineIn(source: JsonObject, label: string): string | undefined {
  const description = stringAt(source, 'description') ?? '';
  const path = new RegExp(`^${label}: (/schemas/\\S+\\.yaml)\\.$`, 'm').exec(description)?.[1];
  return path === undefined ? undefined : new URL(path, base).href;
}
