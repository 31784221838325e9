/**
 * Says a failed keyword in words: what was expected, and what was found. Values are written as DTS writes them. The
 * alternatives of `oneOf` and `anyOf` are joined into one sentence where they are about the same value.
 */
import { isDecodedNode, isOpaque, type DecodedList } from '../decode/decoded';
import type { Failure } from './failure';

/** One sentence without a capital and a full stop. `form` is what text that matches a pattern looks like. */
export function wordsFor(failure: Failure, form?: string): string {
  switch (failure.keyword) {
    case 'required':
      return `missing required property ${quote(failure.params['missingProperty'])}`;
    case 'dependentRequired':
      return `property ${quote(failure.params['property'])} needs property ${quote(failure.params['missingProperty'])} beside it`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownMember(failure.params['additionalProperty'], failure);
    case 'uniqueItems':
      return 'expected each entry only once';
    case 'not':
      return exclusion(failure);
    case 'oneOf':
    case 'anyOf':
      return alternatives(failure);
    case 'false schema':
      return `${isDecodedNode(failure.value) ? 'this node' : 'this property'} is not allowed here`;
    default:
      return isUnknownProperty(failure)
        ? unknownMember(failure.instancePath.split('/').at(-1), failure)
        : `expected ${formOr(failure, form)}, found ${found(failure)}`;
  }
}

function formOr(failure: Failure, form: string | undefined): string {
  return failure.keyword === 'pattern' && form !== undefined ? form : expectation(failure);
}

/** `additionalProperties: { type: object }`: whatever is not named must be a node. */
function isUnknownProperty(failure: Failure): boolean {
  return (
    failure.keyword === 'type' &&
    failure.schema === 'object' &&
    /\/additionalProperties(\/(allOf\/\d+|then|else))*\/type$/.test(failure.schemaPath)
  );
}

function unknownMember(name: unknown, failure: Failure): string {
  const member = isDecodedNode(failure.value) ? failure.value.get(String(name)) : failure.value;
  return isDecodedNode(member)
    ? `unknown node ${quote(name)}: nothing reads it here`
    : `unknown property ${quote(name)}: nothing reads it in this node`;
}

/** What would have satisfied the keyword: a noun phrase. */
function expectation(failure: Failure): string {
  const { schema, parentSchema } = failure;
  switch (failure.keyword) {
    case 'const':
      return quote(schema);
    case 'enum':
      return oneOf(listOf(schema).map(quote));
    case 'pattern':
      return `text that matches ${String(schema)}`;
    case 'minimum':
    case 'maximum':
    case 'multipleOf':
      return number(parentSchema);
    case 'exclusiveMinimum':
      return `more than ${quote(schema)}`;
    case 'exclusiveMaximum':
      return `less than ${quote(schema)}`;
    case 'typeSize':
      return numberOf(Number(schema));
    case 'minItems':
    case 'maxItems':
      return `${count(parentSchema, failure)} ${itemNoun(failure.value, schema)}`;
    case 'contains':
      return `${expectedPart(schema)} among the entries`;
    case 'type':
      return listOf(schema)
        .filter((it) => it !== 'null')
        .map((it) => typeNoun(it, parentSchema))
        .join(' or ');
    default:
      return `${failure.keyword} ${quote(schema)}`;
  }
}

function expectedPart(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return 'another value';
  if ('const' in schema) return quote(schema.const);
  if ('enum' in schema) return oneOf(listOf(schema.enum).map(quote));
  if ('pattern' in schema) return `text that matches ${String(schema.pattern)}`;
  return 'another value';
}

function number({ minimum, maximum, multipleOf }: Readonly<Record<string, unknown>>): string {
  const multiple = multipleOf === undefined ? '' : `a multiple of ${quote(multipleOf)}`;
  if (minimum === undefined && maximum === undefined) return multiple;
  const comma = multiple === '' ? '' : `${multiple}, `;
  if (minimum === undefined) return `${comma}at most ${quote(maximum)}`;
  if (maximum === undefined) return `${comma}at least ${quote(minimum)}`;
  return `${comma}${quote(minimum)} to ${quote(maximum)}`;
}

function count(parent: Readonly<Record<string, unknown>>, failure: Failure): string {
  const { minItems, maxItems } = parent;
  if (minItems === maxItems) return quote(minItems);
  if (failure.keyword === 'minItems') return `at least ${quote(minItems)}`;
  return `at most ${quote(maxItems)}`;
}

function itemNoun(value: unknown, limit: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  const isPlural = limit !== 1;
  if (typeof first === 'string') return isPlural ? 'strings' : 'string';
  if (typeof first === 'number' || typeof first === 'bigint') return isPlural ? 'cells' : 'cell';
  return isPlural ? 'entries' : 'entry';
}

