/** Composing after an edit gives what composing from scratch gives, keeps what has not changed, and costs what has. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileSyntax, NodeSyntax, Statement } from '../../server/src/syntax/ast';
import { compose, recompose, type Composition } from '../../server/src/tree/compose';
import type { Work } from '../../server/src/tree/finish';
import { nodeAt } from '../../server/src/tree/node-ref';
import { analyse } from '../analyse';
import { grafted } from './grafted';
import { applied, edit, filesOf, overlayLine, source } from './random-source';
import { notShared, numbering, treeSummary } from './tree-summary';

const options = { binaries: new Map<string, Uint8Array>() };

interface Version {
  readonly files: readonly FileSyntax[];
  readonly composition: Composition;
}

/** The next version of a source, one text for each file; the same as from scratch, with all shared that can be. */
function edited(
  previous: Version | undefined,
  texts: readonly string[],
  others: Readonly<Record<string, string>> = {},
): Version {
  const files = texts.map((text, i) => {
    const { syntax } = analyse(text, others).parsed;
    const old = previous?.files[i];
    return old === undefined ? syntax : grafted(old, syntax);
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
    [
      'a property that is deleted',
      board('', '&uart { };'),
      board('', '&uart { /delete-property/ b; };'),
    ],
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

  test('a name that is used twice is told, and no longer when it is not', () => {
    const all = versions(
      board('n { p; };'),
      board('n { p; p = <1>; };'),
      board('n { p; p = <1>; m { }; m { }; };'),
      board('n { p; m { }; m { q; q; }; };'),
      board('n { p; m { q; q; }; };'),
      board('n { p; m { q; }; };'),
    );
    expect(all.map((it) => it.composition.tree.problems.length)).toEqual([0, 1, 2, 1, 1, 0]);
    expect(all.slice(1).map((it) => it.composition.isResumed)).not.toContain(false);
  });

  test('a block of an earlier statement is merged before a later one', () => {
    const [, after] = versions(
      board('', '&flash { p = <2>; };'),
      board('', '/ { soc { spi { flash { p = <1>; }; }; }; }; &flash { p = <2>; };'),
    );
    const flash = after && nodeAt(after.composition.tree, '/soc/spi/flash');
    expect(flash?.node.definitions).toHaveLength(3);
    expect(flash?.node.properties.get('p')?.definitions).toHaveLength(2);
    expect(after?.composition.isResumed).toBe(true);
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

test('depth costs no stack, though each block goes as deep as a block may', () => {
  const nested = (text: string) => `${'n {'.repeat(900)} ${text} ${'};'.repeat(900)}`;
  const text = (value: number) =>
    `/dts-v1/; / { x0: x { }; }; ${[0, 1, 2, 3, 4, 5]
      .map((it) => `&x${it} { ${nested(`x${it + 1}: x { p = <${value}>; };`)} };`)
      .join('\n')}`;
  const [first, second] = [1, 2].map((it) => analyse(text(it)).parsed.syntax);
  const before = first && recompose(undefined, [first], options);
  const after = first && second && recompose(before, [grafted(first, second)], options);
  expect([before?.work.nodes, after?.isResumed]).toEqual([1 + 1 + 6 * 901, true]);
});

test('an edit of nothing gives the same tree', () => {
  const text = board('p; p; { }', '&gone { };');
  const [first, second] = versions(text, text);
  expect(first?.composition.tree.problems).toHaveLength(2);
  expect(second?.composition.tree).toBe(first?.composition.tree);
});

test('a block for the root goes, which was in front of the first root', () => {
  const root = '/ { a { }; d@2 { }; };';
  versions(`/dts-v1/; &{/} { d@2 { }; }; ${root}`, `/dts-v1/; &x { }; d@2 { }; }; ${root}`);
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
      { numRuns: 300 },
    );
  }, 60_000);

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
  }, 60_000);

  test('of boards, too', () => {
    const folder = resolve(__dirname, '../conformance/xen');
    const read = (it: string) => readFileSync(`${folder}/${it}`, 'utf8');
    const boards = readdirSync(folder).filter((it) => it.endsWith('.dts'));
    const others = { '/virt.dtsi': read('virt.dtsi') };
    fc.assert(
      fc.property(
        fc.constantFrom(...boards),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (board, edits) => {
          let text: readonly string[] = read(board).split('\n');
          let version = edited(undefined, [text.join('\n')], others);
          for (const it of edits) {
            text = applied(text, it);
            version = edited(version, [text.join('\n')], others);
          }
        },
      ),
      { numRuns: 30 },
    );
  }, 60_000);
});

describe('the cost of an edit does not grow with the source', () => {
  const flat = (buses: number, devices: number) => {
    const device = (bus: number) => (_: unknown, i: number) =>
      `l${bus}_${i}: device@${i} { compatible = "a,b"; reg = <${i} 1>; };`;
    const list = (length: number) => Array.from({ length });
    const bus = (_: unknown, i: number) =>
      `bus@${i} { ${list(devices).map(device(i)).join('\n')} };`;
    return analyse(
      `/dts-v1/; / { ${list(buses).map(bus).join('\n')} }; &l0_1 { status = "okay"; };`,
    ).parsed.syntax;
  };
  const sources = [flat(2, 50), flat(50, 200), flat(1, 5000)];
  const other = (text: string) => {
    const root = analyse(`/dts-v1/; / { ${text} };`).parsed.syntax.statements[1];
    return root?.kind === 'node' ? root.statements : [];
  };

  /** The work of putting other statements in the place of a device in the middle of a bus in the middle. */
  const workOf = (syntax: FileSyntax, put: (device: NodeSyntax) => readonly Statement[]): Work => {
    const [version, root, ...behind] = syntax.statements;
    const buses = nodesOf(root);
    const bus = buses[buses.length >> 1];
    const devices = nodesOf(bus);
    const device = devices[devices.length >> 1];
    if (version === undefined || root?.kind !== 'node' || bus === undefined || !device)
      throw new Error('the source has no device');
    const newBus = replaced(bus, device, put(device));
    const now = { ...syntax, statements: [version, replaced(root, bus, [newBus]), ...behind] };
    const composition = recompose(recompose(undefined, [syntax], options), [now], options);
    expect(composition.isResumed).toBe(true);
    return composition.work;
  };

  test.each<[string, (device: NodeSyntax) => readonly Statement[]]>([
    ['a value', (it) => [{ ...it, statements: other('compatible = "c"; reg = <5 1>;') }]],
    ['a name', () => other('x: y@1 { reg = <1>; };')],
    ['a label', (it) => [{ ...it, labels: it.labels.map((l) => ({ ...l, name: 'typed' })) }]],
    ['a new node', (it) => [it, ...other('new: new { a; b { }; };')]],
    ['a node that goes', () => []],
    ['a node around it', (it) => other('around { };').map((a) => ({ ...a, statements: [it] }))],
  ])('%s', (_, put) => {
    const [small, large, wide] = sources.map((it) => workOf(it, put));
    expect(large).toEqual(small);
    expect(wide).toEqual(small);
    expect(small?.nodes).toBeLessThan(8);
    expect(small?.statements).toBeLessThan(20);
  });
});

function nodesOf(statement: Statement | undefined): readonly NodeSyntax[] {
  if (statement?.kind !== 'node') return [];
  return statement.statements.filter((it): it is NodeSyntax => it.kind === 'node');
}

function replaced(node: NodeSyntax, old: Statement, now: readonly Statement[]): NodeSyntax {
  return { ...node, statements: node.statements.flatMap((it) => (it === old ? now : [it])) };
}
