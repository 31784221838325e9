/**
 * What each stage costs for one key, in this process: the same workspace as in the server, without the protocol. A
 * stage's time is its own: what another stage inside it took is not counted twice.
 */
import { existsSync } from 'node:fs';
import { createDiskFiles } from '../../server/src/cli/disk-files';
import { readSchemas } from '../../server/src/cli/bundled-schemas';
import { fileId, type FileId } from '../../server/src/lexer/token-chunk';
import type { FileChange } from '../../server/src/workspace/change';
import type { Snapshot } from '../../server/src/workspace/snapshot';
import { sourceTreeOf } from '../../server/src/workspace/source-tree';
import type { StageClock, StageName } from '../../server/src/workspace/stage-clock';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';
import { folderOf } from '../../server/src/text/path';
import { planKeys } from './edits';
import type { Scenario } from './scenarios';
import { statisticsOf, type Statistics } from './statistics';

/** `lex` takes the edit in; `all` is the sum of a key. */
export type MeasuredStage = StageName | 'lex' | 'all';

export type StageTimes = Readonly<Partial<Record<MeasuredStage, Statistics>>>;

export interface StageOptions {
  readonly rounds: number;
  readonly budgetMs: number;
  /** The folder of the binding schemas. */
  readonly schemas: string;
}

/** In the order in which they run. */
export const measuredStages: readonly MeasuredStage[] = [
  'lex',
  'preprocess',
  'parse',
  'compose',
  'model',
  'rules',
  'locate',
  'all',
];

/** Types and erases a digit again and again; the first keys, on cold code, are not counted. */
export function measureStages(scenario: Scenario, options: StageOptions): StageTimes {
  const { budgetMs, rounds, schemas } = options;
  const clock = createClock();
  const workspace = createWorkspace(clock.stage);
  const file = fileId(scenario.file);
  load(workspace, scenario, schemas);
  const analyse = (snapshot: Snapshot) => {
    const [context] = snapshot.contextsOf(file);
    if (context !== undefined) snapshot.analysis(context).diagnostics();
  };
  analyse(workspace.current());
  const keys = planKeys(scenario.text, scenario.anchors);
  const end = performance.now() + budgetMs;
  const series = new Map<MeasuredStage, number[]>();
  for (let round = 0; round < rounds + warmUpRounds && performance.now() < end; round++) {
    for (const { edit } of keys) {
      clock.reset();
      const started = performance.now();
      const snapshot = workspace.apply({ files: [{ kind: 'edits', file, edits: [edit] }] });
      const lexed = performance.now();
      analyse(snapshot);
      const all = performance.now() - started;
      if (round < warmUpRounds && round < rounds) continue;
      const times = new Map<MeasuredStage, number>([...clock.times()]);
      times.set('lex', lexed - started).set('all', all);
      for (const [stage, ms] of times) series.set(stage, [...(series.get(stage) ?? []), ms]);
    }
  }
  return summed(series);
}

const warmUpRounds = 3;

function summed(series: ReadonlyMap<MeasuredStage, readonly number[]>): StageTimes {
  return Object.fromEntries(
    measuredStages.flatMap((stage) => {
      const statistics = statisticsOf(series.get(stage) ?? []);
      return statistics === undefined ? [] : [[stage, statistics]];
    }),
  );
}

/** Opens the scenario's file in a workspace and loads all that it asks for. */
function load(workspace: Workspace, { file: name, text }: Scenario, schemas: string): void {
  const file = fileId(name);
  const tree = sourceTreeOf(name, existsSync);
  workspace.apply({
    files: [{ kind: 'text', file, text }],
    open: [file],
    trees: tree === undefined ? new Map() : new Map([[folderOf(file), tree]]),
    schemas: readSchemas([schemas], () => undefined),
  });
  const disk = createDiskFiles();
  for (;;) {
    const snapshot = workspace.current();
    const [context] = snapshot.contextsOf(file);
    const missing = context === undefined ? [] : snapshot.missing(context);
    if (missing.length === 0) return;
    const aliases = new Map<string, FileId>();
    const files: FileChange[] = [];
    const absent: string[] = [];
    for (const path of missing) {
      const source = disk.file(path);
      if (source === undefined) absent.push(path);
      else {
        aliases.set(path, source.id);
        files.push({ kind: 'source', source });
      }
    }
    workspace.apply({ files, aliases, absent });
  }
}

interface Clock {
  readonly stage: StageClock;
  reset(): void;
  times(): ReadonlyMap<StageName, number>;
}

function createClock(): Clock {
  const times = new Map<StageName, number>();
  /** For each stage that is running, what the stages inside it took. */
  const inner: number[] = [];
  return {
    reset: () => times.clear(),
    times: () => times,
    stage: (stage, work) => {
      inner.push(0);
      const started = performance.now();
      try {
        return work();
      } finally {
        const whole = performance.now() - started;
        const own = whole - (inner.pop() ?? 0);
        times.set(stage, (times.get(stage) ?? 0) + own);
        const outer = inner.pop();
        if (outer !== undefined) inner.push(outer + whole);
      }
    },
  };
}
