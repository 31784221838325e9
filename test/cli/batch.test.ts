/** How processes share a list: every file once, neighbours together. */
import { expect, test } from 'vitest';
import { createShares } from '../../server/src/cli/batch';

test('each process keeps to its stretch of the list, then helps the one with most left', () => {
  const next = createShares(200, 2);
  const first = Array.from({ length: 7 }, () => next(0));
  expect(first.map((it) => it?.from)).toEqual([0, 16, 32, 48, 64, 80, 96]);
  expect(next(1)).toEqual({ from: 100, to: 116 });
  expect(next(0)).toEqual({ from: 184, to: 200 });
});

test.each([
  [1, 1],
  [97, 2],
  [1281, 3],
])('%i files are each handed out once to %i processes', (length, threads) => {
  const next = createShares(length, threads);
  const taken: number[] = [];
  for (let thread = 0, share = next(0); share !== undefined; share = next(thread)) {
    for (let at = share.from; at < share.to; at++) taken.push(at);
    thread = (thread * 2 + 1) % threads;
  }
  expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, i) => i));
});
