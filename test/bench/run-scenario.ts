/** Everything that is measured of one scenario, and how it compares with `cpp | dtc` in the same minutes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCompile, runReference } from './baseline';
import { coldOpen, drive, warmOpen, type DriveOptions, type Driven } from './drive';
import type { Scenario, ScenarioGroup } from './scenarios';
import { measureStages, type StageTimes } from './stages';
import { ratio, statisticsOf, type Statistics } from './statistics';

export interface ScenarioResult extends Driven {
  readonly name: string;
  readonly group: ScenarioGroup;
  readonly lines: number;
  readonly bytes: number;
  readonly initialize: Statistics | undefined;
  readonly coldOpen: Statistics | undefined;
  /** In a process that has served other boards; for boards only. */
  readonly warmOpen: Statistics | undefined;
  /** The same until included files are looked at, too. */
  readonly warmSettled: Statistics | undefined;
  readonly stages: StageTimes;
  /** `dts-chosen compile`, a whole process. */
  readonly compile: Statistics | undefined;
  /** `cpp | dtc`; absent where they are not installed. */
  readonly reference: Statistics | undefined;
  /** Medians: ours divided by that of `cpp | dtc`. */
  readonly ratios: Readonly<Record<'open' | 'warmOpen' | 'compile', number | undefined>>;
}

export interface ScenarioOptions extends DriveOptions {
  /** The folder of the binding schemas. */
  readonly schemas: string;
  /** How often a server is started to open the file, and each whole process is run. */
  readonly starts: number;
  readonly hasReference: boolean;
}

/** Writes the file of the scenario if it is made up, and measures. */
export async function runScenario(
  scenario: Scenario,
  options: ScenarioOptions,
): Promise<ScenarioResult> {
  const { group, name, text } = scenario;
  if (scenario.isGenerated) {
    mkdirSync(path.dirname(scenario.file), { recursive: true });
    writeFileSync(scenario.file, text);
  }
  const runs = await measureRuns(scenario, options);
  const open = statisticsOf(runs.open);
  const warm = statisticsOf(runs.warm);
  const compile = statisticsOf(runs.compile);
  const reference = statisticsOf(runs.reference);
  return {
    ...{ name, group, lines: text.split('\n').length - 1, bytes: Buffer.byteLength(text) },
    ...(await drive(scenario, options)),
    initialize: statisticsOf(runs.initialize),
    coldOpen: open,
    warmOpen: warm,
    warmSettled: statisticsOf(runs.warmSettled),
    stages: measureStages(scenario, options),
    compile,
    reference,
    ratios: {
      open: ratio(open?.median, reference?.median),
      warmOpen: ratio(warm?.median, reference?.median),
      compile: ratio(compile?.median, reference?.median),
    },
  };
}

/** Ours and theirs in turn, so that both meet the same moods of the machine. */
async function measureRuns(scenario: Scenario, options: ScenarioOptions) {
  const { boards, cli, hasReference, starts, work } = options;
  const isWarmed = scenario.group === 'board' && boards.length > 0;
  const runs = {
    initialize: [] as number[],
    open: [] as number[],
    warm: [] as number[],
    warmSettled: [] as number[],
    compile: [] as number[],
    reference: [] as number[],
  };
  for (let i = 0; i < starts; i++) {
    const { initializeMs, openMs } = await coldOpen(scenario, options);
    runs.initialize.push(initializeMs);
    runs.open.push(openMs);
    if (isWarmed) {
      const { openMs: warmMs, settledMs } = await warmOpen(scenario, options);
      runs.warm.push(warmMs);
      runs.warmSettled.push(settledMs);
    }
    if (hasReference) runs.reference.push(runReference(scenario, work));
    runs.compile.push(runCompile(scenario, cli, work));
    if (hasReference) runs.reference.push(runReference(scenario, work));
  }
  return runs;
}
