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
