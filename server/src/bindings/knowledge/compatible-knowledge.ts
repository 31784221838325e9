/**
 * Which compatible strings fit at a place, and what each means. A schema says what its children may be by the
 * `compatible` of its child schemas; whatever list of strings then satisfies all schemas of the child is offered. So
 * the place of a string is read from the schemas that judge it, and a string that they would reject is never offered.
 */
import { memo, memoLast } from '../../base/memo';
import type { Catalogue } from '../catalogue';
import { compatiblesIn } from '../check/select-index';
import { nodeOf } from '../decode/decoded';
import { fixFragment } from '../fix-up/fix-schema';
import {
  isObject,
  objectAt,
  stringAt,
  stringsAt,
  type JsonObject,
  type LoadedSchema,
} from '../schema';
import { partsAt, partsOfNode, type AppliedPart, type PlaceContext } from './applied-parts';
import { readDescription } from './description';
import { expandProperty, valuesOf } from './property-knowledge';

export interface CompatibleKnowledge {
  readonly value: string;
  /** One line. */
  readonly meaning: string;
  readonly description: string;
  /** `Xen 4.12` */
  readonly since?: string;
  /** What to write instead. */
  readonly deprecated?: string;
  readonly schemaId: string;
  readonly schemaTitle: string;
}

export interface CompatibleOffer extends CompatibleKnowledge {
  /** The whole list that makes the node complete: what is written already, the string, and companions it needs. */
  readonly list: readonly string[];
}

/** A kind of node, under which a string fits. */
export interface CompatiblePlace {
  /** `/chosen`, or the compatible string of the parent. */
  readonly parent: string;
  readonly parentSchemaId: string;
  readonly parentTitle: string;
}

export interface CompatibleOverview extends CompatibleKnowledge {
  /** Empty when no schema says where the string belongs. */
  readonly places: readonly CompatiblePlace[];
}

/**
 * Strings that fit into the `compatible` of the node at the end of the path, whose strings so far are the last of
 * `compatibles`. Those that complete a list begun come first. Empty where the parent's schemas say nothing about the
 * compatible of a child.
 */
export function compatiblesAt(
  catalogue: Catalogue,
  place: PlaceContext,
): readonly CompatibleOffer[] {
  const name = place.path.at(-1);
  if (name === undefined) return [];
  const parent = {
    path: place.path.slice(0, -1),
    compatibles: place.compatibles.slice(0, place.path.length - 1),
  };
  const written = place.compatibles[place.path.length - 1] ?? [];
  return offersBelow(partsAt(catalogue, parent), { catalogue, name, written });
}

/** What a string means at a place, or in general. */
export function describeCompatible(
  catalogue: Catalogue,
  value: string,
  place?: PlaceContext,
): CompatibleOverview | undefined {
  const overview = allCompatibles(catalogue).find((it) => it.value === value);
  if (place === undefined) return overview;
  const compatibles = [...place.compatibles.slice(0, place.path.length - 1), []];
  const here = compatiblesAt(catalogue, { path: place.path, compatibles }).find(
    (it) => it.value === value,
  );
  if (here === undefined) return overview;
  const { list: _list, ...knowledge } = here;
  return { ...knowledge, places: overview?.places ?? [] };
}

/** Every string that any schema knows. */
export const allCompatibles = memo((catalogue: Catalogue): readonly CompatibleOverview[] => {
  const found = new Map<string, CompatibleOverview>();
  for (const [place, offers] of offersByPlace(catalogue)) {
    for (const { list: _list, ...offer } of offers) {
      const before = found.get(offer.value);
      found.set(offer.value, { ...(before ?? offer), places: [...(before?.places ?? []), place] });
    }
  }
  for (const schema of catalogue.schemas) {
    const part = objectAt(objectAt(schema.source, 'properties') ?? {}, 'compatible');
    if (part === undefined) continue;
    for (const { value } of valuesOf(expandProperty(catalogue, { schema, part }))) {
      if (typeof value !== 'string' || found.has(value)) continue;
      found.set(value, { ...knowledgeOf(catalogue, [{ schema, part }], value), places: [] });
    }
  }
  return [...found.values()];
});

/** The strings that fit under each kind of node that a schema describes. */
function offersByPlace(
  catalogue: Catalogue,
): readonly (readonly [CompatiblePlace, readonly CompatibleOffer[]])[] {
  return catalogue.schemas.flatMap((schema) =>
    kindsOf(schema).flatMap(({ parent, place }) => {
      const parts = partsAt(catalogue, place).filter((it) => it.schema === schema);
      const offers = offersBelow(parts, { catalogue, name: anyName, written: [] });
      const where = { parent, parentSchemaId: schema.id, parentTitle: schema.title };
      return offers.length === 0 ? [] : [[where, offers] as const];
    }),
  );
}

