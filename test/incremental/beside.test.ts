/** A board that is read beside another one is as it would be alone, and what both include is not read again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceFile, type SourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
import {
  preprocess,
  preprocessBeside,
  type Preprocessed,
} from '../../server/src/preprocessor/preprocess';
import { streamFrame, streamText } from '../../server/src/preprocessor/token-stream';
import { parse, parseBeside, type Parse } from '../../server/src/syntax/parser';
import { describeParse, describeRun } from './front-end-state';

const shared = {
  '/soc.dtsi': `#include "irq.h"
/ {
	#address-cells = <1>;
	soc: soc {
		u0: serial@100 {
			reg = <WIDTH F(1, 2)>;
		};
	};
};
#ifdef WIDE
/ { wide; };
#endif
#include "pins.dtsi"
/include/ "plain.dtsi"
&u0 { GLUE(glu, ed) = "x"; };
`,
  '/irq.h': `#ifndef IRQ_H
#define IRQ_H
#define A 7
#define F(x, y) (x + y)
#define GLUE(x, y) x ## y
#ifndef WIDTH
#define WIDTH 1
#endif
#endif
`,
  '/once.h': '#pragma once\n#define ONCE 1\n',
  '/pins.dtsi': '#include "irq.h"\n/ { pins { p = <A>;\n#ifdef ONCE\nonce;\n#endif\n}; };\n',
  '/plain.dtsi': '/ { plain { v = "x", [00 11]; }; };\n',
  '/inner.dtsi': '\tinner = <A>;\n',
  '/counted.dtsi': '/ { counted = <__COUNTER__>; };\n',
  '/named.dtsi': '/ { named = __BASE_FILE__; };\n',
  '/deep.dtsi': '/ { deep = <__INCLUDE_LEVEL__>; };\n',
  '/wrap.dtsi': '#include "deep.dtsi"\n#include "soc.dtsi"\n',
  '/broken.dtsi': '/ { broken = <1; };\n',
  '/other/plain.dtsi': '/ { other-plain; };\n',
  '/include/far.dtsi': '/include/ "plain.dtsi"\n',
  '/other/soc.dtsi': '/ { other; };\n',
  '/include/late.h': '#define LATE 1\n',
};

const head = '/dts-v1/;\n';
const plain = `${head}#include "soc.dtsi"\n`;

interface World {
  readonly run: Preprocessed;
  readonly parsed: Parse;
}

/** Reads roots of one kind, each beside the one before when `isBeside`. */
function createReader(isBeside: boolean, more: Readonly<Record<string, string>> = {}) {
  const files = new Map<string, SourceFile>();
  for (const [path, text] of Object.entries({ ...shared, ...more }))
    files.set(path, sourceFile(fileId(path), text));
  const defines = new Map<string, string>();
  const file = (path: string) => files.get(path);
  let last: World | undefined;
  const read = (path: string, text: string, includePaths = ['/include']): World => {
    const root = sourceFile(fileId(path), text);
    files.set(path, root);
    const input = { root, file, includePaths, defines };
    const run = last && isBeside ? preprocessBeside(input, last.run) : preprocess(input);
    const { sequence } = run;
    const parsed = last && isBeside ? parseBeside(sequence, last.parsed) : parse(sequence);
    last = { run, parsed };
    return last;
  };
  return { file, read };
}

/** What the front end says, without the ways to the includes, which may be those of the other root. */
function describeWorld({ run, parsed }: World, file: (path: string) => SourceFile | undefined) {
  const withoutWay = (line: string) => line.replace(/(-\d+ (?:true|false)) \S*/g, '$1');
  return {
    run: describeRun(run, file).map(withoutWay),
    parse: describeParse(parsed, file).map(withoutWay),
  };
}

/** Reads two boards, the second beside the first, and holds that it is as it would be alone. */
function readTwo(first: string, second: string, path = '/second.dts') {
  const beside = createReader(true);
  const one = beside.read('/first.dts', first);
  const two = beside.read(path, second);
  const alone = createReader(false);
  expect(describeWorld(two, beside.file)).toEqual(
    describeWorld(alone.read(path, second), alone.file),
  );
  return { one, two };
}

/** The tokens of a file that were read again, as one text. */
function readAgain({ one, two }: ReturnType<typeof readTwo>, path: string): string {
  const known = new Set(one.run.sequence.pieces);
  const texts: string[] = [];
  for (const piece of two.run.sequence.pieces) {
    const { stream, from, to } = piece;
    for (let at = from; at < to && !known.has(piece); at++) {
      const frame = streamFrame(stream, at);
      const file = frame?.kind === 'macro' ? frame.parent.file : frame?.file;
      if (file === path) texts.push(streamText(stream, at));
    }
  }
  return texts.join(' ');
}

