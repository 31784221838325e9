/**
 * Which parts of which schemas speak of a node, known only by its place: for completion and hover, where most of the
 * node is not written yet. The parent's schemas come first (what they say of such a child), then the schema of the
 * compatible string, then those selected by name, then those of every node. Parts are as written, with descriptions.
 */
import { memo, memoLast } from '../../base/memo';
import type { Catalogue } from '../catalogue';
import { nodeOf, type DecodedNode } from '../decode/decoded';
import { fixFragment } from '../fix-up/fix-schema';
import { pythonPattern } from '../python-pattern';
import {
  isObject,
  listAt,
  objectAt,
  stringAt,
  type JsonObject,
  type JsonValue,
  type LoadedSchema,
} from '../schema';
import { followPointer } from '../type-table';

/** Where a node is: names from the root (which is left out) down to the node, and each one's compatible strings. */
export interface PlaceContext {
  readonly path: readonly string[];
  readonly compatibles: readonly (readonly string[])[];
}

/** A schema, or a part of one, that a node has to satisfy. */
export interface AppliedPart {
  readonly schema: LoadedSchema;
  readonly part: JsonObject;
  /** One of several parts of which the node has to satisfy one. */
  readonly isAlternative?: true;
}

/** Places that are remembered: those that somebody types in, with what stands around them. */
const mostPlaces = 64;

/** The parts for the node at the end of the path; for the root with an empty path. The same list while it is typed in. */
export const partsAt: (catalogue: Catalogue, place: PlaceContext) => readonly AppliedPart[] =
  memoLast(
    mostPlaces,
    ({ path, compatibles }: PlaceContext) => JSON.stringify([path, compatibles]),
    partsOfPlace,
  );

function partsOfPlace(catalogue: Catalogue, place: PlaceContext): readonly AppliedPart[] {
  let parts = partsOfNode(
    catalogue,
    [],
    '/',
    place.path.length === 0 ? (place.compatibles[0] ?? []) : [],
  );
  for (const [depth, name] of place.path.entries()) {
    parts = partsOfNode(catalogue, parts, name, place.compatibles[depth] ?? []);
  }
  return parts;
}

/** The parts for a child of a node to which `parentParts` apply. */
export function partsOfNode(
  catalogue: Catalogue,
  parentParts: readonly AppliedPart[],
  name: string,
  compatibles: readonly string[],
): readonly AppliedPart[] {
  const node = partialNode(name, compatibles);
  const described = catalogue.selects.byCompatible(compatibles);
  const selected = catalogue.selects.selected(
    { name, compatibles, has: (it) => node.has(it) },
    (schema, select) => catalogue.compiler.holds(schema, select, node),
  );
  const whole = [
    ...(described === undefined ? [] : [described]),
    ...selected.filter((it) => it.fixed['select'] !== true),
    ...selected.filter((it) => it.fixed['select'] === true),
  ];
  return expand(catalogue, node, [
    ...parentParts.flatMap((it) => memberParts(it, name)),
    ...whole.map((schema) => ({ schema, part: schema.source })),
  ]);
}

/** What a part says about a member of this name; not expanded. */
function memberParts({ schema, part }: AppliedPart, name: string): readonly AppliedPart[] {
  const named = objectAt(part, 'properties')?.[name];
  const matching = Object.entries(objectAt(part, 'patternProperties') ?? {})
    .filter(([pattern]) => pythonPattern(pattern).test(name))
    .map(([, it]) => it);
  const found = [...(named === undefined ? [] : [named]), ...matching];
  const rest =
    found.length > 0 ? [] : [part['additionalProperties'], part['unevaluatedProperties']];
  return [...found, ...rest].filter((it) => isObject(it)).map((it) => ({ schema, part: it }));
}

/** As much of a node as its place tells, for conditions. */
function partialNode(name: string, compatibles: readonly string[]): DecodedNode {
  return nodeOf({
    $nodename: [name],
    ...(compatibles.length === 0 ? {} : { compatible: compatibles }),
  });
}

/** Adds what the parts refer to and consist of: references, all alternatives, and conditions as far as they hold. */
function expand(
  catalogue: Catalogue,
  node: DecodedNode,
  parts: readonly AppliedPart[],
): readonly AppliedPart[] {
  const seen = new Map<JsonObject, AppliedPart>();
  const add = (from: AppliedPart, part: JsonValue | undefined): void => {
    if (!isObject(part) || seen.has(part)) return;
    const here = { ...from, part };
    seen.set(part, here);
    const target = referenced(catalogue, from.schema, part);
    if (target !== undefined) add({ ...here, schema: target.schema }, target.part);
    for (const it of listAt(part, 'allOf')) add(here, it);
    for (const key of ['anyOf', 'oneOf']) {
      for (const it of listAt(part, key)) add({ ...here, isAlternative: true }, it);
    }
    const condition = part['if'];
    if (condition === undefined) return;
    const holds = catalogue.compiler.holds(from.schema, fixCondition(condition), node);
    add(here, part[holds ? 'then' : 'else']);
  };
  for (const it of parts) add(it, it.part);
  return [...seen.values()];
}

const fixed = memo(fixFragment);

function fixCondition(condition: JsonValue): JsonValue {
  return isObject(condition) ? fixed(condition) : condition;
}

/** What the `$ref` of a part names. */
export function referenced(
  catalogue: Catalogue,
  schema: LoadedSchema,
  part: JsonObject,
): AppliedPart | undefined {
  const ref = stringAt(part, '$ref');
  if (ref === undefined || !URL.canParse(ref, schema.id)) return undefined;
  const url = new URL(ref, schema.id);
  const pointer = url.hash.slice(1);
  url.hash = '';
  const target = catalogue.find(url.href);
  const found = target === undefined ? undefined : followPointer(target.source, pointer);
  return target !== undefined && isObject(found) ? { schema: target, part: found } : undefined;
}
