/**
 * Which members of a node a schema evaluates, for `unevaluatedProperties`. It is the count of dt-schema's library and
 * differs from the standard in small ways: the target of a `$ref` counts even if it fails, an alternative counts only
 * if all of it holds, and a schema under `additionalProperties` counts only the names that are its own keywords.
 * Facts: Python jsonschema 4.25 (`find_evaluated_property_keys_by_schema`).
 */
import { memo } from '../../base/memo';
import type { DecodedNode } from '../decode/decoded';
import { pythonPattern } from '../python-pattern';
import { isList, isObject, type JsonObject, type JsonValue } from '../schema';

export interface Evaluation {
  /** The schema that an absolute reference names. */
  target(ref: string): JsonValue | undefined;
  holds(schema: JsonValue, node: DecodedNode): boolean;
}

/** Names among the node's members. `schema` is prepared: its references are absolute. */
export function evaluatedNames(
  schema: JsonObject,
  node: DecodedNode,
  evaluation: Evaluation,
): ReadonlySet<string> {
  const names = new Set<string>();
  collect(schema, node, evaluation, names);
  return names;
}

function collect(
  schema: JsonValue | undefined,
  node: DecodedNode,
  evaluation: Evaluation,
  names: Set<string>,
): void {
  if (!isObject(schema)) return;
  const into = (part: JsonValue | undefined): void => collect(part, node, evaluation, names);
  if (typeof schema['$ref'] === 'string') into(evaluation.target(schema['$ref']));
  addMembers(schema, node, names);
  for (const [trigger, part] of entriesOf(schema['dependentSchemas'])) {
    if (trigger in node) into(part);
  }
  for (const key of ['allOf', 'oneOf', 'anyOf']) {
    const branches = schema[key];
    if (!isList(branches)) continue;
    for (const branch of branches) if (evaluation.holds(branch, node)) into(branch);
  }
  const condition = schema['if'];
  if (condition === undefined) return;
  if (evaluation.holds(condition, node)) {
    into(condition);
    into(schema['then']);
  } else {
    into(schema['else']);
  }
}

function addMembers(schema: JsonObject, node: DecodedNode, names: Set<string>): void {
  const present = Object.keys(node);
  for (const key of ['properties', 'additionalProperties', 'unevaluatedProperties']) {
    const part = schema[key];
    if (part === true) for (const name of present) names.add(name);
    if (isObject(part)) for (const name of Object.keys(part)) if (name in node) names.add(name);
  }
  const patterns = schema['patternProperties'];
  if (!isObject(patterns)) return;
  for (const pattern of compiledKeys(patterns)) {
    for (const name of present) if (pattern.test(name)) names.add(name);
  }
}

const compiledKeys = memo((patterns: JsonObject) => Object.keys(patterns).map(pythonPattern));

function entriesOf(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isObject(value) ? Object.entries(value) : [];
}
