/**
 * The prepared form of each schema, made once when it is first needed, and the way back from a prepared part to the
 * place it comes from.
 */
import { memo } from '../../base/memo';
import type { JsonObject, JsonValue, LoadedSchema } from '../schema';
import { followPointer } from '../type-table';
import { prepareSchema } from './prepare-schema';
import { resolveReference, ringTest, type FindSchema, type SchemaTarget } from './references';

export interface PreparedSchemas {
  whole(schema: LoadedSchema): JsonObject;
  /** A part of the schema's fixed-up form, or a fixed-up fragment that stands for one. */
  part(schema: LoadedSchema, part: JsonObject): JsonObject;
  /** What the reference of a prepared schema names. */
  target(ref: string): JsonValue | undefined;
  /** Where a prepared schema comes from. */
  originOf(prepared: object): SchemaTarget | undefined;
}

/** `find` gives the schema that answers to an id. */
export function preparedSchemas(find: FindSchema): PreparedSchemas {
  const isRing = ringTest(find);
  const origins = new WeakMap<object, SchemaTarget>();
  const prepare = (part: JsonObject, schema: LoadedSchema): JsonObject =>
    prepareSchema(part, {
      resolve: (ref) => resolveReference(find, ref, schema.id),
      isRing,
      note: (made, pointer) => origins.set(made, { schema, pointer }),
    });
  const whole = memo((schema: LoadedSchema) => prepare(schema.fixed, schema));
  const partsOf = memo((schema: LoadedSchema) => memo((part: JsonObject) => prepare(part, schema)));
  return {
    whole,
    part: (schema, part) => partsOf(schema)(part),
    target: (ref) => {
      const [id = '', pointer = ''] = ref.split('#');
      const schema = find(id);
      return schema === undefined ? undefined : followPointer(whole(schema), pointer);
    },
    originOf: (prepared) => origins.get(prepared),
  };
}
