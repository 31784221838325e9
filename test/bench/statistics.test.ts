import { describe, expect, test } from 'vitest';
import { medianOf, ratio, statisticsOf } from './statistics';

describe('statistics', () => {
  test('tell the least, the middle, the slow end and the worst', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(statisticsOf(values)).toEqual({ count: 100, least: 1, median: 50, p95: 95, most: 100 });
  });

  test('of one value are that value', () => {
    expect(statisticsOf([4.5])).toEqual({ count: 1, least: 4.5, median: 4.5, p95: 4.5, most: 4.5 });
  });

  test('of nothing are nothing', () => {
    expect(statisticsOf([])).toBeUndefined();
    expect(medianOf([])).toBeUndefined();
  });
});

test('a ratio needs two numbers and something to divide by', () => {
  expect(ratio(6, 4)).toBe(1.5);
  expect(ratio(6, 0)).toBeUndefined();
  expect(ratio(undefined, 4)).toBeUndefined();
});
