/** Composing after an edit gives what composing from scratch gives, keeps what has not changed, and costs what has. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDiskFiles } from '../../server/src/cli/disk-files';
import { sourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
import { preprocess } from '../../server/src/preprocessor/preprocess';
import type { FileSyntax } from '../../server/src/syntax/ast';
import { parse } from '../../server/src/syntax/parser';
import { compose, recompose, type Composition } from '../../server/src/tree/compose';
import { nodeAt } from '../../server/src/tree/node-ref';
import { analyse } from '../analyse';
import { grafted } from './grafted';
import { notShared, numbering, treeSummary } from './tree-summary';

const options = { binaries: new Map<string, Uint8Array>() };

interface Version {
  readonly files: readonly FileSyntax[];
  readonly composition: Composition;
}

/** The next version of a source, one text for each file; the same as from scratch, with all shared that can be. */
function edited(previous: Version | undefined, texts: readonly string[]): Version {
  return checked(
    previous,
    texts.map((it) => analyse(it).parsed.syntax),
  );
}

function checked(previous: Version | undefined, parsed: readonly FileSyntax[]): Version {
  const files = parsed.map((it, i) => {
    const old = previous?.files[i];
    return old === undefined ? it : grafted(old, it);
  });
  const composition = recompose(previous?.composition, files, options);
  const number = numbering();
  expect(treeSummary(composition.tree, number)).toEqual(
    treeSummary(compose(files, options), number),
  );
  if (previous)
    expect(notShared(previous.composition.tree.root, composition.tree.root)).toEqual([]);
  return { files, composition };
}

/** Versions of a source that is one file. */
function versions(...texts: readonly string[]): readonly Version[] {
  const made: Version[] = [];
  for (const text of texts) made.push(edited(made.at(-1), [text]));
  return made;
}

/** How the last of some versions came about. */
function isResumed(...texts: readonly string[]): boolean | undefined {
  return versions(...texts).at(-1)?.composition.isResumed;
}

const board = (soc: string, behind = '') =>
  `/dts-v1/; / { soc: soc { a = <1>; uart: serial { b; }; spi: spi { }; ${soc} }; };
  &uart { status = "okay"; }; &spi { flash: flash { }; }; ${behind}`;

describe('an edit that only changes what it touches', () => {
  test.each([
    ['a value', board('p = <1>;'), board('p = <2>;')],
    ['a new property', board(''), board('p = <1>;')],
    ['a property that goes', board('p = <1>; q;'), board('q;')],
    ['a property that is deleted', board('', '&uart { };'), board('', '&uart { /delete-property/ b; };')],
    ['a new node with a label', board(''), board('i2c: i2c { };')],
    ['a node that goes', board('i2c: i2c { };'), board('')],
    ['a new name', board('i2c { };'), board('i2c@1 { };')],
    ['a new label', board('x: i2c { };'), board('xy: i2c { };')],
    ['a new block behind', board(''), board('', '&flash { p; };')],
    ['a block that goes', board('', '&flash { p; };'), board('')],
    ['a block for another node', board('', '&flash { p; };'), board('', '&uart { p; };')],
    ['a block for what is not there yet', board('', '&fla { p; };'), board('', '&flash { p; };')],
    ['a node around others', board('a { }; b { };'), board('c { a { }; b { }; };')],
    ['a label on a block', board('', '&uart { };'), board('', 'console: &uart { };')],
    ['a second root block', board(''), board('', '/ { memory { }; };')],
    ['a mark', board(''), board('', '/omit-if-no-ref/ &flash;')],
    ['a block for a path', board(''), board('', '&{/soc/serial} { p; };')],
  ])('folds nothing else anew: %s', (_, before, after) => {
    expect(isResumed(before, after)).toBe(true);
    expect(isResumed(before, after, before)).toBe(true);
  });

  test('leaves deletions elsewhere alone', () => {
    const behind = '/delete-node/ &flash; / { x { y; }; }; / { /delete-node/ x; };';
    expect(isResumed(board('p = <1>;', behind), board('p = <2>;', behind))).toBe(true);
  });

  test('in an overlay that is applied', () => {
    const overlay = (value: number) =>
      `/dts-v1/; /plugin/; &uart { p = <${value}>; }; / { f { target = <&spi>; __overlay__ { q = <${value}>; }; }; };`;
    const first = edited(undefined, [board(''), overlay(1)]);
    const second = edited(first, [board(''), overlay(2)]);
    expect(second.composition.isResumed).toBe(true);
    expect(nodeAt(second.composition.tree, '/soc/spi')?.node.properties.get('q')).toBeDefined();
  });

  test('in an overlay by itself', () => {
    const overlay = (value: number) => `/dts-v1/; /plugin/; &uart { n { p = <${value}>; }; };`;
    expect(isResumed(overlay(1), overlay(2))).toBe(true);
  });
});

