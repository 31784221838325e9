/**
 * What a rest costs on this machine: any program of some size runs slower behind one, since other work has taken the
 * caches meanwhile. Measured on a library that is not ours, so that our own times can be read in its light.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseDocument } from 'yaml';
import { ratio, statisticsOf } from './statistics';

const restMs = 100;
const warmUps = 400;
const runs = 60;

/** How many times as long the parse of a YAML text takes behind a rest of 100 ms as it takes in a row. */
export async function costOfRest(yaml: string): Promise<number | undefined> {
  const inRow: number[] = [];
  const rested: number[] = [];
  for (let i = 0; i < warmUps; i++) timeOf(yaml);
  for (let i = 0; i < runs; i++) {
    // In turn, so that what else the machine does meanwhile is the same for both.
    for (let j = 0; j < 5; j++) timeOf(yaml);
    inRow.push(timeOf(yaml));
    await sleep(restMs);
    rested.push(timeOf(yaml));
  }
  return ratio(statisticsOf(rested)?.median, statisticsOf(inRow)?.median);
}

function timeOf(yaml: string): number {
  const started = performance.now();
  parseDocument(yaml);
  return performance.now() - started;
}
