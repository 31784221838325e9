/**
 * Where the references of schemas lead. Facts: JSON Schema 2019-09 (URI references with a JSON pointer).
 */
import type { JsonValue, LoadedSchema } from '../schema';
import { decodePointerStep, followPointer } from '../type-table';
import { escapeStep } from './failure';

export type FindSchema = (id: string) => LoadedSchema | undefined;

export interface SchemaTarget {
  readonly schema: LoadedSchema;
  /** JSON pointer in the fixed-up schema. */
  readonly pointer: string;
}

/** A target with the part of the fixed-up schema that is there. */
export interface ResolvedReference extends SchemaTarget {
  readonly part: JsonValue;
}

/** What `ref`, written in the schema `base`, names; undefined when nothing is there. */
export function resolveReference(
  find: FindSchema,
  ref: string,
  base: string,
): ResolvedReference | undefined {
  const url = URL.canParse(ref, base) ? new URL(ref, base) : undefined;
  if (url === undefined) return undefined;
  const encoded = url.hash.slice(1);
  url.hash = '';
  const schema = find(url.href);
  const part = schema === undefined ? undefined : followPointer(schema.fixed, encoded);
  if (schema === undefined || part === undefined) return undefined;
  const pointer = encoded
    .split('/')
    .map((it) => escapeStep(decodePointerStep(it)))
    .join('/');
  return { schema, pointer, part };
}
