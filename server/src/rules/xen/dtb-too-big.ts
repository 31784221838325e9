/** The blob cannot be taken where it is loaded. */
import { formatSize } from '../../memory/format-number';
import { rootOf } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';

const most = 0x200000n;

export const dtbTooBig = defineRule({
  id: 'xen/dtb-too-big',
  severity: 'error',
  summary: 'The blob is larger than 2 MiB, or is not loaded at a multiple of 8.',
  why: 'Xen maps 2 MiB for the blob and panics when it is larger, or when its address is not aligned to 8 bytes.',
  source: 'Xen arch/arm/mmu/setup.c: early_fdt_map',
  reader: 'xen',
  examples: [
    {
      title: 'At an odd address',
      board: { devicetree: { address: 0x48000004n } },
      dts: mark(dom0Board(''), 'chosen', 'is no multiple of 8'),
    },
    {
      title: 'At a page',
      board: { devicetree: { address: 0x48000000n, size: 0x10000n } },
      dts: dom0Board(''),
    },
  ],
  check({ tree, model, board = {} }, report) {
    const place = board.devicetree;
    if (place === undefined || !model.isXenBoot) return;
    const isTooBig = place.size !== undefined && place.size > most;
    if (!isTooBig && place.address % 8n === 0n) return;
    const trouble = isTooBig
      ? `the blob has ${formatSize(place.size)}, and Xen takes ${formatSize(most)}`
      : `the address of the blob, 0x${place.address.toString(16)}, is no multiple of 8`;
    const at = (model.chosen ?? rootOf(tree)).node.at;
    report({ at, node: '/', message: `${trouble}: Xen panics` });
  },
});
