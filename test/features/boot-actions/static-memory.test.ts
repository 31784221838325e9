import { expect, test } from 'vitest';
import { actionTitles, checkAction } from '../check-boot-action';
import { board, domain } from './boards';

const withMem = (memory: string, staticMem: string) =>
  board({
    chosen: domain(`			xen,static-mem = ${staticMem};`, {
      memory: memory === '' ? '' : `\n			memory = ${memory};`,
    }),
  });

test('sets memory to the sum of xen,static-mem, from either property', () => {
  checkAction(
    withMem('<0x0 0x10000>', '<$00x0 0x60000000 0x0 0x2000000>, <0x0 0x64000000 0x0 0x4000000>'),
    'Set memory to 96 MiB, the sum of xen,static-mem',
    withMem('<0x0 0x18000>', '<0x0 0x60000000 0x0 0x2000000>, <0x0 0x64000000 0x0 0x4000000>'),
  );
  checkAction(
    withMem('', '<0x0 0x60000000 0x0 0x4000000>').replace('domU1', 'dom$0U1'),
    'Set memory to 64 MiB, the sum of xen,static-mem',
    withMem('<0x0 0x10000>', '<0x0 0x60000000 0x0 0x4000000>').replace(
      /(compatible = "xen,domain";)([^]*?)(\n\t\t\tmemory = .*;)/,
      '$1$3$2',
    ),
  );
});

test('resizes the last range to what memory says', () => {
  checkAction(
    withMem('<0x0 $00x10000>', '<0x0 0x60000000 0x0 0x1000000>, <0x0 0x64000000 0x0 0x1000000>'),
    'Resize the last range of xen,static-mem to 48 MiB, as memory says',
    withMem('<0x0 0x10000>', '<0x0 0x60000000 0x0 0x1000000>, <0x0 0x64000000 0x0 0x3000000>'),
  );
});

test('does not resize a range over another claim or out of RAM', () => {
  const resizes = (value: string) =>
    actionTitles(withMem('<0x0 $00x10000>', value)).filter((it) => it.startsWith('Resize'));
  expect(resizes('<0x0 0x60000000 0x0 0x1000000>')).toHaveLength(1);
  expect(resizes('<0x0 0x47000000 0x0 0x1000000>')).toEqual([]);
  expect(resizes('<0x0 0x7f000000 0x0 0x1000000>')).toEqual([]);
});

test('reserves static memory where there is room, for direct-map too', () => {
  const before = board({ chosen: domain('			direct-$0map;') });
  const after = board({ chosen: domain('			direct-map;') }).replace(
    'memory = <0x0 0x10000>;',
    '$&\n			xen,static-mem = <0x0 0x4a800000 0x0 0x4000000>;',
  );
  const title = 'Reserve 64 MiB at 0x4a800000 as xen,static-mem of domU1';
  checkAction(before, title, after);
  checkAction(
    before.replace('direct-$0map', 'v$0pl011'),
    title,
    after.replace('direct-map', 'vpl011'),
  );
});
