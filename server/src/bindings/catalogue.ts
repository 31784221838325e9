/**
 * All binding schemas together, ready for questions. Nothing can be said before all are loaded: how a property is
 * decoded depends on every schema that names it. A catalogue never changes; another set of files is another catalogue.
 * Facts: dt-schema's loading (first file of an id wins, files without `$id` are left out).
 */
import { nodeDecoder, type NodeDecoder } from './decode/decode-node';
import { selectIndexOf, type SelectIndex } from './check/select-index';
import { schemaCompiler, type SchemaCompiler } from './check/schema-compiler';
import { fixSchema } from './fix-up/fix-schema';
import { schemaId, standInFor, replacementOf } from './schema-names';
import { isObject, stringAt, type JsonValue, type LoadedSchema } from './schema';
import { misshapenAt } from './schema-shape';
import { typeTableOf, type TypeTable } from './type-table';

/** One parsed schema file. `path` is only for messages. */
export interface SchemaFile {
  readonly path: string;
  readonly document: JsonValue;
}

/** Why a file, or a part of it, is not used. */
export interface SchemaProblem {
  readonly path: string;
  readonly message: string;
}

export interface Catalogue {
  /** In the order of loading. */
  readonly schemas: readonly LoadedSchema[];
  /** The schema that answers to an id (without `#`), also under the id of one that it stands in for. */
  find(id: string): LoadedSchema | undefined;
  readonly types: TypeTable;
  readonly selects: SelectIndex;
  readonly decode: NodeDecoder;
  readonly compiler: SchemaCompiler;
  readonly problems: readonly SchemaProblem[];
}

/** Builds a catalogue. Files that come first win over later ones with the same `$id`. */
export function createCatalogue(files: readonly SchemaFile[]): Catalogue {
  const problems: SchemaProblem[] = [];
  const loaded = files.flatMap((it) => loadSchema(it, problems));
  const named = nameSchemas(loaded, problems);
  const schemas = [...new Set(named.values())];
  const types = typeTableOf(schemas);
  const find = (id: string): LoadedSchema | undefined => named.get(id);
  return {
    schemas,
    find,
    types,
    selects: selectIndexOf(schemas),
    decode: nodeDecoder(types),
    compiler: schemaCompiler(find),
    problems,
  };
}

function loadSchema({ path, document }: SchemaFile, problems: SchemaProblem[]): LoadedSchema[] {
  const id = isObject(document) ? stringAt(document, '$id') : undefined;
  if (!isObject(document) || id === undefined) {
    problems.push({ path, message: 'ignored, it has no $id' });
    return [];
  }
  const fault = misshapenAt(document);
  if (fault !== undefined) {
    problems.push({ path, message: `ignored, ${fault} is not what JSON Schema expects there` });
    return [];
  }
  const title = stringAt(document, 'title') ?? schemaId(id);
  return [{ id: schemaId(id), path, title, source: document, fixed: fixSchema(document) }];
}

/** Decides which schema answers to which id. */
function nameSchemas(
  loaded: readonly LoadedSchema[],
  problems: SchemaProblem[],
): ReadonlyMap<string, LoadedSchema> {
  const named = new Map<string, LoadedSchema>();
  for (const schema of loaded) {
    const first = named.get(schema.id);
    if (first === undefined || replacementOf(schema.source) === schema.id)
      named.set(schema.id, schema);
    else if (replacementOf(first.source) !== schema.id) {
      const message = `ignored, ${first.path} has the same $id ${schema.id}`;
      problems.push({ path: schema.path, message });
    }
  }
  for (const schema of [...named.values()]) {
    const replaced = replacementOf(schema.source);
    if (replaced !== undefined) named.set(replaced, schema);
    const missing = standInFor(schema.source);
    if (missing === undefined) continue;
    const real = named.get(missing);
    if (real === undefined) named.set(missing, schema);
    else named.set(schema.id, real);
  }
  return named;
}