/** A name that no schema gives a meaning to. */
const anyName = 'node';

/** The nodes that a whole schema describes: by name, or by a compatible string. */
function kindsOf(
  schema: LoadedSchema,
): readonly { readonly parent: string; readonly place: PlaceContext }[] {
  const properties = objectAt(schema.source, 'properties') ?? {};
  const name = objectAt(properties, '$nodename');
  if (name !== undefined) {
    return [...stringsAt(name, 'enum'), stringAt(name, 'const') ?? []].flat().map((it) => ({
      parent: it === '/' ? it : `/${it}`,
      place: { path: it === '/' ? [] : [it], compatibles: [] },
    }));
  }
  return compatiblesIn(properties['compatible']).map((it) => ({
    parent: it,
    place: { path: [anyName], compatibles: [[it]] },
  }));
}

/** A child whose compatible strings are asked for. */
interface Child {
  readonly catalogue: Catalogue;
  readonly name: string;
  /** Its strings so far. */
  readonly written: readonly string[];
}

/** Children of one parent that are remembered. */
const mostChildren = 16;

const offersBelow = memoLast(
  mostChildren,
  ({ name, written }: Child) => JSON.stringify([name, written]),
  findOffers,
);

function findOffers(
  parentParts: readonly AppliedPart[],
  { catalogue, name, written }: Child,
): readonly CompatibleOffer[] {
  const childParts = (compatibles: readonly string[]): readonly AppliedPart[] =>
    compatibleParts(partsOfNode(catalogue, parentParts, name, compatibles));
  const heads = stringsIn(catalogue, childParts([]));
  const known = new Set(
    heads.flatMap((it) => [it, ...stringsIn(catalogue, childParts([...written, it]))]),
  );
  const companions = [...known].filter((it) => !written.includes(it));
  const offers = companions.flatMap((value) => {
    const list = [[], ...companions.filter((it) => it !== value).map((it) => [it])]
      .map((more) => [...written, value, ...more])
      .find((it) => fits(catalogue, childParts(it), it));
    if (list === undefined) return [];
    return [{ ...knowledgeOf(catalogue, childParts(list), value), list }];
  });
  return written.length === 0 ? offers : offers.toSorted((a, b) => a.list.length - b.list.length);
}

/** What the parts say about `compatible`. */
function compatibleParts(parts: readonly AppliedPart[]): readonly AppliedPart[] {
  return parts.flatMap(({ schema, part }) => {
    const compatible = objectAt(part, 'properties')?.['compatible'];
    return isObject(compatible) ? [{ schema, part: compatible }] : [];
  });
}

function stringsIn(catalogue: Catalogue, parts: readonly AppliedPart[]): readonly string[] {
  const all = parts.flatMap((it) => expandProperty(catalogue, it));
  return valuesOf(all).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

function fits(
  catalogue: Catalogue,
  parts: readonly AppliedPart[],
  list: readonly string[],
): boolean {
  return parts.every(({ schema, part }) =>
    catalogue.compiler.holds(schema, asNodeSchema(part), nodeOf({ compatible: list })),
  );
}

const asNodeSchema = memo((compatible: JsonObject) => fixFragment({ properties: { compatible } }));

function knowledgeOf(
  catalogue: Catalogue,
  parts: readonly AppliedPart[],
  value: string,
): CompatibleKnowledge {
  const all = parts.flatMap((it) => expandProperty(catalogue, it));
  const own = all.find(({ part }) => isDescribed(part) && saysConstant(part, value));
  const told = own ?? parts.find(({ part }) => isDescribed(part)) ?? parts[0];
  const text = readDescription(
    told === undefined ? '' : (stringAt(told.part, 'description') ?? ''),
  );
  return {
    value,
    meaning: text.meaning,
    description: text.text,
    ...(text.since === undefined ? {} : { since: text.since }),
    ...(text.deprecated === undefined ? {} : { deprecated: text.deprecated }),
    schemaId: told?.schema.id ?? '',
    schemaTitle: told?.schema.title ?? '',
  };
}

function isDescribed(part: JsonObject): boolean {
  return Object.hasOwn(part, 'description');
}

/** `const: value`, or a `contains` of it. */
function saysConstant(part: JsonObject, value: string): boolean {
  return part['const'] === value || objectAt(part, 'contains')?.['const'] === value;
}
