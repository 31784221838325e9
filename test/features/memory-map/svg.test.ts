import { expect, test } from 'vitest';
import { memoryMapSvg } from '../../../server/src/features/memory-map/svg';
import { board, crowdedBoard, mapOf, module } from './map-of';
import { elementsOf } from './xml-elements';

const start = { line: 3, character: 4 };
const place = { file: 'a.dtsi', range: { start, end: start } };
const svgOf = (dts: string, file = 'board.dts') => memoryMapSvg(mapOf(dts), file, () => place);
const overlapping = board({
  chosen: `${module('50000000', 'kernel')} ${module('50080000', 'ramdisk')}`,
});
const boards: Readonly<Record<string, string>> = {
  'few regions': board({ chosen: module('50000000', 'kernel') }),
  'many regions': crowdedBoard(60),
  overlaps: overlapping,
  'no RAM': board({ ram: [], chosen: module('50000000', 'kernel') }),
  nothing: '/ { };',
};

test.each(Object.entries(boards))(
  'is well-formed XML without script or resources: %s',
  (_, dts) => {
    const elements = elementsOf(svgOf(dts));
    expect(elements[0]).toMatchObject({ name: 'svg', attributes: { role: 'img' } });
    expect(elements.filter((it) => /^(script|image|use|a|foreignObject)$/.test(it.name))).toEqual(
      [],
    );
    for (const { attributes } of elements)
      for (const [name, value] of Object.entries(attributes)) {
        expect(name).not.toMatch(/^on|href$/);
        if (name !== 'xmlns') expect(value).not.toMatch(/https?:|data:/);
      }
  },
);

test.each(Object.entries(boards))(
  'has a title and a description that its root names: %s',
  (_, dts) => {
    const elements = elementsOf(svgOf(dts));
    const ids = elements[0]?.attributes['aria-labelledby']?.split(' ') ?? [];
    const named = ids.map((id) => elements.find((it) => it.attributes['id'] === id));
    expect(named.map((it) => it?.name)).toEqual(['title', 'desc']);
    expect(named[0]?.text).toContain('Memory map of board.dts');
    expect(named[1]?.text).toContain(dts === overlapping ? 'OVERLAP of 512 KiB' : 'no overlap');
  },
);

test('everything stands inside the picture', () => {
  for (const dts of Object.values(boards)) {
    const elements = elementsOf(svgOf(dts));
    const [, , width = 0, height = 0] = (elements[0]?.attributes['viewBox'] ?? '')
      .split(' ')
      .map(Number);
    for (const { name, attributes, text } of elements) {
      if (name !== 'text') continue;
      const isEnd = attributes['class']?.split(' ').includes('end') === true;
      const isMiddle = /middle|number/.test(attributes['class'] ?? '');
      const room = text.length * (/small|number/.test(attributes['class'] ?? '') ? 6.7 : 7.3);
      const x = Number(attributes['x']) - (isEnd ? room : isMiddle ? room / 2 : 0);
      expect(x, text).toBeGreaterThanOrEqual(0);
      expect(x + room, text).toBeLessThanOrEqual(width);
      expect(Number(attributes['y']), text).toBeLessThanOrEqual(height);
    }
  }
});

test('patterns and identifiers that are used are defined, once', () => {
  const svg = svgOf(crowdedBoard(3));
  const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map((it) => it[1]);
  expect(new Set(ids).size).toBe(ids.length);
  const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map((it) => it[1]);
  expect(used).toContain('mm-static-mem');
  for (const id of used) expect(ids).toContain(id);
});

test('a region tells a pointer whose it is and where it is written', () => {
  const titles = elementsOf(svgOf(boards['few regions'] ?? '')).filter((it) => it.name === 'title');
  expect(titles.map((it) => it.text)).toContain(
    'dom0, kernel, module@50000000, 0x50000000–0x500fffff (1 MiB), a.dtsi:4',
  );
});

test('text is escaped, and what XML cannot hold is replaced', () => {
  const svg = svgOf('/ { };', '<b>&"\'\u0001\ud800</b>.dts');
  expect(elementsOf(svg).find((it) => it.name === 'title')?.text).toBe(
    'Memory map of <b>&"\'\ufffd\ufffd</b>.dts as Linux reads it',
  );
});

test('owners have different numbers, also where colours repeat', () => {
  const elements = elementsOf(svgOf(crowdedBoard(8)));
  const legend = elements.slice(
    elements.findIndex((it) => it.text === 'owner' && it.attributes['class'] === 'quiet'),
  );
  const numbers = legend.filter((it) => it.attributes['class'] === 'number').map((it) => it.text);
  expect(numbers).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
});

test('looks for a dark page by itself', () => {
  expect(svgOf('/ { };')).toContain('@media (prefers-color-scheme: dark)');
});
