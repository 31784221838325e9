/**
 * What a process uses, as Linux tells it: memory from /proc/PID/status, time on a processor from the schedstat of its
 * threads. Elsewhere nothing is known, and a process is taken to be quiet after a pause.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessUsage {
  readonly residentMiB: number;
  readonly peakMiB: number;
  /** Of all threads, in milliseconds. */
  readonly cpuMs: number;
  /** Of the thread that does the work; the others compile and collect garbage. */
  readonly mainThreadMs: number;
}

/** What a process uses now; undefined when it is gone or the system does not say. */
export function usageOf(pid: number): ProcessUsage | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const threads = readdirSync(`/proc/${pid}/task`);
    return {
      residentMiB: mebibytes(status, 'VmRSS'),
      peakMiB: mebibytes(status, 'VmHWM'),
      cpuMs: threads.reduce((sum, it) => sum + threadMs(pid, it), 0),
      mainThreadMs: threadMs(pid, String(pid)),
    };
  } catch {
    return undefined;
  }
}

/** How long a process must do next to nothing to count as quiet, in milliseconds, and how much that may be. */
const quietSpan = 20;
const quietMs = 0.5;
const mostWaitMs = 20_000;

/** Waits until a process rests: no work left over, no garbage being collected. */
export async function untilQuiet(pid: number): Promise<void> {
  const end = performance.now() + mostWaitMs;
  let before = usageOf(pid);
  if (before === undefined) await sleep(5 * quietSpan);
  while (before !== undefined && performance.now() < end) {
    await sleep(quietSpan);
    const after = usageOf(pid);
    if (after === undefined || after.cpuMs - before.cpuMs < quietMs) return;
    before = after;
  }
}

function mebibytes(status: string, name: string): number {
  const kibibytes = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1];
  return Number(kibibytes ?? 0) / 1024;
}

/** A thread may end between the listing and the reading: what it used is then lost. */
function threadMs(pid: number, thread: string): number {
  try {
    const schedstat = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8');
    return Number(schedstat.split(' ')[0]) / 1e6;
  } catch {
    return 0;
  }
}
