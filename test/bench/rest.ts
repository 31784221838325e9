/**
 * What a rest costs: a program of some size runs slower behind one than in a row. Measured on the TypeScript compiler,
 * so that our own times can be read in its light.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { transpileModule } from 'typescript';
import { ratio, statisticsOf } from './statistics';

const restMs = 100;
const warmUps = 300;
const runs = 40;

/** How many times as long the TypeScript compiler takes for a source behind a rest of 100 ms as it takes in a row. */
export async function costOfRest(source: string): Promise<number | undefined> {
  const inRow: number[] = [];
  const rested: number[] = [];
  for (let i = 0; i < warmUps; i++) timeOf(source);
  for (let i = 0; i < runs; i++) {
    // In turn, so that what else the machine does meanwhile is the same for both.
    for (let j = 0; j < 5; j++) timeOf(source);
    inRow.push(timeOf(source));
    await sleep(restMs);
    rested.push(timeOf(source));
  }
  return ratio(statisticsOf(rested)?.median, statisticsOf(inRow)?.median);
}

function timeOf(source: string): number {
  const started = performance.now();
  transpileModule(source, {});
  return performance.now() - started;
}
