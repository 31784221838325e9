import { setTimeout as sleep } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { expect, test } from 'vitest';
import { keepHeapSmall } from '../../server/src/protocol/small-heap';
import { collectGarbage } from '../collect-garbage';

test('what nobody holds any more is collected in a pause, and not while somebody waits', async () => {
  const atRest = keepHeapSmall();
  const held = { garbage: [] as object[] };
  atRest(false);
  for (let i = 0; i < 400_000; i++) held.garbage.push({ i });
  // Into the old generation, which nothing but a full collection clears.
  await collectGarbage();
  const first = new WeakRef(held.garbage[0] ?? {});
  held.garbage = [];
  atRest(true);
  atRest(false);
  await sleep(1500);
  expect(first.deref()).toBeDefined();
  await sleep(0);
  const used = getHeapStatistics().used_heap_size;
  atRest(true);
  for (let waits = 0; first.deref() !== undefined && waits < 100; waits++) await sleep(100);
  expect(first.deref()).toBeUndefined();
  expect(getHeapStatistics().used_heap_size).toBeLessThan(used - (6 << 20));
});