describe('an edit that decides about others', () => {
  test('a label that goes leaves a block with nothing', () => {
    const [, after] = versions(board('x: a { };', '&x { p; };'), board('a { };', '&x { p; };'));
    expect(after?.composition.tree.dangling.map((it) => it.text)).toEqual(['x']);
  });

  test('a label that moves takes the block with it', () => {
    const [, after] = versions(
      board('x: a { }; b { };', '&x { p; y: c { }; }; &y { q; };'),
      board('a { }; x: b { };', '&x { p; y: c { }; }; &y { q; };'),
    );
    const properties = after && nodeAt(after.composition.tree, '/soc/b/c')?.node.properties;
    expect(properties?.has('q')).toBe(true);
    expect(after?.composition.isResumed).toBe(true);
  });

  test('the first of two nodes with one label is the one that is meant', () => {
    const first = 'a { x: d { }; };';
    const second = 'b { x: d { }; };';
    versions(
      board(first + second, '&x { p; };'),
      board(second + first, '&x { p; };'),
      board(second, '&x { p; };'),
      board(first + second, '&x { p; };'),
    );
  });

  test('deletions are folded anew and keep what is the same', () => {
    const all = versions(
      board('', '/ { x { y; }; };'),
      board('', '/ { x { y; }; }; / { /delete-node/ x; };'),
      board('', '/ { x { y = <1>; }; }; / { /delete-node/ x; };'),
      board('', '/ { x { y = <1>; }; }; / { /delete-node/ x; }; / { x { z; }; };'),
      board('', '/delete-node/ &uart; / { soc { serial { b; }; }; };'),
      board('', '/delete-node/ &{/}; &uart { };'),
      board('', '/delete-node/ &{/}; / { };'),
    );
    expect(all.map((it) => it.composition.isResumed)).not.toContain(undefined);
  });
});

test('an earlier composition than the newest will do', () => {
  const texts = [1, 2, 3].map((it) => board(`p = <${it}>;`));
  const [first, second] = versions(...texts.slice(0, 2));
  const third = edited(first, texts.slice(2));
  expect([second?.composition.isResumed, third.composition.isResumed]).toEqual([true, false]);
});

describe('any edits of any source', () => {
  test('give what composing from scratch gives', () => {
    fc.assert(
      fc.property(source, fc.array(edit, { minLength: 1, maxLength: 8 }), (first, edits) => {
        let text = first;
        let version = edited(undefined, filesOf(text));
        for (const it of edits) {
          text = applied(text, it);
          version = edited(version, filesOf(text));
        }
      }),
      { numRuns: 400 },
    );
  });

  test('are mostly resumed where nothing is deleted', () => {
    const seen = { resumed: 0, anew: 0 };
    fc.assert(
      fc.property(source, edit, (first, change) => {
        const before = first.filter((it) => !it.includes('delete') && it !== overlayLine);
        const after = applied(before, change).filter((it) => !it.includes('delete'));
        const version = edited(edited(undefined, filesOf(before)), filesOf(after));
        seen[version.composition.isResumed ? 'resumed' : 'anew']++;
      }),
      { numRuns: 200 },
    );
    expect(seen.resumed).toBeGreaterThan(seen.anew * 4);
  });
});

