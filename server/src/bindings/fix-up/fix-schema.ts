/**
 * Rewrites a schema the way dt-schema does before it validates anything: a select for schemas that go by node name,
 * implicit properties, and array shapes for what authors write as scalars. The order of the steps is part of the
 * result. Facts: dt-schema's fixups, current release; bindings as written are never valid JSON Schema for decoded nodes.
 */
import type { JsonObject } from '../schema';
import {
  draftAt,
  draftOf,
  draftsAt,
  draftValue,
  isDraft,
  remove,
  splitDependencies,
  type Draft,
  type SchemaPath,
} from './draft';
import { fixInterrupts } from './fix-interrupts';
import { addImplicitProperties } from './implicit-properties';
import { fixProperty } from './fix-property';

const schemaKeywords = new Set(['select', 'if', 'then', 'else', 'not', 'additionalProperties']);
const listKeywords = new Set(['allOf', 'anyOf', 'oneOf']);
const mapKeywords = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentRequired',
  'dependentSchemas',
]);

/** Matrices of two variable dimensions: their shape cannot be told from the bytes, so it is not checked. */
const shapelessProperties = new Set(['fsl,pins', 'qcom,board-id']);

/** The schema of a whole file, as dt-schema validates with it. */
export function fixSchema(source: JsonObject): JsonObject {
  const draft = draftOf(source);
  for (const key of ['examples', 'maintainers', 'historical']) remove(draft, key);
  addSelect(draft);
  fixNode(draft, []);
  draft['type'] = 'object';
  return draft;
}

/** A schema that applies to a node but is only a part of a file, such as an `if`. */
export function fixFragment(source: JsonObject): JsonObject {
  const draft = draftOf(source);
  fixNode(draft, []);
  return draft;
}

function addSelect(draft: Draft): void {
  const properties = draftAt(draft, 'properties');
  if (Object.hasOwn(draft, 'select') || properties === undefined) return;
  if (Object.hasOwn(properties, 'compatible') || !Object.hasOwn(properties, '$nodename')) return;
  const name = properties['$nodename'];
  if (name === undefined || name === true) return;
  const copy = draftValue(name);
  draft['select'] = { required: ['$nodename'], properties: { $nodename: copy } };
}

function fixNode(draft: Draft, path: SchemaPath): void {
  delete draft['description'];
  splitDependencies(draft);
  fixInterrupts(draft, path);
  addImplicitProperties(draft);
  if (draft['additionalProperties'] === true) delete draft['additionalProperties'];
  for (const key of Object.keys(draft)) fixMember(draft, key, path);
}

function fixMember(draft: Draft, key: string, path: SchemaPath): void {
  const below = [...path, key];
  if (schemaKeywords.has(key)) {
    const schema = draftAt(draft, key);
    if (schema !== undefined) fixNode(schema, below);
  } else if (listKeywords.has(key)) {
    for (const branch of draftsAt(draft, key)) fixNode(branch, below);
  } else if (mapKeywords.has(key)) {
    const map = draftAt(draft, key);
    if (map !== undefined) fixNamed(map, below);
  }
}

function fixNamed(map: Draft, path: SchemaPath): void {
  for (const [name, schema] of Object.entries(map)) {
    if (!isDraft(schema)) continue;
    if (shapelessProperties.has(name)) {
      const ref = schema['$ref'];
      map[name] = ref === undefined ? {} : { $ref: ref };
      continue;
    }
    const below = [...path, name];
    fixProperty(schema, below);
    fixNode(schema, below);
  }
}
