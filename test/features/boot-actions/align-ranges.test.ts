import { expect, test } from 'vitest';
import { actionTitles, checkAction } from '../check-boot-action';
import { board, domain } from './boards';

const withMem = (value: string, memory = '<0x0 0x10000>') =>
  board({
    chosen: domain(`			xen,static-mem = ${value};`, { memory: `\n			memory = ${memory};` }),
  });

test('aligns static memory to pages', () => {
  checkAction(
    withMem('<$00x0 0x60000800 0x0 0x4000000>'),
    'Align xen,static-mem to 4 KiB',
    withMem('<0x0 0x60000000 0x0 0x4000000>'),
  );
  checkAction(
    withMem('<$00x0 0x60000000 0x0 0x3fffc00>'),
    'Align xen,static-mem to 4 KiB',
    withMem('<0x0 0x60000000 0x0 0x4000000>'),
  );
});

test('rounds up where something lies before, and memory follows the sum', () => {
  checkAction(
    withMem('<$00x0 0x4a7ff800 0x0 0x4000000>'),
    'Align xen,static-mem to 4 KiB',
    withMem('<0x0 0x4a800000 0x0 0x4000000>'),
  );
  checkAction(
    withMem('<$00x0 0x60000000 0x0 0x1000400>', '<0x0 0x4001>'),
    'Align xen,static-mem to 4 KiB',
    withMem('<0x0 0x60000000 0x0 0x1001000>', '<0x0 0x4004>'),
  );
});

test('rounds the static heap inward', () => {
  const withHeap = (value: string) => board({ properties: `		xen,static-heap = ${value};` });
  checkAction(
    withHeap('<$00x0 0x60001000 0x0 0x10000000>'),
    'Round xen,static-heap inward to 64 KiB',
    withHeap('<0x0 0x60010000 0x0 0xfff0000>'),
  );
  const titles = actionTitles(withHeap('<$00x0 0x60001000 0x0 0x8000>'));
  expect(titles.filter((it) => it.startsWith('Round'))).toEqual([]);
});

test('aligns shared memory in all nodes of a region', () => {
  const shm = (role: string, value: string) => `
			shm {
				compatible = "xen,domain-shared-memory-v1";
				role = "${role}";
				xen,shm-id = "ring";
				xen,shared-mem = <${value}>;
			};
`;
  const two = (first: string, second: string) =>
    board({
      chosen:
        domain(shm('owner', first)) +
        domain(shm('borrower', second), { name: 'domU2', kernel: '4c000000' }),
    });
  checkAction(
    two('$00x0 0x60000800 0x0 0x8000a800 0x0 0x10000', '0x0 0x60000800 0x0 0x80000000 0x0 0x10000'),
    'Align xen,shared-mem to 4 KiB in all 2 nodes of "ring"',
    two('0x0 0x60000000 0x0 0x8000a000 0x0 0x10000', '0x0 0x60000000 0x0 0x80000000 0x0 0x10000'),
  );
});
