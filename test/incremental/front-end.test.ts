/** After every edit the front end says what it would say had it read the new text for the first time. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editSourceFile } from '../../server/src/lexer/edit-source-file';
import { sourceFile, type SourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
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
