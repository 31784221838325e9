import { test } from 'vitest';
import { checkDefinition } from './check-definition';

/** Three files around one statement of the board. */
function board(statement: string): string {
  return `
    //- /board.dts
    /dts-v1/;
    #include "soc.dtsi"
    #define SPEED 115200
    / {
      aliases { serial0 = &uart0; spare = "/soc/serial@1000"; };
      chosen { };
    };
    &uart0 { status = "okay"; };
    ${statement}
    //- /soc.dtsi
    / {
      soc {
        uart0: serial@1000 { reg = <0x1000>; status = "disabled"; };
      };
    };
  `;
}

const uart = ['/soc.dtsi:3 uart0', '/board.dts:8 &uart0'];

test('leads from a reference to the block with the label, then to the other blocks', () => {
  checkDefinition(board('/ { x = <&ua$0rt0>; };'), uart);
  checkDefinition(board('/ { x = &uart0$0; };'), uart);
});

test('leads from a part of a path to the node that the path so far names', () => {
  checkDefinition(board('/ { x = <&{/s$0oc/serial@1000}>; };'), ['/soc.dtsi:2 soc']);
  checkDefinition(board('/ { x = <&{/soc/ser$0ial@1000}>; };'), [
    '/soc.dtsi:3 serial@1000',
    '/board.dts:8 &uart0',
  ]);
});

test('leads from a label, a node name and a property name to all that define it', () => {
  checkDefinition(board('').replace('uart0:', 'ua$0rt0:'), uart);
  checkDefinition(board('').replace('serial@1000 {', 'serial$0@1000 {'), [
    '/soc.dtsi:3 serial@1000',
    '/board.dts:8 &uart0',
  ]);
  checkDefinition(board('&uart0 { sta$0tus = "fail"; };'), [
    '/soc.dtsi:3 status',
    '/board.dts:8 status',
    '/board.dts:9 status',
  ]);
});

test('leads from strings that name nodes to these nodes', () => {
  const nodes = ['/soc.dtsi:3 serial@1000', '/board.dts:8 &uart0'];
  checkDefinition(board('/ { chosen { stdout-path = "seri$0al0:115200n8"; }; };'), nodes);
  checkDefinition(board('/ { chosen { stdout-path = "/soc/ser$0ial@1000"; }; };'), nodes);
  checkDefinition(board('').replace('"/soc', '"/s$0oc'), nodes);
});

test('leads from a macro to its definition, also in a condition', () => {
  checkDefinition(board('/ { x = <SPE$0ED>; };'), ['/board.dts:3 SPEED']);
  checkDefinition(board('#ifdef SP$0EED\n    #endif'), ['/board.dts:3 SPEED']);
  checkDefinition(board('').replace('&uart0; s', '&uart0; x = <(SPEED$0 + 1)>; s'), [
    '/board.dts:3 SPEED',
  ]);
});

test('leads from an include to the file', () => {
  checkDefinition(board('').replace('"soc', '"s$0oc'), ['/soc.dtsi:1']);
  checkDefinition(board('/include/ "so$0c.dtsi"'), ['/soc.dtsi:1']);
});

test('leads from a deletion to what was deleted', () => {
  checkDefinition(board('/ { /delete-node/ so$0c; };'), ['/soc.dtsi:2 soc']);
  checkDefinition(board('/delete-node/ $0&uart0;'), [
    '/soc.dtsi:3 serial@1000',
    '/board.dts:8 &uart0',
  ]);
});

test('answers in text that no condition lets through', () => {
  checkDefinition(board('#if 0\n    / { x = <&ua$0rt0>; };\n    #endif'), uart);
});

test('answers around text that is half typed', () => {
  checkDefinition(board('/ { x = "half\n      y = <&ua$0rt0>; };'), uart);
});
