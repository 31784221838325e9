import { expect, test } from 'vitest';
import { createCatalogue } from '../../server/src/bindings/catalogue';
import { readSchema } from '../../server/src/bindings/read-schema';
import { cells, flag, node, schemaFile, text, verdict } from './tree-builder';
import { ownSchemas } from './schema-files';

function read(yaml: string): unknown {
  const result = readSchema('x.yaml', yaml);
  return result.kind === 'schema' ? result.file.document : result.problem.message;
}

test('reads YAML 1.2: yes and no are strings, a leading zero does not mean octal', () => {
  expect(read('a: [no, yes, off]\nb: 010\nc: 0o30\nd: [test,a]')).toEqual({
    a: ['no', 'yes', 'off'],
    b: 10,
    c: 24,
    d: ['test', 'a'],
  });
});

test('reads anchors, and keeps integers exact', () => {
  expect(read('a: &x { k: 1 }\nb: *x\nc: { <<: *x, l: 2 }\nd: 0xffffffffffffffff')).toEqual({
    a: { k: 1 },
    b: { k: 1 },
    c: { k: 1, l: 2 },
    d: 0xffffffffffffffffn,
  });
});

test.each(['a: 1\na: 2', 'a: [1', 'a: *nothing', ': : :\n\t- x'])(
  'does not throw at %j',
  (yaml) => {
    expect(read(yaml)).toMatch(/^ignored, not valid YAML/);
  },
);

test('a bomb of aliases does not go off', () => {
  const levels = Array.from(
    { length: 30 },
    (_, at) => `l${at}: &l${at} [${at > 0 ? `*l${at - 1}, *l${at - 1}` : 'x'}]`,
  );
  expect(read(levels.join('\n'))).toMatch(/^ignored/);
});

test('leaves out what is no schema, with the place', () => {
  const { schemas, problems } = createCatalogue([
    schemaFile('good', 'properties: {}'),
    schemaFile('limit', 'properties: { x: { maximum: high } }'),
    schemaFile('items', 'properties: { x: { items: [string] } }'),
    schemaFile('required', 'required: [a, a]'),
    { path: 'no-id.yaml', document: { title: 'x' } },
    { path: 'list.yaml', document: [] },
  ]);
  expect(schemas.map((it) => it.id)).toEqual(['http://devicetree.org/schemas/good.yaml']);
  expect(problems).toEqual([
    {
      path: 'limit.yaml',
      message: 'ignored, properties/x/maximum is not what JSON Schema expects there',
    },
    {
      path: 'items.yaml',
      message: 'ignored, properties/x/items/0 is not what JSON Schema expects there',
    },
    { path: 'required.yaml', message: 'ignored, required is not what JSON Schema expects there' },
    { path: 'no-id.yaml', message: 'ignored, it has no $id' },
    { path: 'list.yaml', message: 'ignored, it has no $id' },
  ]);
});

test('the first file of an $id wins', () => {
  const { problems, find } = createCatalogue([
    { ...schemaFile('same', 'properties: {}'), path: 'first.yaml' },
    { ...schemaFile('same', 'required: [x]'), path: 'second.yaml' },
  ]);
  expect(find('http://devicetree.org/schemas/same.yaml')?.path).toBe('first.yaml');
  expect(problems).toMatchObject([{ path: 'second.yaml' }]);
});

const strict = 'properties: { $nodename: { const: a } }\nrequired: [x]';

test('a schema that replaces another one is used instead of it, in any order', () => {
  const theirs = schemaFile('theirs', strict);
  const ours = schemaFile('ours', "description: 'Replaces: /schemas/theirs.yaml.'\nproperties: {}");
  const root = node('', {}, node('a', {}));
  expect(verdict(createCatalogue([theirs]), root)).toHaveLength(1);
  expect(verdict(createCatalogue([ours, theirs]), root)).toEqual([]);
  expect(verdict(createCatalogue([theirs, ours]), root)).toEqual([]);
});

test('a schema may take the place of those with its own $id, without a word', () => {
  const theirs = schemaFile('same', strict);
  const ours = schemaFile('same', "description: 'Replaces: /schemas/same.yaml.'\nproperties: {}");
  const root = node('', {}, node('a', {}));
  for (const files of [
    [ours, theirs],
    [theirs, ours],
  ]) {
    const both = createCatalogue(files);
    expect(verdict(both, root)).toEqual([]);
    expect(both.problems).toEqual([]);
  }
  expect(createCatalogue([theirs, theirs]).problems).toHaveLength(1);
});

test('a schema that stands in for another one gives way to it', () => {
  const theirs = schemaFile('theirs', 'properties: {}');
  const ours = schemaFile('ours', `description: 'Stands in for: /schemas/theirs.yaml.'\n${strict}`);
  const root = node('', {}, node('a', {}));
  expect(verdict(createCatalogue([ours]), root)).toHaveLength(1);
  expect(verdict(createCatalogue([ours, theirs]), root)).toEqual([]);
});

test('the order of the files does not matter to the project’s own schemas', () => {
  const root = node(
    '',
    {},
    node('chosen', {}, node('d', { compatible: text('xen,domain'), cpus: cells(0), vpl011: flag })),
  );
  const [forth, back] = [ownSchemas(), ownSchemas().toReversed()].map((it) =>
    verdict(createCatalogue(it), root),
  );
  expect(forth).toHaveLength(2);
  expect(back).toEqual(forth);
});

test('patterns of Python and references in a ring are survived', () => {
  const ring = schemaFile(
    'ring',
    `
    select: true
    properties: { a: { $ref: '#/properties/b' }, b: { $ref: '#/properties/a' } }
    patternProperties: { '(': true, '(?P<n>^x$)': { type: boolean }, '(?<!y)z\\Z': { type: boolean } }
    `,
  );
  const root = node('', { a: flag, x: cells(1), z: cells(1), yz: cells(1) });
  expect(verdict(createCatalogue([ring, ...ownSchemas()]), root)).toHaveLength(2);
});
