/**
 * How far the heap may grow beyond what is in use, and when it is collected. By default V8 lets both generations grow
 * to several times of it before it collects, since programs that end soon gain by that; a server that sits beside an
 * editor all day does not. A whole collection stops the program, for a large file for as long as several keys take, so
 * it waits for a pause that is longer than those between keys and what an editor asks behind them; amid work V8 marks
 * bit by bit.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RestListener } from './queue';

/** Percent by which the old generation may grow before V8 collects it amid work. */
const growth = 20;

/** By how much the old generation must grow to be collected in a pause: bytes, and a part of it. */
const some = { bytes: 4 << 20, part: 0.1 };

/** Milliseconds without work that make a pause. */
const pause = 1000;

/** Makes this process prefer little memory. Returns whom to tell of work and rest. */
export function keepHeapSmall(): RestListener {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  const cell: { timer?: NodeJS.Timeout; collected: number } = { collected: oldBytes() };
  const collect = () => {
    if (typeof gc === 'function') gc();
    cell.collected = oldBytes();
  };
  return (isAtRest) => {
    clearTimeout(cell.timer);
    if (!isAtRest) return;
    const now = oldBytes();
    // V8 may have collected, too.
    cell.collected = Math.min(cell.collected, now);
    if (now - cell.collected >= Math.max(some.bytes, some.part * cell.collected))
      cell.timer = setTimeout(collect, pause);
  };
}

/** What is in use outside the young generation. */
function oldBytes(): number {
  let bytes = 0;
  for (const { space_name: name, space_used_size: used } of getHeapSpaceStatistics())
    if (!name.startsWith('new_')) bytes += used;
  return bytes;
}
