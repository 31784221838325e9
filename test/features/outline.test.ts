import { expect, test } from 'vitest';
import { checkFolds, checkLinks, checkSymbols, countSymbols } from './check-outline';

test('lists blocks with labels and properties with the beginning of their values', () => {
  checkSymbols(
    `
    /dts-v1/;
    / {
      model = "a board";
      a: b: soc@0 {
        ranges;
        reg = <0x0 0x1>, <0x2 0x3>;
      };
    };
    &uart0 { status = "okay"; };
  `,
    `
    root /
      property model  "a board"
      node soc@0  a: b:
        property ranges
        property reg  <0x0 0x1>, <0x2 0x3>
    reference &uart0
      property status  "okay"
  `,
  );
});

test('lists every branch of a condition, and what follows half a statement', () => {
  checkSymbols(
    `
    / {
    #if 0
      a { };
    #else
      b { };
    #endif
      c = "half
      d { };
    };
  `,
    `
    root /
      node a
      node b
      property c  "half
      node d
  `,
  );
});

test('folds nodes, values, comments, conditions and includes, and leaves closing lines', () => {
  checkFolds(
    `
    /*
     * header
     */
    #include "a.h"
    #include "b.h"
    / {
      // one
      // two
      a = <1>,
          <2>;
    #ifdef X
      b { };
    #else
      c {
      };
    #endif
    };
  `,
    ['1-3 comment', '4-5 imports', '6-16', '7-8 comment', '9-10', '11-12 region', '13-15 region'],
  );
});

test('links the names of included files that are known', () => {
  checkLinks(
    `
    //- /boards/board.dts
    #include "../soc/soc.dtsi"
    #include <dt-bindings/none.h>
    / {
    #if 0
    /include/ "part.dtsi"
    #endif
    };
    //- /soc/soc.dtsi
    / { };
    //- /boards/part.dtsi
    a;
  `,
    ['../soc/soc.dtsi -> /soc/soc.dtsi', 'part.dtsi -> /boards/part.dtsi'],
  );
});

test('of a file with more than 10,000 nodes and properties only the nodes are in the outline', () => {
  const board = (nodes: number) => {
    const written = Array.from({ length: nodes }, (_, i) => `node-${i} { a; b; c; };`);
    return `/dts-v1/; / { ${written.join('\n')} };`;
  };
  expect(countSymbols(board(2499))).toEqual({ root: 1, node: 2499, property: 7497 });
  expect(countSymbols(board(2501))).toEqual({ root: 1, node: 2501 });
});
