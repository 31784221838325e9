/**
 * What the schemas know about the properties of a node, as plain data for completion and hover: type, allowed values,
 * default, meaning, since when. It comes from the same files that judge the node, never from a table in code.
 */
import { memo } from '../../base/memo';
import type { Consequence } from '../binding-node';
import type { Catalogue } from '../catalogue';
import {
  isList,
  isObject,
  objectAt,
  stringAt,
  stringsAt,
  type JsonObject,
  type JsonValue,
  type LoadedSchema,
} from '../schema';
import { partsAt, referenced, type AppliedPart, type PlaceContext } from './applied-parts';
import { readDescription } from './description';

export interface PropertyKnowledge {
  readonly name: string;
  /** Type names of types.yaml: `uint32`, `string`, `flag`, `phandle-array`, `address`, …; several if it may vary. */
  readonly types: readonly string[];
  /** Every value that is allowed, when they are enumerated. */
  readonly values: readonly AllowedValue[];
  readonly default?: JsonValue;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly multipleOf?: number | bigint;
  readonly pattern?: string;
  /** What text that matches `pattern` looks like. */
  readonly form?: string;
  /** Meaning of each number or string of the value, where they differ. */
  readonly items: readonly string[];
  /** One line. */
  readonly meaning: string;
  readonly description: string;
  /** `Xen 4.17` */
  readonly since?: string;
  readonly isDeprecated: boolean;
  readonly isRequired: boolean;
  readonly consequence?: Consequence;
  /** The schema that describes it. */
  readonly schemaId: string;
  readonly schemaTitle: string;
}

export interface AllowedValue {
  readonly value: string | number | bigint;
  readonly meaning: string;
  readonly since?: string;
  /** What to write instead. */
  readonly deprecated?: string;
}

/** All properties that the schemas of the node name, the node's own before those of every node. */
export function propertiesAt(
  catalogue: Catalogue,
  place: PlaceContext,
): readonly PropertyKnowledge[] {
  const parts = partsAt(catalogue, place);
  const names = new Set(
    parts.flatMap(({ part }) => Object.keys(objectAt(part, 'properties') ?? {})),
  );
  return [...names].flatMap((name) => describeIn(catalogue, parts, name) ?? []);
}

/** One property of the node. A property of a vendor that the node's schemas do not name is looked up in all others. */
export function describeProperty(
  catalogue: Catalogue,
  place: PlaceContext,
  name: string,
): PropertyKnowledge | undefined {
  const known = describeIn(catalogue, partsAt(catalogue, place), name);
  if (known !== undefined || !name.includes(',')) return known;
  return describeIn(catalogue, everywhere(catalogue), name);
}

const everywhere = memo(({ schemas }: Catalogue): readonly AppliedPart[] =>
  schemas.map((schema) => ({ schema, part: schema.source })),
);

function describeIn(
  catalogue: Catalogue,
  parts: readonly AppliedPart[],
  name: string,
): PropertyKnowledge | undefined {
  const known = describedIn(parts);
  const described = known.get(name) ?? describe(catalogue, parts, name);
  if (described !== undefined) known.set(name, described);
  return described;
}

/** The properties of some parts that were asked for. */
const describedIn = memo((_parts: readonly AppliedPart[]) => new Map<string, PropertyKnowledge>());

function describe(
  catalogue: Catalogue,
  parts: readonly AppliedPart[],
  name: string,
): PropertyKnowledge | undefined {
  if (name.startsWith('$')) return undefined;
  const own = parts.flatMap(({ schema, part }) => {
    const property = objectAt(part, 'properties')?.[name];
    return isObject(property) ? [{ schema, part: property }] : [];
  });
  if (own.length === 0 || own.some(({ part }) => isNode(part))) return undefined;
  const all = own.flatMap((it) => expandProperty(catalogue, it));
  const texts = own.map(({ schema, part }) => ({
    schema,
    text: readDescription(stringAt(part, 'description') ?? ''),
  }));
  const told = texts.find(({ text }) => text.text !== '') ?? texts[0];
  if (told === undefined) return undefined;
  const { text, schema } = told;
  return {
    name,
    types: typesOf(catalogue, all, name),
    values: valuesOf(all),
    ...limitsOf(all),
    items: itemsOf(all),
    meaning: text.meaning,
    description: text.text,
    ...(text.since === undefined ? {} : { since: text.since }),
    ...(text.form === undefined ? {} : { form: text.form }),
    ...(text.consequence === undefined ? {} : { consequence: text.consequence }),
    isDeprecated:
      text.deprecated !== undefined || own.some(({ part }) => part['deprecated'] === true),
    isRequired: parts.some(
      (it) => it.isAlternative !== true && stringsAt(it.part, 'required').includes(name),
    ),
    schemaId: schema.id,
    schemaTitle: schema.title,
  };
}

