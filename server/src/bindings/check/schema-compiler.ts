/**
 * Checks decoded nodes against schemas. A schema is prepared piece by piece when a node first needs it, and kept for as
 * long as the compiler lives; nothing is generated, and nothing that a schema says is run. References to schemas that
 * are not loaded fail as `false` does. Facts: JSON Schema 2019-09 as dt-schema's library runs it: every failing keyword
 * of every applied part is one failure.
 */
import type { DecodedNode } from '../decode/decoded';
import type { JsonValue, LoadedSchema } from '../schema';
import type { Failure } from './failure';
import type { Part } from './part';
import type { FindSchema, SchemaTarget } from './references';
import { schemaParts } from './schema-parts';

/** Visits of schemas and reports of failures in one question; boards of the Linux kernel need 3,500 at most. */
const maxSteps = 1_000_000;

export interface SchemaCompiler {
  /** Why the node fails the whole schema; empty when it holds, or when judging it would take too long. */
  check(schema: LoadedSchema, node: DecodedNode): readonly Failure[];
  /** Whether the node satisfies a part of the schema, such as its `select`. `part` is fixed up. */
  holds(schema: LoadedSchema, part: JsonValue, node: DecodedNode): boolean;
  /** Where the schema in which a keyword failed stands; undefined for parts that come from nowhere. */
  originOf(failure: Failure): SchemaTarget | undefined;
}

/** A compiler over the schemas of a catalogue. `find` gives the schema that answers to an id. */
export function schemaCompiler(find: FindSchema): SchemaCompiler {
  const parts = schemaParts(find);
  return {
    check: (schema, node) =>
      failuresOf(parts.of(schema.fixed, { schema, pointer: '' }), node, { isBrief: false }),
    holds: (schema, part, node) =>
      failuresOf(parts.of(part, { schema, pointer: '' }), node, { isBrief: true }).length === 0,
    originOf: (failure) => parts.originOf(failure.parentSchema),
  };
}

/** What a part has against a node, with all the effort of one question. `holder` is the node that it stands in. */
export function failuresOf(
  part: Part,
  node: DecodedNode,
  { isBrief, holder }: { readonly isBrief: boolean; readonly holder?: DecodedNode },
): readonly Failure[] {
  const effort = { steps: maxSteps, depth: 0 };
  const failures = part.check(node, { holder, key: '', isBrief, followed: undefined, effort });
  return effort.steps === 0 ? [] : failures;
}