function typeNoun(type: unknown, parent: Readonly<Record<string, unknown>>): string {
  switch (type) {
    case 'boolean':
      return 'no value (a flag counts by being there)';
    case 'integer':
      return numberOf(Number(parent['typeSize'] ?? 32));
    case 'array':
      return 'a value';
    case 'object':
      return 'a node';
    default:
      return `a ${String(type)}`;
  }
}

function numberOf(bits: number): string {
  switch (bits) {
    case 32:
      return 'a 32-bit number (1 cell)';
    case 64:
      return 'a 64-bit number (2 cells)';
    default:
      return `a number of ${bits} bits (/bits/ ${bits})`;
  }
}

/** What the value is: the value itself when it is short, else its shape. */
function found(failure: Failure): string {
  const { value, keyword } = failure;
  if (keyword === 'typeSize') return numberOf(Number(failure.params['bits'] ?? 32));
  if (keyword === 'minItems' || keyword === 'maxItems') return howMany(value);
  return describe(value);
}

/** Rows tell their lengths: a wrong number of rows mostly comes from wrong cell counts. */
function howMany(value: unknown): string {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const lengths = list.map((it) => (Array.isArray(it) ? it.length : 0));
  if (lengths.length < 2 || lengths.length > 4 || lengths.includes(0)) return String(list.length);
  return `${list.length} (of ${lengths.slice(0, -1).join(', ')} and ${lengths.at(-1)} cells)`;
}

function describe(value: unknown): string {
  if (value === true) return 'no value';
  if (isOpaque(value)) return `${value().length} bytes`;
  if (isDecodedNode(value)) return 'a node';
  if (!Array.isArray(value)) return quote(value);
  const list: DecodedList = value;
  const first = list[0];
  if (typeof first === 'string') return list.map(quote).join(', ');
  if (typeof first === 'number' || typeof first === 'bigint') {
    return list.length <= 4 ? `<${list.map(quote).join(' ')}>` : `${list.length} cells`;
  }
  return `${list.length} ${list.length === 1 ? 'entry' : 'entries'}`;
}

function alternatives(failure: Failure): string {
  const { branches, keyword } = failure;
  if (branches.length === 0) return tooMany(failure);
  const absent = branches.map(onlyAbsence);
  if (absent.every((it) => it !== undefined)) {
    const names = [...new Set(absent.flat())].map(quote);
    return names.length === 1
      ? `missing required property ${names.join()}`
      : `missing one of the properties ${names.join(', ')}`;
  }
  const simple = branches.map((it) => sameValue(failure, it));
  if (simple.every((it) => it !== undefined)) {
    return `expected ${[...new Set(simple)].join(', or ')}, found ${describe(failure.value)}`;
  }
  const reasons = [
    ...new Set(branches.flatMap((it) => it.slice(0, 1).map((reason) => wordsFor(reason)))),
  ];
  return `none of ${branches.length} ${keyword === 'oneOf' ? 'exclusive ' : ''}alternatives fits: ${reasons.join('; ')}`;
}

/** More than one alternative of a `oneOf` holds. */
function tooMany(failure: Failure): string {
  const names = listOf(failure.schema).flatMap((it) =>
    typeof it === 'object' && it !== null && 'required' in it ? listOf(it.required) : [],
  );
  return names.length > 1
    ? `properties ${names.map(quote).join(' and ')} exclude each other`
    : `expected exactly one of ${listOf(failure.schema).length} alternatives to fit, ${String(failure.params['holding'])} do`;
}

/** The names that a failed alternative misses, when it fails for nothing else. */
function onlyAbsence(failures: readonly Failure[]): readonly unknown[] | undefined {
  const names = failures.map((it) =>
    it.keyword === 'required' ? it.params['missingProperty'] : undefined,
  );
  return names.includes(undefined) ? undefined : names;
}

/** What an alternative expects of the value itself or of its only string or number. */
function sameValue(whole: Failure, failures: readonly Failure[]): string | undefined {
  const telling = failures.find((it) => it.keyword === 'typeSize') ?? failures[0];
  if (telling === undefined || telling.branches.length > 0) return undefined;
  if (isDecodedNode(whole.value) || isDecodedNode(telling.value)) return undefined;
  if (['required', 'not', 'false schema', 'uniqueItems'].includes(telling.keyword))
    return undefined;
  return expectation(telling);
}

function exclusion(failure: Failure): string {
  const { schema } = failure;
  const names =
    typeof schema === 'object' && schema !== null && 'required' in schema
      ? listOf(schema.required)
      : [];
  if (names.length > 0) return `property ${names.map(quote).join(', ')} is not allowed here`;
  if (isDecodedNode(failure.value)) return 'this node is not allowed here';
  return `expected another value than ${describe(failure.value)}`;
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? values.join() : `one of ${values.join(', ')}`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
