/**
 * The keywords that count, in the order in which their failures are told. All others say nothing about a value:
 * `default`, `format` and texts, what only holds further schemas, such as `definitions`, and limits that no binding of
 * the Linux kernel sets (`minLength`, `minProperties`, `propertyNames`). Facts: JSON Schema 2019-09.
 */
import {
  alternatives,
  condition,
  conjunction,
  dependentSchemas,
  exclusion,
  reference,
} from './branch-keywords';
import { contains, listKeywords } from './list-keywords';
import { memberKeywords, presenceKeywords, unevaluatedProperties } from './member-keywords';
import type { Check, Keyword, SchemaPart } from './part';
import { valueKeywords } from './value-keywords';

const ordered: readonly Keyword[] = [
  reference,
  exclusion,
  conjunction,
  condition,
  ...valueKeywords,
  ...alternatives,
  contains,
  unevaluatedProperties,
  ...memberKeywords,
  ...listKeywords,
  ...presenceKeywords,
  dependentSchemas,
];

const ranks = new Map(ordered.map((it, rank) => [it.name, rank]));

/** The checks of all keywords that a schema uses. */
export function checksOf(part: SchemaPart): readonly Check[] {
  const { schema } = part;
  const used = Object.keys(schema).flatMap((it) => ranks.get(it) ?? []);
  return used
    .sort((one, other) => one - other)
    .flatMap((rank) => {
      const keyword = ordered[rank];
      const given = keyword === undefined ? undefined : schema[keyword.name];
      return keyword === undefined || given === undefined ? [] : [keyword.make(given, part)];
    });
}