describe('a second board of a family', () => {
  const rest = '/ { own = <A>; };\n&u0 { status = "okay"; };\n';

  test('reads no token of the shared files again', () => {
    const read = readTwo(plain, plain + rest);
    for (const path of Object.keys(shared)) expect(readAgain(read, path)).toBe('');
    expect(readAgain(read, '/second.dts')).toContain('okay');
  });

  test('takes over the statements of the shared files', () => {
    const { one, two } = readTwo(plain, plain + rest);
    const known = new Set(one.parsed.syntax.statements);
    const own = two.parsed.syntax.statements.filter((it) => !known.has(it));
    expect(own.map((it) => it.kind)).toEqual(['version', 'node', 'node']);
  });

  test.each([
    ['other headers come first', '#include <late.h>\n#include "once.h"\n', ''],
    ['a header that the shared file includes comes first', '#include "irq.h"\n', ''],
    ['the first board has more', '', '#define B 2\n/ { more = <B>; };\n'],
    ['it includes them through another file', '#include "wrap.dtsi"\n', ''],
  ])('reads the large part once when %s', (_, before, after) => {
    const isWrapped = before.includes('wrap');
    const second = isWrapped ? head + before : `${head}${before}#include "soc.dtsi"\n`;
    const read = readTwo(plain + after, second + rest);
    expect(readAgain(read, '/soc.dtsi')).not.toContain('serial');
    expect(readAgain(read, '/plain.dtsi')).toBe('');
  });

  test('reads a file once that stands inside a node, though the node is its own', () => {
    const inside = (name: string) =>
      `${head}#include "irq.h"\n/ { ${name} {\n#include "inner.dtsi"\n}; };\n`;
    const read = readTwo(inside('a'), inside('b'));
    expect(readAgain(read, '/inner.dtsi')).toBe('');
  });
});

describe('what a board changes is read again:', () => {
  test.each([
    ['a macro that is expanded', '#define WIDTH 2\n', 'serial'],
    ['a macro that decides a condition', '#define WIDE\n', 'wide'],
    ['a macro that glued tokens name', '#define glued other\n', 'other'],
    ['an include guard', '#define IRQ_H\n', 'serial'],
  ])('%s', (_, before, token) => {
    const read = readTwo(plain, `${head}${before}#include "soc.dtsi"\n`);
    expect(readAgain(read, '/soc.dtsi')).toContain(token);
  });

  test('only a macro of a file further inside', () => {
    const read = readTwo(plain, `${head}#define ONCE 5\n#include "soc.dtsi"\n`);
    expect(readAgain(read, '/pins.dtsi')).toContain('pins');
    expect(readAgain(read, '/soc.dtsi')).not.toContain('serial');
  });

  test.each([
    ['how often __COUNTER__ was asked', 'counted.dtsi', '/ { c = <__COUNTER__>; };\n'],
    ['what the root file is called', 'named.dtsi', ''],
    ['how deep includes are', 'deep.dtsi', ''],
  ])('%s', (_, name, before) => {
    const text = `${head}${before}#include "${name}"\n`;
    const read = readTwo(`${head}#include "wrap.dtsi"\n#include "${name}"\n`, text);
    expect(readAgain(read, `/${name}`)).not.toBe('');
  });

  test('where includes are found', () => {
    const first = `${head}#include "soc.dtsi"\n#include "irq.h"\n`;
    const read = readTwo(first, first, '/other/second.dts');
    expect(readAgain(read, '/other/soc.dtsi')).toContain('other');
  });

  test('where dtc finds what a shared file includes', () => {
    const text = `${head}#include <far.dtsi>\n`;
    const read = readTwo(text, text, '/other/second.dts');
    expect(readAgain(read, '/other/plain.dtsi')).toContain('other');
  });

  test('a shared file with a problem, which each board is told', () => {
    const text = `${head}#include "broken.dtsi"\n`;
    const { one, two } = readTwo(text, text);
    expect(two.parsed.problems).toHaveLength(one.parsed.problems.length);
    expect(two.parsed.problems).not.toHaveLength(0);
  });

  test('the include paths', () => {
    const text = `${head}#include <late.h>\n/ { late = <LATE>; };\n`;
    const { read } = createReader(true, { '/elsewhere/late.h': '#define LATE 2\n' });
    const valueOf = (world: World) =>
      world.parsed.syntax.statements.flatMap((it) => (it.kind === 'node' ? it.statements : []));
    expect(JSON.stringify(valueOf(read('/a.dts', text)), ['values'])).toBe(
      JSON.stringify(valueOf(createReader(false).read('/a.dts', text)), ['values']),
    );
    const second = read('/b.dts', text, ['/elsewhere']);
    expect(second.run.reads).toEqual(['/b.dts', '/elsewhere/late.h']);
  });
});

const lines = [
  '#include "soc.dtsi"',
  '#include "wrap.dtsi"',
  '#include "irq.h"',
  '#import "irq.h"',
  '#include "once.h"',
  '#include "pins.dtsi"',
  '#include "deep.dtsi"',
  '#include "missing.h"',
  '#include "broken.dtsi"',
  '/include/ "plain.dtsi"',
  '#define A 8',
  '#define F(x) x',
  '#define F',
  '#define WIDE',
  '#define IRQ_H',
  '#define ONCE (A)',
  '#define glued other',
  '#define WIDTH A',
  '#undef A',
  '#ifdef A',
  '#if 0',
  '#else',
  '#endif',
  '/ { own = <A>; };',
  '&u0 { v = F(1, 2); };',
  '&u0 {',
  '};',
  '/ { counted = <__COUNTER__>; };',
  '/ { named = __FILE__; };',
  '/delete-node/ &soc;',
  'odd',
];

test('boards of any kind are beside each other as alone', () => {
  const board = fc.array(fc.constantFrom(...lines), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(board, { minLength: 2, maxLength: 4 }), (boards) => {
      const beside = createReader(true);
      const alone = createReader(false);
      boards.forEach((it, i) => {
        const text = `${head}${it.join('\n')}\n`;
        const world = beside.read(`/${i}.dts`, text);
        expect(describeWorld(world, beside.file)).toEqual(
          describeWorld(alone.read(`/${i}.dts`, text), alone.file),
        );
      });
    }),
    { numRuns: Number(process.env['EDIT_SCRIPTS'] ?? 300) },
  );
}, 600_000);
