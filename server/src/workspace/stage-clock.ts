/**
 * Lets a benchmark see what each stage of an analysis costs. The core has no clock of its own: it only says where a
 * stage begins and ends, and without a listener not even that.
 */

export type StageName = 'preprocess' | 'parse' | 'compose' | 'model' | 'rules' | 'locate';

/** Does the work of a stage and gives its result back. Stages may lie inside each other. */
export type StageClock = <T>(stage: StageName, work: () => T) => T;

/** Does the work, under the eyes of a clock if there is one. */
export function timed<T>(clock: StageClock | undefined, stage: StageName, work: () => T): T {
  return clock === undefined ? work() : clock(stage, work);
}
