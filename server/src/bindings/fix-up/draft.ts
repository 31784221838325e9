/**
 * A private, changeable copy of a schema. The fix-ups are defined by the order in which they rewrite one another's
 * results, so they work in place on such a copy; outside this folder schemas are read-only.
 */
import type { JsonObject, JsonValue } from '../schema';

export type DraftValue = string | number | bigint | boolean | null | DraftValue[] | Draft;

export interface Draft {
  [key: string]: DraftValue;
}

/** Keywords and names on the way from the top of the schema to the place at hand. */
export type SchemaPath = readonly string[];

export function draftOf(schema: JsonObject): Draft {
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, draftValue(value)]));
}

export function draftValue(value: JsonValue): DraftValue {
  if (Array.isArray(value)) return value.map((it: JsonValue) => draftValue(it));
  if (typeof value === 'object' && value !== null) return draftOf(value as JsonObject);
  return value as DraftValue;
}

export function isDraft(value: DraftValue | undefined): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The draft under `key`, if there is one. */
export function draftAt(draft: Draft, key: string): Draft | undefined {
  const value = Object.hasOwn(draft, key) ? draft[key] : undefined;
  return isDraft(value) ? value : undefined;
}

/** The drafts in the list under `key`. */
export function draftsAt(draft: Draft, key: string): readonly Draft[] {
  const value = Object.hasOwn(draft, key) ? draft[key] : undefined;
  return Array.isArray(value) ? value.filter(isDraft) : [];
}

/** Sets `key` unless the draft has it. */
export function setDefault(draft: Draft, key: string, value: DraftValue): void {
  if (!Object.hasOwn(draft, key)) draft[key] = value;
}

/** Takes `key` out of the draft. */
export function remove(draft: Draft, key: string): void {
  Reflect.deleteProperty(draft, key);
}

/** Splits `dependencies` into its two successors of JSON Schema 2019-09. */
export function splitDependencies(draft: Draft): void {
  const dependencies = draftAt(draft, 'dependencies');
  if (dependencies === undefined) return;
  delete draft['dependencies'];
  for (const [name, value] of Object.entries(dependencies)) {
    const key = Array.isArray(value) ? 'dependentRequired' : 'dependentSchemas';
    setDefault(draft, key, {});
    const target = draftAt(draft, key);
    if (target !== undefined) target[name] = value;
  }
}
