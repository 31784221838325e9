/**
 * Reads the text of a schema file (YAML 1.2, or JSON as a part of it) into plain data. Nothing is thrown: a file that
 * does not parse is a problem with its place. Integers beyond 2^53 stay exact as `bigint`. Facts: dt-schema reads its
 * files as YAML 1.2, where `no` is a string and `010` is ten, and drops a file with a duplicate key.
 */
import { parseDocument } from 'yaml';
import type { SchemaFile, SchemaProblem } from './catalogue';
import type { JsonValue } from './schema';

/** Aliases (`*name`) that one file may expand to, so that a file cannot grow without bound. */
const maxAliasCount = 100;

export type ReadSchema =
  | { readonly kind: 'schema'; readonly file: SchemaFile }
  | { readonly kind: 'problem'; readonly problem: SchemaProblem };

/** Parses one file. `path` is kept for messages only. */
export function readSchema(path: string, text: string): ReadSchema {
  const document = parseDocument(text, {
    version: '1.2',
    merge: true,
    uniqueKeys: true,
    strict: false,
    intAsBigInt: true,
    prettyErrors: true,
    logLevel: 'silent',
  });
  const error = document.errors[0];
  if (error !== undefined) return problem(path, error.message.split('\n')[0] ?? error.code);
  try {
    const plain: unknown = document.toJS({ maxAliasCount });
    return { kind: 'schema', file: { path, document: toJson(plain) } };
  } catch (thrown) {
    return problem(path, thrown instanceof Error ? thrown.message : 'cannot be expanded');
  }
}

function problem(path: string, message: string): ReadSchema {
  return { kind: 'problem', problem: { path, message: `ignored, not valid YAML: ${message}` } };
}

function toJson(value: unknown): JsonValue {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, toJson(it)]));
  }
  return null;
}
