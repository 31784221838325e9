/** The geometry of the picture: nothing is unreadable, nothing stands upon something else. */
import { expect, test } from 'vitest';
import { maxDrawnRegions } from '../../../server/src/base/limits';
import { pictureOf } from '../../../server/src/features/memory-map/picture';
import type { Box } from '../../../server/src/features/memory-map/picture-parts';
import { board, crowdedBoard, domain, mapOf, module } from './map-of';

const hex = (it: number) => it.toString(16);
const reserved = (count: number, step: number, size: number) =>
  Array.from(
    { length: count },
    (_, i) => `r${i} { reg = <0x${hex(0x4000_0000 + i * step)} ${size}>; };`,
  );
const boards: Readonly<Record<string, string>> = {
  'one region': board({ chosen: module('50000000', 'kernel') }),
  'no RAM': board({ ram: [], chosen: module('50000000', 'kernel') }),
  'some 60 regions': crowdedBoard(14),
  'many overlaps': board({ reserved: reserved(30, 0x1000, 0x4800).join('\n') }),
  'all at one place': board({ reserved: reserved(300, 0, 0x1000).join('\n') }),
  'empty regions': board({ reserved: reserved(9, 0x1000, 0).join('\n') }),
  'long names': board({ chosen: domain('d'.repeat(31), module('50000000', 'kernel')) }),
};

const areApart = (a: Box, b: Box) =>
  a.x + a.width <= b.x ||
  b.x + b.width <= a.x ||
  a.y + a.height <= b.y + 1e-6 ||
  b.y + b.height <= a.y + 1e-6;

test.each(Object.entries(boards))('labels and addresses stand apart: %s', (_, dts) => {
  const picture = pictureOf(mapOf(dts), 0);
  const { labels, ticks, width } = picture;
  expect(labels.length).toBeGreaterThan(0);
  labels.forEach((a, i) => {
    expect(a.x + a.width).toBeLessThanOrEqual(width);
    for (const b of labels.slice(0, i)) expect(areApart(a, b)).toBe(true);
  });
  const leastDistance = 11;
  const sorted = ticks.map((it) => it.y).sort((a, b) => a - b);
  sorted.slice(1).forEach((y, i) => {
    expect(y - (sorted[i] ?? 0)).toBeGreaterThanOrEqual(leastDistance);
  });
});

test.each(Object.entries(boards))('columns of labels do not run into each other: %s', (_, dts) => {
  for (const { texts } of pictureOf(mapOf(dts), 0).labels)
    texts.forEach(({ style, text, x }, i) => {
      const next = texts[i + 1];
      if (next === undefined || style === 'size') return;
      const start = next.style === 'size' ? next.x - next.text.length * 7.3 : next.x;
      expect(x + text.length * 7.3).toBeLessThan(start);
    });
});

test.each(Object.entries(boards))(
  'boxes lie in the column, in the order of addresses: %s',
  (_, dts) => {
    const { column, regions } = pictureOf(mapOf(dts), 0);
    regions.forEach((it, i) => {
      expect(it.x).toBeGreaterThanOrEqual(column.left);
      expect(it.x + it.width).toBeLessThanOrEqual(column.right);
      const before = regions[i - 1];
      if (before === undefined) return;
      expect(it.y).toBeGreaterThanOrEqual(before.y);
      if (before.region.end <= it.region.start)
        expect(it.y).toBeGreaterThanOrEqual(before.y + before.height);
    });
  },
);

test('a small module beside a huge one is still tall enough for its label', () => {
  const chosen = `${module('40000000', 'kernel', '0x30000000')} ${module('70000000', 'ramdisk', '1')}`;
  const [large, small] = pictureOf(mapOf(board({ chosen })), 0).regions;
  expect(small?.height).toBeGreaterThanOrEqual(18);
  expect(large?.height).toBeGreaterThan(2 * (small?.height ?? Infinity));
});

test('each label begins at its region', () => {
  for (const { anchor, of } of pictureOf(mapOf(boards['many overlaps'] ?? ''), 0).labels) {
    const { regions } = pictureOf(mapOf(boards['many overlaps'] ?? ''), 0);
    const box = regions.find((it) => it.region.label === ('label' in of ? of.label : ''));
    if (box === undefined) continue;
    expect(anchor.y).toBeGreaterThanOrEqual(box.y);
    expect(anchor.y).toBeLessThanOrEqual(box.y + box.height);
    expect(anchor.x).toBeGreaterThanOrEqual(box.x);
    expect(anchor.x).toBeLessThanOrEqual(box.x + box.width);
  }
});

test('huge gaps have a break, small ones have none', () => {
  const chosen = `${module('50000000', 'kernel')} ${module('50200000', 'ramdisk')}`;
  const { pieces } = pictureOf(mapOf(board({ chosen })), 0);
  expect(pieces.map((it) => `${it.content} ${it.isBroken}`)).toEqual([
    'free true',
    'free false',
    'free true',
  ]);
});

test('of hostile input a bounded part is drawn, and the rest is neither free nor forgotten', () => {
  for (const step of [0x2000, 0]) {
    const dts = board({ reserved: reserved(1000, step, 0x1000).join('\n') });
    const picture = pictureOf(mapOf(dts), 0);
    expect(picture.regions).toHaveLength(maxDrawnRegions);
    expect(picture.overlaps.length).toBeLessThanOrEqual(maxDrawnRegions);
    expect(picture.labels.length).toBeLessThanOrEqual(2 * maxDrawnRegions);
    expect(picture.omission).toContain('800 more regions');
    const last = picture.regions.at(-1);
    const below = picture.pieces.filter((it) => it.top >= (last?.y ?? 0) + (last?.height ?? 0));
    expect(below.at(-1)?.content).toBe('not drawn');
  }
  const ram = Array.from({ length: 500 }, (_, i) => `0x${hex(i * 0x2000)} 0x1000`);
  expect(pictureOf(mapOf(board({ ram })), 0).banks).toHaveLength(maxDrawnRegions);
});
