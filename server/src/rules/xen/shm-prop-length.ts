/** `xen,shared-mem` with a number of cells that fits neither form. */
import type { Cells } from '../../memory/cells';
import { encodeReg } from '../../memory/encode-reg';
import type { SharedMemory } from '../../model/shared-memory';
import { isSince, type XenVersion } from '../../model/target';
import type { DeviceTree } from '../../tree/dt-node';
import { cellsOf } from '../../tree/value';
import type { Fix } from '../fix';
import { defineRule } from '../rule';
import { eachSharedMemory } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';
import { makeFix, setValue } from '../make-fix';
import { earlyFailure, versionOf } from './report-clash';

const threeCells = 'xen,shared-mem = <0x68000000 0x80000000 0x100000>;';
const twoCells = (dts: string) =>
  dts
    .replace(/(domU1 \{[^]*?#address-cells = )<1>([^]*?#size-cells = )<1>/, '$1<2>$2<2>')
    .replace('<0x52000000 0x100000>', '<0x0 0x52000000 0x0 0x100000>');

export const shmPropLength = defineRule({
  id: 'xen/shm-prop-length',
  severity: 'error',
  summary: 'xen,shared-mem is neither host address, guest address, size nor guest address, size.',
  why: 'The cells are counted by the node around it. Xen panics while it reads the tree when the length fits neither form; the form without host address exists since 4.19.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm_node',
  since: '4.17',
  requires: ['xen/cells-out-of-range'],
  reader: 'xen',
  examples: [
    {
      title: 'Three cells where each number has two',
      dts: mark(
        twoCells(domainBoard(shmNode(`xen,shm-id = "ring";\n${threeCells}`))),
        threeCells,
        'has 3 cells, expected 6',
      ),
      fixed: twoCells(
        domainBoard(
          shmNode(
            'xen,shm-id = "ring";\nxen,shared-mem = <0x0 0x68000000 0x0 0x80000000 0x0 0x100000>;',
          ),
        ),
      ),
    },
    { title: 'Three numbers of one cell', dts: domainBoard(shmNode(soundShm)) },
  ],
  each: eachSharedMemory,
  checkEach(shm, input, report) {
    const version = versionOf(input);
    const { node, property, cells, bytes } = shm;
    if (property === undefined || cells === undefined || bytes === undefined) return;
    if (isAccepted(shm, version)) return;
    report({
      at: property.at,
      node: node.path,
      message: `xen,shared-mem has ${bytes / 4} cells, ${expected(cells, version)}: ${earlyFailure(input)}`,
      fixes: rewriteFix(input.tree, shm, cells),
    });
  },
});

function isAccepted({ form }: SharedMemory, version: XenVersion): boolean {
  return form === 'with host address' || (form !== undefined && isSince(version, '4.19'));
}

function expected({ address, size }: Cells, version: XenVersion): string {
  const full = `expected ${2 * address + size} (host address, guest address, size)`;
  return isSince(version, '4.19') ? `${full} or ${address + size} (guest address, size)` : full;
}

/** Three numbers of one cell each are what was meant most likely. */
function rewriteFix(
  tree: DeviceTree,
  { property }: SharedMemory,
  { address, size }: Cells,
): readonly Fix[] {
  const words = property && cellsOf(tree, property);
  const [host, guest, length, ...rest] = words?.map((it) => it.value) ?? [];
  if (property === undefined || host === undefined || guest === undefined) return [];
  if (length === undefined || rest.length > 0) return [];
  const first = encodeReg([{ address: BigInt(host), size: BigInt(guest) }], address, address);
  const last = encodeReg([{ address: 0n, size: BigInt(length) }], 0, size);
  if (first === undefined || last === undefined) return [];
  const value = `${first.slice(0, -1)} ${last.slice(1)}`;
  return makeFix(`Change to ${value}`, [setValue(property, value)]);
}
