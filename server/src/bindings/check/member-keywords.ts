/**
 * Keywords that speak of a node's members: what each of them is, which must be there, and which others may. A value
 * that is no node passes them all. Facts: JSON Schema 2019-09.
 */
import { isDecodedNode, type DecodedNode } from '../decode/decoded';
import { patternsOf } from '../python-pattern';
import { isList, isObject, objectAt, type JsonObject, type JsonValue } from '../schema';
import { evaluatedNames } from './evaluated-properties';
import { failureOf, none, type Failure } from './failure';
import {
  checkMember,
  collect,
  holdsFor,
  memberPlace,
  type Check,
  type Keyword,
  type Part,
  type Place,
} from './part';

export const memberKeywords: readonly Keyword[] = [
  {
    name: 'properties',
    make: (given, part) => {
      const names = isObject(given) ? Object.keys(given) : [];
      const partOf = eachOnce((name) => part.at('properties', name));
      return onNode((node, at) =>
        collect(at, names, (name) => {
          if (!node.has(name)) return none;
          const place = memberPlace(node, name, at);
          return checkMember(partOf(name), node.get(name), place, 'properties', name);
        }),
      );
    },
  },
  {
    name: 'patternProperties',
    make: (given, part) => {
      const patterns = isObject(given) ? patternsOf(given) : [];
      const partOf = eachOnce((source) => part.at('patternProperties', source));
      return onNode((node, at) => {
        const { names } = node;
        return collect(at, patterns, ({ source, pattern }) =>
          collect(at, names, (name) => {
            if (!pattern.test(name)) return none;
            const place = memberPlace(node, name, at);
            return checkMember(partOf(source), node.get(name), place, 'patternProperties', source);
          }),
        );
      });
    },
  },
  {
    name: 'additionalProperties',
    make: (given, part) => {
      const isNamed = namedBy(part.schema);
      const rest = part.at('additionalProperties');
      return onNode((node, at) => {
        if (given === true) return none;
        const names = node.names.filter((it) => !isNamed(it));
        if (given === false) return unknown('additionalProperties', part.schema, node, names);
        return collect(at, names, (name) =>
          checkMember(rest, node.get(name), memberPlace(node, name, at), 'additionalProperties'),
        );
      });
    },
  },
];

export const unevaluatedProperties: Keyword = {
  name: 'unevaluatedProperties',
  make: (given, part) => {
    const rest = part.at('unevaluatedProperties');
    return onNode((node, at) => {
      if (given === true) return none;
      const evaluated = evaluatedNames(part, node, at);
      const names = node.names
        .filter((it) => !evaluated.has(it))
        .filter((it) => !holdsFor(rest, node.get(it), memberPlace(node, it, at)));
      return unknown('unevaluatedProperties', part.schema, node, names);
    });
  },
};

/** `required` and `dependentRequired`: one failure for each absent name. */
export const presenceKeywords: readonly Keyword[] = [
  {
    name: 'required',
    make: (given, { schema }) => {
      const names = listOf(given);
      return onNode((node, at) =>
        collect(at, names, (name) =>
          node.has(name)
            ? none
            : failureOf('required', schema, node, { params: { missingProperty: name } }),
        ),
      );
    },
  },
  {
    name: 'dependentRequired',
    make: (given, { schema }) => {
      const pairs = Object.entries(isObject(given) ? given : {}).flatMap(([property, needed]) =>
        listOf(needed).map((missingProperty) => ({ property, missingProperty })),
      );
      return onNode((node, at) =>
        collect(at, pairs, (params) =>
          node.has(params.property) && !node.has(params.missingProperty)
            ? failureOf('dependentRequired', schema, node, { params })
            : none,
        ),
      );
    },
  },
];

/** The parts of a keyword, each looked up when a member first comes to it. */
function eachOnce(find: (name: string) => Part): (name: string) => Part {
  const known = new Map<string, Part>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const part = find(name);
    known.set(name, part);
    return part;
  };
}

function onNode(judge: (node: DecodedNode, at: Place) => readonly Failure[]): Check {
  return (value, at) => (isDecodedNode(value) ? judge(value, at) : none);
}

function unknown(
  keyword: string,
  schema: JsonObject,
  node: DecodedNode,
  names: readonly string[],
): readonly Failure[] {
  return names.length === 0 ? none : failureOf(keyword, schema, node, { params: { names } });
}

/** Whether `properties` or `patternProperties` of the schema speak of a name. */
function namedBy(schema: JsonObject): (name: string) => boolean {
  const properties = objectAt(schema, 'properties') ?? {};
  const patterns = patternsOf(objectAt(schema, 'patternProperties') ?? {});
  return (name) => Object.hasOwn(properties, name) || patterns.some((it) => it.pattern.test(name));
}

function listOf(value: JsonValue): readonly string[] {
  return isList(value) ? value.filter((it) => typeof it === 'string') : [];
}
