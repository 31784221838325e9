/**
 * Turns what an author writes about a property's value into a schema of the decoded value: one string is a list of one
 * string, `reg` is rows of cells, a list of items has a fixed length. Facts: dt-schema's fixups; decoded values as in
 * its dtb reader.
 */
import { isIntegerSchema, isStringSchema } from '../schema';
import {
  draftAt,
  draftsAt,
  draftValue,
  isDraft,
  remove,
  setDefault,
  splitDependencies,
  type Draft,
  type DraftValue,
  type SchemaPath,
} from './draft';

/** Rewrites the schema of one property (or child node); `path` ends with its name. */
export function fixProperty(draft: Draft, path: SchemaPath): void {
  joinConstants(draft);
  for (const key of ['allOf', 'oneOf', 'anyOf']) {
    for (const branch of draftsAt(draft, key)) fixProperty(branch, [...path, key]);
  }
  const then = draftAt(draft, 'then');
  if (then !== undefined) fixProperty(then, [...path, 'then']);
  fixValues(draft, path);
}

/** A `oneOf` or `anyOf` of constants with descriptions is an `enum`. */
function joinConstants(draft: Draft): void {
  const key = Object.hasOwn(draft, 'anyOf') ? 'anyOf' : 'oneOf';
  if (!Object.hasOwn(draft, key)) {
    const items = draftAt(draft, 'items');
    if (items !== undefined) joinConstants(items);
    return;
  }
  const branches = draft[key];
  if (!Array.isArray(branches)) return;
  const constants: DraftValue[] = [];
  for (const branch of branches) {
    const value = isDraft(branch) && !saysMore(branch) ? branch['const'] : undefined;
    if (value === undefined) return;
    constants.push(value);
  }
  delete draft['anyOf'];
  delete draft['oneOf'];
  draft['enum'] = constants;
}

/** Whether a described constant carries yet another keyword; then dt-schema leaves the branches alone. */
function saysMore(branch: Draft): boolean {
  return Object.hasOwn(branch, 'description') && Object.keys(branch).length > 2;
}

function fixValues(draft: Draft, path: SchemaPath): void {
  delete draft['description'];
  if (path.includes('reg')) fixReg(draft);
  dropEmptyItems(draft);
  fixUnits(draft, path);
  if (isStringSchema(draft)) draft['items'] = [takeScalar(draft)];
  completeSizes(draft, path);
  splitDependencies(draft);
}

const scalarKeywords = ['const', 'enum', 'pattern', 'minimum', 'maximum', 'multipleOf'];

function takeScalar(draft: Draft): Draft {
  const taken: Draft = {};
  for (const key of scalarKeywords) {
    const value = draft[key];
    if (value === undefined) continue;
    taken[key] = value;
    remove(draft, key);
  }
  return taken;
}

/** A number in `reg` means one row of one cell. */
function fixReg(draft: Draft): void {
  const items = draft['items'];
  const first = Array.isArray(items) ? items[0] : items;
  if (first === undefined) {
    if (isIntegerSchema(draft)) draft['items'] = [{ items: [takeScalar(draft)] }];
  } else if (isDraft(first) && isIntegerSchema(first)) {
    draft['items'] = [{ items: [takeScalar(first)] }];
  }
}

/** A list of items that say nothing but how many they are. */
function dropEmptyItems(draft: Draft): void {
  const items = draft['items'];
  if (isDraft(items)) dropEmptyItems(items);
  if (!Array.isArray(items)) return;
  for (const item of items) {
    if (!isDraft(item)) continue;
    delete item['description'];
    dropEmptyItems(item);
    if (Object.keys(item).length > 0) return;
  }
  setDefault(draft, 'type', 'array');
  setDefault(draft, 'maxItems', items.length);
  setDefault(draft, 'minItems', items.length);
  delete draft['items'];
}

const listUnits =
  /-(kBps|bits|percent|bp|db|mhz|sec|ms|us|ns|ps|mm|nanoamp|(micro-)?ohms|micro(amp|watt)(-hours)?|milliwatt|(femto|pico)farads|(milli)?celsius|kelvin|k?pascal)$/;
const rowUnits = /-(hz|microvolt)$/;

/** Properties with a unit in their name are lists of numbers, or rows of them. */
function fixUnits(draft: Draft, path: SchemaPath): void {
  if (Object.hasOwn(draft, '$ref')) return;
  const name = propertyName(path);
  if (name === undefined) return;
  if (listUnits.test(name)) {
    if (isIntegerSchema(draft)) draft['items'] = [takeScalar(draft)];
  } else if (rowUnits.test(name) && !isMatrix(draft)) {
    if (['items', 'minItems', 'maxItems'].some((key) => Object.hasOwn(draft, key))) {
      draft['items'] = [draftValue(draft)];
      delete draft['minItems'];
      delete draft['maxItems'];
    } else if (isIntegerSchema(draft)) {
      draft['items'] = [{ items: [takeScalar(draft)] }];
    }
  }
}

function propertyName(path: SchemaPath): string | undefined {
  const at = path.findLastIndex((it) => it === 'properties' || it === '$defs');
  return at < 0 ? undefined : path[at + 1];
}

function isMatrix(draft: Draft): boolean {
  const items = draft['items'];
  const rows = Array.isArray(items) ? items : [items];
  return rows.some(
    (row) =>
      isDraft(row) && ['items', 'minItems', 'maxItems'].some((key) => Object.hasOwn(row, key)),
  );
}

/** Fills in the limits that a list of items or a single limit implies. */
function completeSizes(draft: Draft, path: SchemaPath): void {
  delete draft['description'];
  const items = draft['items'];
  if (items !== undefined) {
    draft['type'] = 'array';
    const list = Array.isArray(items) ? items : undefined;
    if (list !== undefined) {
      setDefault(draft, 'minItems', list.length);
      setDefault(draft, 'maxItems', list.length);
    }
    for (const item of list ?? [items]) {
      if (isDraft(item)) completeSizes(item, [...path, 'items']);
    }
    return;
  }
  if (path.includes('then') || path.includes('else')) return;
  const { minItems, maxItems } = draft;
  if (minItems === undefined && maxItems !== undefined) draft['minItems'] = maxItems;
  if (maxItems === undefined && minItems !== undefined) draft['maxItems'] = minItems;
}
