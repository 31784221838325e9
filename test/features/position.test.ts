import { expect, test } from 'vitest';
import { positionIn } from '../../server/src/features/position';
import type { Settings } from '../../server/src/workspace/settings';
import { hover } from '../../server/src/features/hover/hover';
import { fixture } from './fixture';

/** The composed node around the cursor and the innermost syntax at it; `inactive` where no context reads the text. */
function placeOf(source: string, settings: Partial<Settings> = {}): string {
  const { snapshot, file, range } = fixture(source, settings);
  const position = positionIn(snapshot, file, range.start);
  if (position === undefined) return 'nowhere';
  const last = position.path[position.path.length - 1]?.kind ?? '';
  return `${position.node?.path ?? '-'} ${last}${position.isActive ? '' : ' inactive'}`;
}

test('finds node and syntax in a plain file', () => {
  expect(placeOf('/dts-v1/; / { a { b = <$01>; }; };')).toBe('/a cells');
  expect(placeOf('/dts-v1/; / { a { b = "$0x"; }; };')).toBe('/a string');
  expect(placeOf('/dts-v1/; / { a { $0 }; };')).toBe('/a file');
  expect(placeOf('/dts-v1/; / { $0l: a { }; };')).toBe('/ label');
  expect(placeOf('/dts-v1/; $0/ { };')).toBe('- root');
});

test('finds the node of an included file that begins in the middle of a node', () => {
  const board = `
    //- /board.dts
    /dts-v1/;
    / { soc {
    #include "part.dtsi"
    }; };
    //- /part.dtsi
    dev@0 {
      $1
    };
    $2
  `;
  expect(placeOf(board.replace('$1', 'x = <$01>;').replace('$2', ''))).toBe('/soc/dev@0 cells');
  expect(placeOf(board.replace('$1', '$0').replace('$2', ''))).toBe('/soc/dev@0 file');
  expect(placeOf(board.replace('$1', '').replace('$2', 'y = <$01>;'))).toBe('/soc cells');
});

test('finds the node of a block by reference, in every file that adds to it', () => {
  expect(
    placeOf(`
      //- /board.dts
      /dts-v1/;
      / { soc { uart: serial@1 { }; }; };
      #include "more.dtsi"
      //- /more.dtsi
      &uart { status = "$0okay"; };
      &{/soc} { };
    `),
  ).toBe('/soc/serial@1 string');
});

test('finds the node in text that is not read, by its names', () => {
  expect(placeOf('/dts-v1/;\n/ { a { };\n#if 0\n a { b = <$01>; };\n#endif\n};')).toBe(
    '/a cells inactive',
  );
  expect(placeOf('/dts-v1/;\n/ { l: a { }; };\n#if 0\n&l { b = <$01>; };\n#endif\n')).toBe(
    '/a cells inactive',
  );
  expect(placeOf('/dts-v1/;\n/ { a {\n#if 0\n $0\n#else\n x;\n#endif\n }; };')).toBe('/a file');
});

test('finds what a macro makes at the use, and the argument at itself', () => {
  const above = '#define V(x) <x 1>\n#define N n { p; };\n#define NONE\n/dts-v1/;\n';
  expect(placeOf(`${above}/ { a { b = V$0(5); }; };`)).toBe('/a cells');
  expect(placeOf(`${above}/ { a { b = V($05); }; };`)).toBe('/a cells');
  expect(placeOf(`${above}/ { a { N$0 }; };`)).toBe('/a name');
  expect(placeOf(`${above}/ { a { NONE $0 }; };`)).toBe('/a file');
});

test('finds the node in half-typed text', () => {
  expect(placeOf('/dts-v1/; / { a { b = "$0\n c = <1>; }; };')).toBe('/a string');
  expect(placeOf('/dts-v1/; / { a { b = <$0')).toBe('/a cells');
  expect(placeOf('/dts-v1/; / { a { comp$0 }; };')).toMatch(/^\/a /);
});

test('finds the node in an overlay of a context', () => {
  const source = `
    //- /board.dts
    /dts-v1/;
    / { l: a { }; };
    //- /extra.dtso
    /dts-v1/;
    /plugin/;
    &l { b = <$01>; };
  `;
  expect(placeOf(source, { overlays: ['/extra.dtso'] })).toMatch(/ cells$/);
});

test('leaves all but boot modules and domains to others in scope boot', () => {
  const about = (text: string) => {
    const { snapshot, file, range } = fixture(text, { scope: 'boot' });
    return hover(snapshot, file, range.start);
  };
  expect(about('/dts-v1/; / { soc { status = <$012>; }; };')).toBeUndefined();
  expect(about('/dts-v1/; / { chosen { x = <$012>; }; };')?.markdown).toContain('0xc = 12');
});
