/**
 * Keywords about a list: how many elements it has, and what each of them is. A value that is no list passes them all.
 * Facts: JSON Schema 2019-09, where `items` may be a list that `additionalItems` goes on from.
 */
import { isDecodedNode } from '../decode/decoded';
import { isList, type JsonValue } from '../schema';
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
  type SchemaPart,
} from './part';

type List = readonly unknown[];

export const contains: Keyword = {
  name: 'contains',
  make: (_given, { at: partAt, schema }) => {
    const part = partAt('contains');
    return onList((list, at) => {
      const places = list.map((_, index) => memberPlace(list, index, at));
      if (places.some((place, index) => holdsFor(part, list[index], place))) return none;
      if (at.isBrief) return failureOf('contains', schema, list);
      const branches = places.map((place, index) => part.check(list[index], place));
      return failureOf('contains', schema, list, { branches });
    });
  },
};

export const listKeywords: readonly Keyword[] = [
  limit('maxItems', (length, most) => length <= most),
  limit('minItems', (length, least) => length >= least),
  {
    name: 'uniqueItems',
    make: (given, { schema }) =>
      onList((list) =>
        given !== true || new Set(list.map(keyOf)).size === list.length
          ? none
          : failureOf('uniqueItems', schema, list),
      ),
  },
  {
    name: 'items',
    make: (given, part) =>
      isList(given) ? eachByItsOwn(given, part) : onList(eachBy(part.at('items'), 0, 'items')),
  },
];

function limit(name: string, fits: (length: number, limit: number | bigint) => boolean): Keyword {
  return {
    name,
    make: (given, { schema }) => {
      const limit = typeof given === 'bigint' ? given : Number(given);
      return onList((list) => (fits(list.length, limit) ? none : failureOf(name, schema, list)));
    },
  };
}

type CheckList = (list: List, at: Place) => readonly Failure[];

function onList(check: CheckList): Check {
  return (value, at) => (Array.isArray(value) ? check(value, at) : none);
}

/** Judges the elements from `start` on by the same part. */
function eachBy(part: Part, start: number, keyword: string): CheckList {
  return (list, at) => {
    if (part.schema === true || list.length <= start) return none;
    return collect(at, list.keys(), (index) =>
      index < start ? none : checkMember(part, list[index], memberPlace(list, index, at), keyword),
    );
  };
}

/** Judges each element by the part of its index, and the elements beyond by `additionalItems`. */
function eachByItsOwn(given: readonly JsonValue[], part: SchemaPart): Check {
  const parts = given.map((_, index) => part.at('items', index));
  const rest = restOf(part, given.length);
  return onList((list, at) => {
    const failures = collect(at, parts.entries(), ([index, own]) =>
      index >= list.length
        ? none
        : checkMember(own, list[index], memberPlace(list, index, at), 'items', String(index)),
    );
    if (failures.length > 0 && at.isBrief) return failures;
    const further = rest(list, at);
    return further.length === 0 ? failures : [...further, ...failures];
  });
}

function restOf({ at: partAt, schema }: SchemaPart, length: number): CheckList {
  const given = schema['additionalItems'];
  if (given === undefined) return () => none;
  if (given !== false) return eachBy(partAt('additionalItems'), length, 'additionalItems');
  return (list) => (list.length <= length ? none : failureOf('additionalItems', schema, list));
}

/** Equal for equal values only. */
function keyOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`;
  if (!isDecodedNode(value)) return String(value);
  const members = [...value.names].sort();
  return `{${members.map((it) => `${JSON.stringify(it)}:${keyOf(value.get(it))}`).join()}}`;
}