function isNode(part: JsonObject): boolean {
  return part['type'] === 'object' || Object.hasOwn(part, 'properties');
}

/** A property's schema with its alternatives and what they refer to, but not the definitions of the types. */
export function expandProperty(
  catalogue: Catalogue,
  property: AppliedPart,
): readonly AppliedPart[] {
  const seen = new Map<JsonObject, AppliedPart>();
  const types = catalogue.find('http://devicetree.org/schemas/types.yaml');
  const add = (schema: LoadedSchema, part: JsonValue | undefined): void => {
    if (!isObject(part) || seen.has(part)) return;
    seen.set(part, { schema, part });
    const target = referenced(catalogue, schema, part);
    if (target !== undefined && target.schema !== types) add(target.schema, target.part);
    for (const key of ['allOf', 'anyOf', 'oneOf']) {
      const branches = part[key];
      if (isList(branches)) for (const it of branches) add(schema, it);
    }
    const items = part['items'];
    if (!isList(items)) add(schema, items);
    else if (items.length === 1) add(schema, items[0]);
    add(schema, part['contains']);
  };
  add(property.schema, property.part);
  return [...seen.values()];
}

function typesOf(
  catalogue: Catalogue,
  all: readonly AppliedPart[],
  name: string,
): readonly string[] {
  const named = all.flatMap(({ part }) => {
    if (part['type'] === 'boolean') return ['flag'];
    const type = /types\.yaml#\/definitions\/([a-z0-9-]+)$/.exec(stringAt(part, '$ref') ?? '')?.[1];
    return type === undefined ? [] : [type];
  });
  return named.length > 0 ? [...new Set(named)] : catalogue.types.typesOf(name);
}

/** The enumerated values; a described one wins over a bare one. */
export function valuesOf(all: readonly AppliedPart[]): readonly AllowedValue[] {
  const values = new Map<JsonValue, AllowedValue>();
  const add = (value: JsonValue, description: string | undefined): void => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return;
    const before = values.get(value);
    if (before !== undefined && (before.meaning !== '' || description === undefined)) return;
    const { meaning, since, deprecated } = readDescription(description ?? '');
    values.set(value, {
      value,
      meaning,
      ...(since === undefined ? {} : { since }),
      ...(deprecated === undefined ? {} : { deprecated }),
    });
  };
  for (const { part } of all) {
    const constant = part['const'];
    if (constant !== undefined) add(constant, stringAt(part, 'description'));
    const list = part['enum'];
    if (isList(list)) for (const it of list) add(it, undefined);
  }
  return [...values.values()];
}

type Limits = Pick<PropertyKnowledge, 'default' | 'minimum' | 'maximum' | 'multipleOf' | 'pattern'>;

/** The first of each; limits of alternatives are left out, they hold for one of them only. */
function limitsOf(all: readonly AppliedPart[]): Limits {
  const first = all[0]?.part ?? {};
  const given = all.find(({ part }) => part['default'] !== undefined)?.part['default'];
  const number = (key: string): number | bigint | undefined => {
    const value = first[key];
    return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
  };
  const minimum = number('minimum');
  const maximum = number('maximum');
  const multipleOf = number('multipleOf');
  const pattern = stringAt(first, 'pattern');
  return {
    ...(given === undefined ? {} : { default: given }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(multipleOf === undefined ? {} : { multipleOf }),
    ...(pattern === undefined ? {} : { pattern }),
  };
}

function itemsOf(all: readonly AppliedPart[]): readonly string[] {
  const items = all.map(({ part }) => part['items']).find((it) => isList(it) && it.length > 1);
  if (!isList(items)) return [];
  return items.map(
    (it) => readDescription((isObject(it) ? stringAt(it, 'description') : '') ?? '').meaning,
  );
}
