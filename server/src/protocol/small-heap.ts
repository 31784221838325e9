/**
 * How far the heap may grow beyond what is in use, and when it is collected. By default V8 lets both generations grow
 * to several times of it before it collects, since programs that end soon gain by that; a server that sits beside an
 * editor all day does not. And it marks the old generation bit by bit while the program runs on, which makes the program
 * slower for as long as that takes: with a heap that may grow by little that is most of the time. A server has pauses,
 * so it is collected at once, and in one of them if possible.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RestListener } from './queue';

/** Percent by which the old generation may grow before V8 collects it amid work. */
const growth = 30;

/** By how much the old generation must grow to be collected in a pause: bytes, and a part of it. */
const some: Growth = { bytes: 4 << 20, part: 0.1 };

/** Milliseconds without work that make a pause. */
const pause = 500;

/** When it is collected as soon as nobody waits; not behind large work, as files are opened one after another. */
const much: Growth = { bytes: 6 << 20, part: 0.2 };

/** Bytes that one piece of work leaves behind, such as opening a board. */
const largeWork = 1 << 20;

interface Growth {
  readonly bytes: number;
  readonly part: number;
}

/** Makes this process prefer little memory. Returns whom to tell of work and rest. */
export function keepHeapSmall(): RestListener {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--no-incremental-marking');
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  const start = oldBytes();
  const cell: { timer?: NodeJS.Timeout; collected: number; last: number } = {
    collected: start,
    last: start,
  };
  const collect = () => {
    if (typeof gc === 'function') gc();
    cell.collected = cell.last = oldBytes();
  };
  return (isAtRest) => {
    clearTimeout(cell.timer);
    if (!isAtRest) return;
    const now = oldBytes();
    const step = now - cell.last;
    cell.last = now;
    // V8 may have collected, too.
    cell.collected = Math.min(cell.collected, now);
    const hasGrown = ({ bytes, part }: Growth) =>
      now - cell.collected >= Math.max(bytes, part * cell.collected);
    if (hasGrown(some))
      cell.timer = setTimeout(collect, step < largeWork && hasGrown(much) ? 0 : pause);
  };
}

/** What is in use outside the young generation. */
function oldBytes(): number {
  let bytes = 0;
  for (const { space_name: name, space_used_size: used } of getHeapSpaceStatistics())
    if (!name.startsWith('new_')) bytes += used;
  return bytes;
}
