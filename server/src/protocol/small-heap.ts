/**
 * How far the heap may grow beyond what is in use, and when it is collected. By default V8 lets both generations grow
 * to several times of it before it collects, since programs that end soon gain by that; a server that sits beside an
 * editor all day does not. A whole collection stops the program, for a large file for as long as several keys take, so
 * it waits for a pause that is much longer than that; only where little is in use it may come right behind a key. Amid
 * work V8 marks bit by bit, which makes the program slower for as long as it takes: pauses keep that rare.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RestListener } from './queue';

/**
 * By how much the old generation may grow before V8 collects it amid work: bytes, or a part of it if that is more.
 * Opening a board is not enough.
 */
const room: Growth = { bytes: 32 << 20, part: 0.3 };

/** By how much the old generation must grow to be collected in a pause: bytes, and a part of it. */
const some: Growth = { bytes: 4 << 20, part: 0.1 };

/** Milliseconds without work that make a pause, and how often the last collection must fit into it. */
const pause = { least: 300, collections: 8 };

/** By how much it must grow to be collected behind a key, when there are no pauses and a collection is short. */
const much: Growth = { bytes: 6 << 20, part: 0.2 };

/** Bytes in use of which a collection is so short that nobody feels it behind a key. */
const few = 64 << 20;

/** Bytes that one piece of work leaves behind, such as opening a board: others may be opened right behind it. */
const largeWork = 1 << 20;

interface Growth {
  readonly bytes: number;
  readonly part: number;
}

/** Makes this process prefer little memory. Returns whom to tell of work and rest. */
export function keepHeapSmall(): RestListener {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  const start = oldBytes();
  const cell: Cell = { collected: start, last: start, took: 0 };
  leaveRoom(start);
  const collect = () => {
    leaveRoom(oldBytes());
    const before = performance.now();
    if (typeof gc === 'function') gc();
    cell.took = performance.now() - before;
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
    const hasGrown = (growth: Growth) => now - cell.collected >= bytesOf(growth, cell.collected);
    if (!hasGrown(some)) return;
    const isNow = step < largeWork && cell.collected <= few && hasGrown(much);
    const wait = isNow ? 0 : Math.max(pause.least, pause.collections * cell.took);
    cell.timer = setTimeout(collect, wait);
  };
}

/** Bytes of the old generation behind the last collection and the last work, and milliseconds that the former took. */
interface Cell {
  timer?: NodeJS.Timeout;
  collected: number;
  last: number;
  took: number;
}

/** Tells V8, which reckons behind each collection when the next is due. */
function leaveRoom(used: number): void {
  setFlagsFromString(`--heap-growing-percent=${Math.ceil((100 * bytesOf(room, used)) / used)}`);
}

function bytesOf({ bytes, part }: Growth, used: number): number {
  return Math.max(bytes, part * used);
}

/** What is in use outside the young generation. */
function oldBytes(): number {
  let bytes = 0;
  for (const { space_name: name, space_used_size: used } of getHeapSpaceStatistics())
    if (!name.startsWith('new_')) bytes += used;
  return bytes;
}
