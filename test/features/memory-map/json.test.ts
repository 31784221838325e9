import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { maxDrawnRegions, maxListedOverlaps } from '../../../server/src/base/limits';
import { memoryMapJson } from '../../../server/src/features/memory-map/json';
import { board, domain, mapOf, module } from './map-of';

const start = { line: 3, character: 4 };
const range = { start, end: { line: 3, character: 9 } };
const jsonOf = (dts: string) => {
  const json = memoryMapJson(mapOf(dts), 'board.dts', () => ({ file: 'a.dtsi', range }));
  // As a reader sees it.
  return JSON.parse(JSON.stringify(json)) as typeof json;
};

test('addresses and sizes are hexadecimal strings, and each region says where it is written', () => {
  const chosen = domain('domU1', module('50000000', 'kernel'));
  expect(jsonOf(board({ ram: ['0x50000000 0x200000'], chosen }))).toEqual({
    file: 'board.dts',
    reader: 'Xen 4.22',
    isRamKnown: true,
    banks: [
      {
        start: '0x50000000',
        end: '0x50200000',
        size: '0x200000',
        node: '/memory@0',
        file: 'a.dtsi',
        range,
      },
    ],
    regions: [
      {
        start: '0x50000000',
        end: '0x50100000',
        size: '0x100000',
        kind: 'module',
        what: 'kernel',
        label: 'domU1/module@50000000',
        owners: ['domU1'],
        state: 'kept',
        inRam: 'all',
        node: '/chosen/domU1/module@50000000',
        file: 'a.dtsi',
        range,
        sources: [{ node: '/chosen/domU1/module@50000000', file: 'a.dtsi', range }],
      },
    ],
    free: [{ start: '0x50100000', end: '0x50200000', size: '0x100000' }],
    overlaps: [],
    hasMoreOverlaps: false,
    notes: [],
  });
});

test('an overlap names its regions by their places, the one that is met first in front', () => {
  const chosen = `${module('50080000', 'kernel')} ${module('50000000', 'ramdisk')}`;
  expect(jsonOf(board({ chosen })).overlaps).toEqual([
    {
      start: '0x50080000',
      end: '0x50100000',
      size: '0x80000',
      first: 1,
      second: 0,
      outcome: 'dropped',
    },
  ]);
});

test('addresses beyond 53 bits are exact, and /memreserve/ has no node', () => {
  const { regions } = jsonOf('/dts-v1/; /memreserve/ 0xfffffffffffff001 0x123; / { };');
  expect(regions[0]).toMatchObject({ start: '0xfffffffffffff001', size: '0x123', node: null });
});

test('the documentation names every field, and the limits', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/memory-map.md'), 'utf8');
  const chosen = `${module('50080000', 'kernel')} ${module('50000000', 'ramdisk')}`;
  const json = jsonOf(board({ chosen }));
  const samples = [json, ...json.banks, ...json.regions, ...json.free, ...json.overlaps];
  const fields = new Set(samples.flatMap((it) => Object.keys(it)));
  expect(fields.size).toBeGreaterThan(20);
  for (const field of fields) expect(page).toContain(`\`${field}\``);
  expect(page).toContain(`first ${maxListedOverlaps.toLocaleString('en')} overlaps`);
  expect(page).toContain(`${maxDrawnRegions} regions are drawn`);
});
