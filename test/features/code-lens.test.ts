import { expect, test } from 'vitest';
import { codeLenses } from '../../server/src/features/code-lens';
import type { Settings } from '../../server/src/workspace/settings';
import { fixture } from './fixture';

/** The lenses of the file with the cursor, else of the first: `text of the range | title`. */
function lensesOf(source: string, settings: Partial<Settings> = {}): readonly string[] {
  const { snapshot, file, texts } = fixture(source, settings);
  return codeLenses(snapshot, file).map(
    ({ range, title }) => `${texts.get(file)?.slice(range.start, range.end) ?? ''} | ${title}`,
  );
}

const kernel = (at: string) =>
  `kernel@${at} { compatible = "multiboot,kernel", "multiboot,module"; reg = <0x${at} 0x800000>; };`;
const board = (chosen: string) =>
  `/dts-v1/; / { chosen { #address-cells = <1>; #size-cells = <1>; ${chosen} }; };`;

test('a domain is told in a line, and /chosen with what becomes of dom0', () => {
  const domU1 = `domU1 { compatible = "xen,domain"; cpus = <2>; memory = <0 0x80000>; ${kernel('47000000')} };`;
  expect(lensesOf(board(domU1))).toEqual([
    'chosen | no dom0; 1 domain',
    'domU1 | domU1: kernel 0x47000000 (8 MiB), ramdisk –, 512 MiB RAM, 2 vCPUs',
  ]);
  expect(lensesOf(board(`${kernel('50000000')} ${domU1}`))[0]).toBe(
    'chosen | dom0: kernel 0x50000000 (8 MiB), ramdisk –; 1 domain',
  );
});

test('what the domain does not get is told', () => {
  const body = `${kernel('47000000')} d { compatible = "xen,domain"; cpus = <1>; ${kernel('47000800')} };`;
  expect(lensesOf(board(body))[1]).toBe('d | d: kernel not on record, ramdisk –, – RAM, 1 vCPU');
});

test('a lens stands where its file writes the node first', () => {
  const files = `
    //- /board.dts
    /dts-v1/;
    #include "soc.dtsi"
    &dom { memory = <0 0x400>; };
    //- /soc.dtsi
    / { chosen { dom: d { compatible = "xen,domain"; }; }; };
  `;
  expect(lensesOf(files)).toEqual(['&dom | d: kernel –, ramdisk –, 1 MiB RAM, – vCPUs']);
  expect(lensesOf(files.replace('/ { chosen', '/ { $0chosen'))).toEqual([
    'chosen | no dom0; 1 domain',
    'd | d: kernel –, ramdisk –, 1 MiB RAM, – vCPUs',
  ]);
});

test('there are none where Xen reads nothing', () => {
  expect(lensesOf('/dts-v1/; / { chosen { bootargs = "x"; }; };')).toEqual([]);
  expect(lensesOf(board(kernel('50000000')), { target: 'none' })).toEqual([]);
});
