import { expect, test } from 'vitest';
import { selectIndexOf } from '../../server/src/bindings/check/select-index';
import type { JsonValue, LoadedSchema } from '../../server/src/bindings/schema';

/** Whether a select takes a node with these members, and whether it had to be judged for that. */
function ask(select: JsonValue, ...members: readonly string[]): string {
  const fixed = { select };
  const schema: LoadedSchema = { id: 's', path: 's', title: 's', source: fixed, fixed };
  const asked: string[] = [];
  const has = (name: string) => members.includes(name);
  const found = selectIndexOf([schema]).selected({ name: 'n', compatibles: [], has }, () => {
    asked.push('judged');
    return true;
  });
  return [found.length > 0 ? 'taken' : 'passed by', ...asked].join(', ');
}

test.each<[string, JsonValue, readonly string[], string]>([
  ['what it requires is there', { required: ['a', 'b'] }, ['a', 'b'], 'taken'],
  ['what it requires is not there', { required: ['a', 'b'] }, ['a'], 'passed by'],
  ['one of several', { anyOf: [{ required: ['a'] }, { required: ['b'] }] }, ['b'], 'taken'],
  ['none of several', { anyOf: [{ required: ['a'] }, { required: ['b'] }] }, ['c'], 'passed by'],
  ['none of none, as JSON Schema has it', { anyOf: [] }, ['a'], 'passed by'],
  [
    'more than presence is judged',
    { required: ['a'], properties: { a: { const: 1 } } },
    ['a'],
    'taken, judged',
  ],
  ['but not where it cannot hold', { required: ['a'], properties: {} }, [], 'passed by'],
  ['an alternative that wants more', { anyOf: [{ properties: {} }] }, [], 'taken, judged'],
  ['an alternative that is no schema', { anyOf: [true] }, [], 'taken, judged'],
])('a select by presence: %s', (_what, select, members, expected) => {
  expect(ask(select, ...members)).toBe(expected);
});
