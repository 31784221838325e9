import { test } from 'vitest';
import { checkAction } from '../check-boot-action';
import { board, domain } from './boards';

const withMem = (value: string) => domain(`			xen,static-mem = ${value};`);

test('moves a range of static memory off another claim, and back into RAM', () => {
  const root = `
	reserved-memory {
		#address-cells = <2>;
		#size-cells = <2>;
		ranges;

		dma@60000000 {
			reg = <0x0 0x60000000 0x0 0x100000>;
			no-map;
		};
	};
`;
  checkAction(
    board({
      root,
      chosen: withMem('<0x0 0x50000000 0x0 0x2000000>, <$00x0 0x5f000000 0x0 0x2000000>'),
    }),
    'Move this range of xen,static-mem to 0x60200000, the next free 2 MiB block',
    board({
      root,
      chosen: withMem('<0x0 0x50000000 0x0 0x2000000>, <0x0 0x60200000 0x0 0x2000000>'),
    }),
  );
  checkAction(
    board({ chosen: withMem('<$00x0 0x90000000 0x0 0x4000000>') }),
    'Move xen,static-mem to 0x4a800000, the next free 2 MiB block',
    board({ chosen: withMem('<0x0 0x4a800000 0x0 0x4000000>') }),
  );
});

test('moves the static heap', () => {
  const withHeap = (value: string) =>
    board({
      before: '/memreserve/ 0x60000000 0x10000;',
      properties: `		xen,static-heap = ${value};`,
    });
  checkAction(
    withHeap('<$00x0 0x5fff0000 0x0 0x10030000>'),
    'Move xen,static-heap to 0x60010000, the next free page',
    withHeap('<0x0 0x60010000 0x0 0x10030000>'),
  );
});

test('moves shared memory in all its nodes; a direct-mapped guest follows', () => {
  const shm = (role: string, value: string) => `
			shm {
				compatible = "xen,domain-shared-memory-v1";
				role = "${role}";
				xen,shm-id = "ring";
				xen,shared-mem = <${value}>;
			};
`;
  const direct = '			direct-map;\n			xen,static-mem = <0x0 0x60000000 0x0 0x4000000>;\n';
  const two = (host: string, cursor = '') =>
    board({
      chosen:
        domain(direct + shm('owner', `${cursor}0x0 ${host} 0x0 ${host} 0x0 0x10000`)) +
        domain(shm('borrower', `0x0 ${host} 0x0 0x80000000 0x0 0x10000`), {
          name: 'domU2',
          kernel: '4c000000',
        }),
    });
  checkAction(
    two('0x63ff8000', '$0'),
    'Move shared memory "ring" to 0x64000000, the next free page',
    two('0x64000000'),
  );
});
