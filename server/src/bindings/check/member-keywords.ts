/**
 * `properties`, `patternProperties` and `additionalProperties`: the keywords that lead from a node to its members. They
 * replace the engine's own so that the schema of a property is compiled when the first node with that property comes;
 * a binding names far more properties than any board uses. Facts: JSON Schema 2019-09.
 */
import type { FuncKeywordDefinition } from 'ajv';
import type { DataValidationCxt } from 'ajv/dist/types';
import { isDecodedNode, type DecodedNode } from '../decode/decoded';
import { pythonPattern } from '../python-pattern';
import { isObject, objectAt, type JsonObject, type JsonValue } from '../schema';
import type { CheckPart } from './branch-keywords';
import type { NestedFailures } from './failure';
import { escapeStep } from './prepare-schema';
import { reporting } from './reporting-keyword';

/** The keyword definitions, to be added once the engine's own are removed. */
export function memberKeywords(check: CheckPart): readonly FuncKeywordDefinition[] {
  return [
    reporting('properties', (map) => {
      const parts = isObject(map) ? Object.entries(map) : [];
      return onNode((node, at) =>
        parts.flatMap(([name, part]) =>
          name in node ? below(check, part, node, name, at, name) : [],
        ),
      );
    }),
    reporting('patternProperties', (map) => {
      const parts = patternsOf(map);
      return onNode((node, at) =>
        parts.flatMap(({ source, pattern, part }) =>
          Object.keys(node)
            .filter((it) => pattern.test(it))
            .flatMap((name) => below(check, part, node, name, at, source)),
        ),
      );
    }),
    reporting('additionalProperties', (part, parent) => {
      const isNamed = namedBy(parent);
      if (part === false) {
        return (value) => {
          const names = isDecodedNode(value) ? Object.keys(value).filter((it) => !isNamed(it)) : [];
          return names.length === 0 ? undefined : { names };
        };
      }
      return onNode((node, at) =>
        Object.keys(node)
          .filter((it) => !isNamed(it))
          .flatMap((name) => below(check, part, node, name, at, '')),
      );
    }),
  ];
}

function onNode(
  judge: (node: DecodedNode, at: DataValidationCxt | undefined) => readonly NestedFailures[],
) {
  return (value: unknown, at: DataValidationCxt | undefined) => {
    const nested = isDecodedNode(value) ? judge(value, at) : [];
    return nested.length === 0 ? undefined : { nested };
  };
}

/** The failures of one member; `step` leads from the keyword to the part. */
function below(
  check: CheckPart,
  part: JsonValue,
  node: DecodedNode,
  name: string,
  at: DataValidationCxt | undefined,
  step: string,
): readonly NestedFailures[] {
  const failures = check(part, node[name], {
    instancePath: `${at?.instancePath ?? ''}/${escapeStep(name)}`,
    parentData: node,
    parentDataProperty: name,
    rootData: at?.rootData ?? {},
    dynamicAnchors: {},
  });
  return failures.length === 0
    ? []
    : [{ step: step === '' ? '' : `/${escapeStep(step)}`, failures }];
}

/** Whether `properties` or `patternProperties` of the schema speak of a name. */
function namedBy(schema: JsonObject): (name: string) => boolean {
  const properties = objectAt(schema, 'properties') ?? {};
  const patterns = patternsOf(schema['patternProperties']);
  return (name) => Object.hasOwn(properties, name) || patterns.some((it) => it.pattern.test(name));
}

function patternsOf(map: JsonValue | undefined): readonly {
  readonly source: string;
  readonly pattern: RegExp;
  readonly part: JsonValue;
}[] {
  return Object.entries(isObject(map) ? map : {}).map(([source, part]) => ({
    source,
    pattern: pythonPattern(source),
    part,
  }));
}
