/** What is told of a list after others is what is told of it alone, and that is what the definition says. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyChunk } from '../../server/src/lexer/lexer';
import { fileId } from '../../server/src/lexer/token-chunk';
import type { TokenStream } from '../../server/src/preprocessor/token-stream';
import { foundBy, type Found } from '../../server/src/rules/found';
import type { Finding, Rule } from '../../server/src/rules/rule';
import { createTeller, toldOf } from '../../server/src/rules/told';

function rule(id: string, requires: readonly string[] = []): Rule {
  const texts = { summary: '', why: '', source: '', examples: [] };
  return { id, severity: 'warning', requires, ...texts, check: () => undefined } as Rule;
}

const rules = [
  rule('xen/first'),
  rule('xen/second', ['xen/first']),
  rule('xen/third', ['xen/second']),
  rule('schema/shape', ['xen/first']),
];

/** Pieces of source; what they hold does not matter. */
const streams = [stream(), stream(), stream()];

function stream(): TokenStream {
  const [kinds, flags] = [new Uint8Array(9), new Uint8Array(9)];
  const [pieces, indexes] = [new Uint32Array(9), new Uint32Array(9)];
  return {
    length: 9,
    kinds,
    flags,
    pieces,
    indexes,
    chunks: [emptyChunk(fileId('/a'))],
    frames: [],
  };
}

const span = fc
  .record({ stream: fc.constantFrom(...streams), from: fc.nat(8), width: fc.nat(4) })
  .map(({ from, stream: of, width }) => ({ stream: of, from, to: from + width }));

const finding = fc.record(
  {
    at: span,
    message: fc.constantFrom('reg is wrong', 'no compatible'),
    node: fc.constantFrom('/a', '/b'),
    missing: fc.constantFrom('reg', 'compatible'),
    within: span,
  },
  { requiredKeys: ['at', 'message'] },
);

const found = fc
  .record({ by: fc.constantFrom(...rules), what: finding })
  .map(({ by, what }) => foundBy(by, forRule(by, what)));

/** Only what schemas find has something missing or lies within a property. */
function forRule({ id }: Rule, { missing, within, ...plain }: Finding): Finding {
  if (!id.startsWith('schema/')) return plain;
  return {
    ...plain,
    ...(missing !== undefined && { missing }),
    ...(within !== undefined && { within }),
  };
}

/** What is told, looked at one by one. */
function byDefinition(all: readonly Found[]): readonly Found[] {
  const silencers = new Map([
    ['xen/second', ['xen/first']],
    ['xen/third', ['xen/second', 'xen/first']],
    ['schema/shape', ['xen/first']],
  ]);
  const heard = all.filter(
    ({ rule: { id }, node }) =>
      node === undefined ||
      !all.some((it) => it.node === node && silencers.get(id)?.includes(it.rule.id)),
  );
  const others = heard.filter((it) => !it.rule.id.startsWith('schema/'));
  return heard.filter((it) => {
    if (!it.rule.id.startsWith('schema/')) return true;
    const { missing, within } = it;
    if (missing !== undefined)
      return !others.some((other) => other.node === it.node && other.message.includes(missing));
    return within === undefined || !others.some((other) => isWithin(other.at, within));
  });
}

function isWithin(inner: Finding['at'], outer: Finding['at']): boolean {
  if (!('stream' in inner) || !('stream' in outer) || inner.stream !== outer.stream) return false;
  return outer.from <= inner.from && inner.from <= outer.to && inner.to <= outer.to;
}

/** One thing after the other comes or goes. */
const lists = fc
  .array(found, { minLength: 1, maxLength: 10 })
  .chain((all) =>
    fc.array(fc.nat(all.length - 1), { maxLength: 20 }).map((at) => listsOf(all, at)),
  );

function listsOf(all: readonly Found[], turns: readonly number[]): readonly (readonly Found[])[] {
  const isIn = all.map(() => true);
  return [undefined, ...turns].map((turn) => {
    if (turn !== undefined) isIn[turn] = isIn[turn] !== true;
    return all.filter((_, i) => isIn[i]);
  });
}

test('lists one after the other are told as each by itself', () => {
  fc.assert(
    fc.property(lists, (all) => {
      const teller = createTeller(rules);
      for (const list of all) {
        expect(teller.tell(list)).toEqual(byDefinition(list));
        expect(toldOf(list, rules)).toEqual(byDefinition(list));
      }
    }),
    { numRuns: 500 },
  );
});

test('where nothing is left out the list is told as it is', () => {
  const list = [
    foundBy(rules[0] as Rule, {
      at: { stream: streams[0] as TokenStream, from: 0, to: 1 },
      message: '',
    }),
  ];
  expect(createTeller(rules).tell(list)).toBe(list);
});