const overlayLine = '/dts-v1/; /plugin/; // an overlay begins';
const name = fc.constantFrom('a', 'b', 'c', 'd@1');
const label = fc.constantFrom('x', 'y', 'z', 'w');
const reference = fc.oneof(
  label.map((it) => `&${it}`),
  fc.array(name, { maxLength: 2 }).map((it) => `&{/${it.join('/')}}`),
);
const opener = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 4, arbitrary: fc.tuple(label, name).map(([it, node]) => `${it}: ${node}`) },
  { weight: 1, arbitrary: fc.constant('/omit-if-no-ref/ y: e') },
);
const property = fc.oneof(
  fc.tuple(fc.constantFrom('p', 'q', 'r'), fc.nat(3)).map(([it, value]) => `${it} = <${value}>;`),
  fc.constantFrom('p;', 'l: q = <&x>;'),
);
const deletion = fc.oneof(
  name.map((it) => `/delete-node/ ${it};`),
  fc.constantFrom('/delete-property/ p;', '/delete-property/ q;'),
);
/** Lines of a body. */
const lines: fc.Arbitrary<readonly string[]> = fc.letrec<{ body: readonly string[] }>((tie) => ({
  body: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        { weight: 3, arbitrary: property.map((it) => [it]) },
        { weight: 1, arbitrary: deletion.map((it) => [it]) },
        {
          weight: 4,
          arbitrary: fc.tuple(opener, tie('body')).map(([it, body]) => [`${it} {`, ...body, '};']),
        },
      ),
      { maxLength: 4 },
    )
    .map((it) => it.flat()),
})).body;
const topLevel = fc.oneof(
  { weight: 4, arbitrary: lines.map((it) => ['/ {', ...it, '};']) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('', '', '', 'x: ', 'w: '), reference, lines)
      .map(([it, target, body]) => [`${it}${target} {`, ...body, '};']),
  },
  { weight: 1, arbitrary: reference.map((it) => [`/delete-node/ ${it};`]) },
  { weight: 1, arbitrary: reference.map((it) => [`/omit-if-no-ref/ ${it};`]) },
  { weight: 1, arbitrary: fc.constant(['/memreserve/ 1 2;']) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('target = <&x>;', 'target = <&y>;', 'target-path = "/a";'), lines)
      .map(([it, body]) => ['/ { f {', it, '__overlay__ {', ...body, '}; }; };']),
  },
);
/** The lines of a source; an overlay may begin somewhere, and a source may be one itself. */
const source: fc.Arbitrary<readonly string[]> = fc
  .tuple(
    fc.array(topLevel, { maxLength: 6 }),
    fc.option(fc.array(topLevel, { maxLength: 3 })),
    fc.boolean(),
  )
  .map(([base, overlay, isPlain]) => [
    isPlain || overlay ? '/dts-v1/;' : '/dts-v1/; /plugin/;',
    ...base.flat(),
    ...(overlay ? [overlayLine, ...overlay.flat()] : []),
  ]);

function filesOf(source: readonly string[]): readonly string[] {
  const at = source.indexOf(overlayLine);
  const files = at < 0 ? [source] : [source.slice(0, at), source.slice(at)];
  return files.map((it) => it.join('\n'));
}

interface Edit {
  /** A share of the lines. */
  readonly at: number;
  readonly to: number;
  readonly kind: 'put' | 'take' | 'change' | 'move' | 'type';
  readonly put: readonly string[];
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('put', 'put', 'take', 'change', 'move', 'type'),
  put: fc.oneof(
    lines,
    topLevel,
    property.map((it) => [it]),
    opener.map((it) => [`${it} {`]),
    fc.constant(['};']),
  ),
});

function applied(source: readonly string[], { at, to, kind, put }: Edit): readonly string[] {
  const line = 1 + Math.floor(at * (source.length - 1));
  const other = 1 + Math.floor(to * (source.length - 1));
  const text = source[line] ?? '';
  switch (kind) {
    case 'put':
      return source.toSpliced(line, 0, ...put);
    case 'take':
      return source.toSpliced(line, 1);
    case 'change':
      return source.toSpliced(line, 1, ...put);
    case 'move':
      return source.toSpliced(line, 1).toSpliced(other, 0, text);
    case 'type':
      return source.toSpliced(line, 1, text.replace(/[a-z]/, (it) => (it === 'a' ? 'b' : 'x')));
  }
}
