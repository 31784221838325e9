/** What a reader of the numbers has to know about the machine. Neither its name nor any path on it. */
import { cpus, loadavg, totalmem } from 'node:os';
import { versionOf } from './baseline';
import { costOfRest } from './rest';

export interface Machine {
  readonly processor: string;
  readonly processors: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly cpp: string | undefined;
  readonly dtc: string | undefined;
  /** Processes that wanted a processor in the minute before: more than a few, and the times are too long. */
  readonly load: number;
  /** How many times as long the TypeScript compiler takes behind a rest as in a row (`rest.ts`). */
  readonly costOfRest: number | undefined;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** Describes this machine; `sample` is the TypeScript source on which the cost of a rest is measured. */
export async function describeMachine(sample: string): Promise<Machine> {
  const all = cpus();
  const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
  return {
    processor: (all[0]?.model ?? 'unknown processor').replace(/\s+/g, ' ').trim(),
    processors: all.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    cpp: versionOf('cpp'),
    dtc: versionOf('dtc'),
    load,
    costOfRest: await costOfRest(sample),
    date: new Date().toISOString().slice(0, 10),
  };
}
