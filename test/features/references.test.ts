import { test } from 'vitest';
import { checkReferences } from './check-references';

/** Two boards that share a file. */
function boards(cursor: (text: string) => string): string {
  return cursor(`
    //- /soc.dtsi
    #define SPEED 115200
    / {
      soc {
        uart0: serial0: serial@1000 { reg = <0x1000>; };
        spare { uart = <&{/soc/serial@1000}>; };
      };
    };
    //- /a.dts
    /dts-v1/;
    #include "soc.dtsi"
    &uart0 { speed = <SPEED>; };
    / { serial0-is = &serial0; };
    //- /b.dts
    /dts-v1/;
    #include "soc.dtsi"
    #ifdef SPEED
    / { chosen { x = <&uart0 1>; y = <(SPEED / 2)>; }; };
    #endif
  `);
}

const uses = [
  '/soc.dtsi:5 &{/soc/serial@1000}',
  '/a.dts:3 &uart0',
  '/a.dts:4 &serial0',
  '/b.dts:4 &uart0',
];

test('a label leads to every use of its node, in every board that reads the file', () => {
  checkReferences(
    boards((it) => it.replace('uart0: serial0:', 'uar$0t0: serial0:')),
    [...uses, '/soc.dtsi:4 uart0!'],
  );
});

test('a use leads to the uses that its own contexts have', () => {
  checkReferences(
    boards((it) => it.replace('<&uart0 1>', '<&uar$0t0 1>')),
    ['/soc.dtsi:5 &{/soc/serial@1000}', '/b.dts:4 &uart0', '/soc.dtsi:4 uart0!'],
  );
});

test('a node leads by its name and by a path to the same uses', () => {
  const expected = [...uses, '/soc.dtsi:4 serial@1000!'];
  checkReferences(
    boards((it) => it.replace('serial@1000 {', 'ser$0ial@1000 {')),
    expected,
  );
  checkReferences(
    boards((it) => it.replace('/serial@1000}', '/ser$0ial@1000}')),
    expected,
  );
});

test('a macro leads to its uses in text, in directives and to its definition', () => {
  checkReferences(
    boards((it) => it.replace('#define SPEED', '#define SPE$0ED')),
    ['/soc.dtsi:1 SPEED!', '/a.dts:3 SPEED', '/b.dts:3 SPEED', '/b.dts:4 SPEED'],
  );
});

test('a label that nothing carries any more is sought by its name', () => {
  checkReferences('/dts-v1/; / { l: n { }; }; / { x = &$0l; }; /delete-node/ &l;', [
    '/board.dts:1 l!',
    '/board.dts:1 &l',
  ]);
});

test('a number, a comment and a property have no references', () => {
  checkReferences('/dts-v1/; / { x = <$01>; };', []);
  checkReferences('/dts-v1/; /* c$0 */ / { };', []);
  checkReferences('/dts-v1/; / { x$0 = <1>; };', []);
});
