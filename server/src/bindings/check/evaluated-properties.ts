/**
 * Which members of a node a schema evaluates, for `unevaluatedProperties`. It is the count of dt-schema's library and
 * differs from the standard in small ways: the target of a `$ref` counts even if it fails, an alternative counts only
 * if all of it holds, and a schema under `additionalProperties` counts only the names that are its own keywords.
 * Facts: Python jsonschema 4.25 (`find_evaluated_property_keys_by_schema`).
 */
import type { DecodedNode } from '../decode/decoded';
import { patternsOf } from '../python-pattern';
import { isList, isObject, objectAt, type JsonObject } from '../schema';
import { holdsFor, type Part, type Place } from './part';

interface Counting {
  readonly node: DecodedNode;
  readonly at: Place;
  readonly names: Set<string>;
  /** What has been counted already; the same reference adds nothing more, and a ring of them ends. */
  readonly counted: Set<Part>;
}

/** Names among the node's members. */
export function evaluatedNames(part: Part, node: DecodedNode, at: Place): ReadonlySet<string> {
  const names = new Set<string>();
  const open = [part];
  const counting = { node, at, names, counted: new Set<Part>() };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (counting.counted.has(next)) continue;
    counting.counted.add(next);
    open.push(...countOwn(next, counting));
  }
  return names;
}

/** Adds what a schema evaluates by itself; returns the further schemas that count. */
function countOwn(part: Part, { node, at, names }: Counting): readonly Part[] {
  const { schema } = part;
  if (!isObject(schema)) return [];
  addMembers(schema, node, names);
  const further: Part[] = typeof schema['$ref'] === 'string' ? [part.target()] : [];
  for (const trigger of Object.keys(objectAt(schema, 'dependentSchemas') ?? {})) {
    if (node.has(trigger)) further.push(part.at('dependentSchemas', trigger));
  }
  for (const key of ['allOf', 'oneOf', 'anyOf']) {
    const branches = schema[key];
    if (!isList(branches)) continue;
    const parts = branches.map((_, index) => part.at(key, index));
    further.push(...parts.filter((it) => holdsFor(it, node, at)));
  }
  if (schema['if'] === undefined) return further;
  const condition = part.at('if');
  return holdsFor(condition, node, at)
    ? [...further, condition, part.at('then')]
    : [...further, part.at('else')];
}

function addMembers(schema: JsonObject, node: DecodedNode, names: Set<string>): void {
  const present = node.names;
  for (const key of ['properties', 'additionalProperties', 'unevaluatedProperties']) {
    const part = schema[key];
    if (part === true) for (const name of present) names.add(name);
    if (!isObject(part)) continue;
    for (const name of Object.keys(part)) if (node.has(name)) names.add(name);
  }
  for (const { pattern } of patternsOf(objectAt(schema, 'patternProperties') ?? {})) {
    for (const name of present) if (pattern.test(name)) names.add(name);
  }
}
