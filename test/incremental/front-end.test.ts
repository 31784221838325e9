/** After every edit the front end says what it would say had it read the new text for the first time. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editSourceFile } from '../../server/src/lexer/edit-source-file';
import { sourceFile, type SourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
import type { TextEdit } from '../../server/src/text/text-range';
import { preprocess, type Preprocessed } from '../../server/src/preprocessor/preprocess';
import { parse, type Parse } from '../../server/src/syntax/parser';
import { editOf, inverseOf, randomEdit, type RandomEdit } from './edit-script';
import { describeParse, describeRun } from './front-end-state';

const sources = {
  '/board.dts': `/dts-v1/;
#include "b.h"
#include "a.dtsi"
#define LOCAL 3

/ {
	model = "x";
	chosen {
		bootargs = "a b";
		module@40 {
			compatible = "multiboot,module";
			reg = <0x40 LOCAL>;
		};
	};
	soc: soc {
		#address-cells = <1>;
		u0: serial@100 {
			reg = <0x100 A>, <1 (2 + 3)>;
			status = "okay";
		};
		u1: serial@200 {
			reg = <0x200 F(1, 2)>;
		};
#ifdef A
		extra { };
#else
		other { };
#endif
	};
};

&u0 {
	/delete-property/ status;
	child {
		x;
	};
};

/delete-node/ &u1;
`,
  '/a.dtsi': `#include "b.h"
/ {
	aliases { serial0 = &u0; };
	l: timer {
		interrupts = <A 2 3>, <4 5 6>;
	};
};
/include/ "c.dtsi"
`,
  '/b.h': `#ifndef B_H
#define B_H
#define A 7
#define F(x, y) (x + y)
#define G(x) F(x, A)
#endif
`,
  '/c.dtsi': `/ { c { v = "x", [00 11]; }; };\n`,
};

const paths = Object.keys(sources);

interface World {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly run: Preprocessed;
  readonly parsed: Parse;
}

const defines = new Map([['ON', '1']]);
const includePaths = ['/include'];

function read(files: ReadonlyMap<string, SourceFile>, last?: World): World {
  const file = (path: string) => files.get(path);
  const root = file('/board.dts');
  if (root === undefined) throw new Error('no root');
  const run = preprocess({ root, file, includePaths, defines }, last?.run);
  return { files, run, parsed: parse(run.sequence, last?.parsed) };
}

function describeWorld({ files, run, parsed }: World) {
  const file = (path: string) => files.get(path);
  return { run: describeRun(run, file), parse: describeParse(parsed, file) };
}

/**
 * Compares after every edit. No file but the root gets a further include of another: files that include themselves
 * twice double with each level, and are tested where their bound is.
 */
function compare(script: readonly RandomEdit[], texts: Readonly<Record<string, string>>): void {
  let files = new Map(
    Object.entries(texts).map(([path, text]) => [path, sourceFile(fileId(path), text)]),
  );
  let world = read(files);
  let undo: { readonly path: string; readonly edit: ReturnType<typeof inverseOf> } | undefined;
  for (const random of script) {
    const path =
      undo && random.kind === 'undo' ? undo.path : (paths[random.file % paths.length] ?? '');
    const file = files.get(path);
    if (file === undefined) continue;
    const edit = undo && random.kind === 'undo' ? undo.edit : editOf(file.text, random);
    if (path !== '/board.dts' && /include.*(?:a|c)\.dtsi/.test(edit.newText)) continue;
    undo = { path, edit: inverseOf(file.text, edit) };
    files = new Map(files).set(path, editSourceFile(file, edit));
    world = read(files, world);
    const fresh = new Map([...files].map(([id, it]) => [id, sourceFile(fileId(id), it.text)]));
    expect(describeWorld(world)).toEqual(describeWorld(read(fresh)));
  }
}

test('preprocessing and parsing after edits is as from scratch', () => {
  fc.assert(
    fc.property(fc.array(randomEdit, { minLength: 1, maxLength: 12 }), (script) => {
      compare(script, sources);
    }),
    { numRuns: Number(process.env['EDIT_SCRIPTS'] ?? 150) },
  );
}, 600_000);

/** Nodes of so many lines that an edit of a head leaves most of them alone. */
const long = `/dts-v1/;\n\n/ {\n\tsoc {\n${['bus', 'other'].map(busOf).join('')}\t};\n};\n`;

function busOf(name: string): string {
  const devices = Array.from(
    { length: 30 },
    (_, i) => `\t\t\td${i} {\n\t\t\t\treg = <${i} 1>;\n\t\t\t};\n`,
  );
  return `\t\t${name} {\n\t\t\tranges;\n${devices.join('')}\t\t};\n`;
}

const lineEdit = fc.record({
  line: fc.oneof(fc.constantFrom(2, 3, 4), fc.nat(1000)),
  kind: fc.constantFrom(' ', '\t', 'x; ', 'l: ', '\n', '{', '}', 'outdent', 'undo', 'undo'),
});

test('lines that are indented otherwise are read as from scratch', () => {
  fc.assert(
    fc.property(fc.array(lineEdit, { minLength: 1, maxLength: 8 }), (script) => {
      const versions = [long];
      let file = sourceFile(fileId('/board.dts'), long);
      let world = read(new Map([['/board.dts', file]]));
      for (const { line, kind } of script) {
        const text = versions.at(-1) ?? '';
        const at = startOfText(text, line);
        const edit = { range: { start: at, end: at }, newText: kind };
        if (kind === 'outdent')
          Object.assign(edit, { range: { start: at - 1, end: at }, newText: '' });
        if (kind === 'undo') {
          if (versions.length > 1) versions.pop();
          file = editSourceFile(file, differenceOf(text, versions.at(-1) ?? ''));
        } else {
          file = editSourceFile(file, edit);
          versions.push(file.text);
        }
        world = read(new Map([['/board.dts', file]]), world);
        const fresh = sourceFile(fileId('/board.dts'), file.text);
        expect(describeWorld(world)).toEqual(describeWorld(read(new Map([['/board.dts', fresh]]))));
      }
    }),
    { numRuns: Number(process.env['EDIT_SCRIPTS'] ?? 150) },
  );
}, 600_000);

/** Where the first word of a line begins. */
function startOfText(text: string, line: number): number {
  const lines = text.split('\n');
  const wanted = line % lines.length;
  const before = lines.slice(0, wanted).join('\n').length + (wanted > 0 ? 1 : 0);
  return before + (lines[wanted]?.search(/\S|$/) ?? 0);
}

/** The edit that makes one text of another. */
function differenceOf(text: string, wanted: string): TextEdit {
  let start = 0;
  while (start < text.length && text[start] === wanted[start]) start++;
  const longest = Math.min(text.length, wanted.length) - start;
  let same = 0;
  while (same < longest && text.at(-1 - same) === wanted.at(-1 - same)) same++;
  const range = { start, end: text.length - same };
  return { range, newText: wanted.slice(start, wanted.length - same) };
}
