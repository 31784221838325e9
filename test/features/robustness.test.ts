import { expect, test } from 'vitest';
import { codeActions } from '../../server/src/features/code-actions';
import { completion } from '../../server/src/features/completion/completion';
import { definition } from '../../server/src/features/definition';
import { documentLinks } from '../../server/src/features/document-links';
import { documentSymbols } from '../../server/src/features/document-symbols';
import { foldingRanges } from '../../server/src/features/folding-ranges';
import { hover } from '../../server/src/features/hover/hover';
import { fileId } from '../../server/src/lexer/token-chunk';
import { snapshotOf } from './fixture';

const soc = '/ { soc: soc { uart: serial@1000 { reg = <0x1000>; }; }; };\n';
const board = `/dts-v1/;
#include "soc.dtsi"
#define REG(a, s) 0x0 a 0x0 s
#define NODE node@1 { compatible = "multiboot,module"; };
/ {
  aliases { serial0 = &uart; x = &{/soc/serial@1000}; };
  chosen: chosen {
    stdout-path = "serial0:115200n8";
    // the kernel
    k: module@47000000 {
      compatible = "multiboot,kernel", "multiboot,module";
      reg = <REG(0x47000000, (8 * 1024))>;
      bytes = [00 11]; wide = /bits/ 64 <0x1>;
    };
#ifdef NODE
    NODE
#else
    other { compatible = "xen,domain"; };
#endif
    domU1 { compatible = "xen,domain"; #address-cells = <1>; #size-cells = <1>; };
  };
  /delete-node/ soc;
};
&k { /delete-property/ bytes; /* end */ };
`;

function askAll(text: string, offset: number): number {
  const snapshot = snapshotOf(
    new Map([
      ['/board.dts', text],
      ['/soc.dtsi', soc],
    ]),
  );
  return askAt(snapshot, offset);
}

function askAt(snapshot: ReturnType<typeof snapshotOf>, offset: number): number {
  const file = fileId('/board.dts');
  hover(snapshot, file, offset);
  definition(snapshot, file, offset);
  codeActions(snapshot, file, { start: offset, end: offset }, ['']);
  documentSymbols(snapshot, file, ({ name }) => name);
  foldingRanges(snapshot, file);
  documentLinks(snapshot, file);
  return completion(snapshot, file, offset).items.length;
}

test('answers at every other offset of a file', { timeout: 60_000 }, () => {
  const snapshot = snapshotOf(
    new Map([
      ['/board.dts', board],
      ['/soc.dtsi', soc],
    ]),
  );
  let offers = 0;
  for (let offset = 0; offset <= board.length; offset += 2) offers += askAt(snapshot, offset);
  expect(offers).toBeGreaterThan(board.length);
});

test('answers at the end of every beginning of a file', { timeout: 60_000 }, () => {
  let offers = 0;
  for (let length = 0; length < board.length; length += 3)
    offers += askAll(board.slice(0, length), length);
  expect(offers).toBeGreaterThan(board.length);
});

test('answers where any stretch of a file is missing', { timeout: 60_000 }, () => {
  for (let start = 0; start < board.length; start += 11) {
    const text = board.slice(0, start) + board.slice(start + 17);
    expect(askAll(text, start)).toBeGreaterThanOrEqual(0);
  }
});

test('answers for files that are unknown, empty or beyond their end', () => {
  const snapshot = snapshotOf(new Map([['/empty.dts', '']]));
  expect(completion(snapshot, fileId('/none.dts'), 0).items).toEqual([]);
  expect(hover(snapshot, fileId('/empty.dts'), 5)).toBeUndefined();
  expect(completion(snapshot, fileId('/empty.dts'), 9).items.length).toBeGreaterThan(0);
});
