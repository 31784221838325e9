/**
 * Random edit scripts on real boards: after every step, tokens, tree, preprocessed runs, composed tree, model and
 * diagnostics must equal those from scratch. A failure is printed with what is needed to play it again.
 *
 *   npm run fuzz -- [--steps N | --minutes N] [--seed S] [--board PATH]... [--workers N] [--without-kernel]
 *   npm run fuzz -- --replay FILE
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { readSchemas } from '../../server/src/cli/bundled-schemas';
import { createDiskFiles, type DiskFiles } from '../../server/src/cli/disk-files';
import { fileId } from '../../server/src/lexer/token-chunk';
import type { Board, BoardOptions } from './board';
import { createStepMaker, type EditStep } from './edit-steps';
import { play, replay, shrunk } from './play';
import { randomFrom } from './random';
import { kernelGroups, recordedGroups, tasksOf, type BoardGroup, type Task } from './tasks';

interface Outcome {
  readonly task: Task;
  readonly done: number;
  readonly ms: number;
  readonly record?: Record;
}

/** What plays a failure again; files are named from the repository's root. */
interface Record {
  readonly board: string;
  readonly overlay?: string | undefined;
  readonly seed: number;
  readonly message: string;
  readonly steps: readonly EditStep[];
}

const root = process.cwd();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      steps: { type: 'string', default: '10000' },
      minutes: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      board: { type: 'string', multiple: true },
      workers: { type: 'string', default: '2' },
      replay: { type: 'string' },
      'without-kernel': { type: 'boolean', default: false },
    },
  });
  if (values.replay !== undefined) return replayFile(values.replay);
  const groups = groupsOf(values.board, values['without-kernel']);
  const seed = Number(values.seed);
  console.log(`seed ${seed}, ${groups.flatMap((it) => it.boards).length} boards`);
  const steps = values.minutes === undefined ? Number(values.steps) : Infinity;
  const end =
    values.minutes === undefined ? Infinity : Date.now() + Number(values.minutes) * 60_000;
  const tally = await runAll(tasksOf(groups, seed, steps), end, Number(values.workers));
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}

function groupsOf(
  named: readonly string[] | undefined,
  isWithoutKernel: boolean,
): readonly BoardGroup[] {
  if (named !== undefined)
    return [{ boards: named.map((it) => path.resolve(it)), scripts: 1, steps: 30 }];
  return [...recordedGroups(root), ...(isWithoutKernel ? [] : kernelGroups(root))];
}

interface Tally {
  passed: number;
  failed: number;
  readonly started: number;
  /** Steps and milliseconds of each board. */
  readonly boards: Map<string, { steps: number; ms: number }>;
}

async function runAll(tasks: Generator<Task>, end: number, workers: number): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0, started: Date.now(), boards: new Map() };
  const runOne = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(process.argv[1] ?? '', { workerData: { isWorker: true } });
      const give = () => {
        const { done, value } = Date.now() < end ? tasks.next() : { done: true, value: undefined };
        if (done === true) void worker.terminate().then(() => resolve());
        else worker.postMessage(value);
      };
      worker.on('error', reject);
      worker.on('message', (outcome: Outcome) => {
        take(outcome, tally);
        give();
      });
      give();
    });
  await Promise.all(Array.from({ length: workers }, runOne));
  tellBoards(tally);
  return tally;
}

function tellBoards({ boards, started }: Tally): void {
  console.log(`took ${seconds(started)} s on ${boards.size} boards; the slowest:`);
  const perStep = [...boards].map(([file, { ms, steps }]) => ({ file, steps, ms: ms / steps }));
  for (const { file, steps, ms } of perStep.sort((a, b) => b.ms - a.ms).slice(0, 5))
    console.log(`  ${path.basename(file)}: ${steps} steps, ${ms.toFixed(0)} ms each`);
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}

/** How often it is told how far it is, in steps. */
const progress = 1000;

function take({ done, ms, record, task }: Outcome, tally: Tally): void {
  const before = tally.passed;
  tally.passed += done;
  if (Math.floor(before / progress) < Math.floor(tally.passed / progress))
    console.log(`${tally.passed} steps, ${seconds(tally.started)} s`);
  const board = tally.boards.get(task.file) ?? { steps: 0, ms: 0 };
  tally.boards.set(task.file, { steps: board.steps + Math.max(1, done), ms: board.ms + ms });
  if (record === undefined) return;
  tally.failed++;
  const folder = path.join(root, '.cache/fuzz');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${path.basename(task.file, '.dts')}-${task.seed}.json`);
  writeFileSync(file, JSON.stringify(record, undefined, 1));
  console.log(`\nFAILED ${record.board}, seed ${task.seed}: ${record.message}`);
  console.log(`  ${JSON.stringify(record)}`);
  console.log(`  play it again: npm run fuzz -- --replay ${path.relative(root, file)}`);
}

function replayFile(file: string): number {
  const { board, overlay, steps } = JSON.parse(readFileSync(file, 'utf8')) as Record;
  const placed = steps.map((it) => ({ ...it, file: path.resolve(root, it.file) }));
  const found = replay(path.resolve(root, board), optionsFor(overlay), placed);
  console.log(found === undefined ? 'all is the same' : `FAILED ${found.message}`);
  console.log(found === undefined ? '1 passed, 0 failed' : '0 passed, 1 failed');
  return found === undefined ? 0 : 1;
}

const disks: DiskFiles[] = [];
const schemasFound: ReturnType<typeof readSchemas>[] = [];

function optionsFor(overlay: string | undefined): BoardOptions {
  const disk = disks[0] ?? createDiskFiles();
  disks[0] = disk;
  const schemas = schemasFound[0] ?? readSchemas([path.join(root, 'schemas')], () => undefined);
  schemasFound[0] = schemas;
  return { disk, schemas, overlay };
}

function run(task: Task): Outcome {
  const started = performance.now();
  const random = randomFrom(task.seed);
  const overlay = random.below(3) === 0 ? overlayFor(task.file) : undefined;
  const options = optionsFor(overlay);
  const scripted: { maker?: ReturnType<typeof createStepMaker> } = {};
  const { done, failure } = play(task.file, options, (board, made) => {
    if (made >= task.steps) return undefined;
    const maker = (scripted.maker ??= createStepMaker(random, editable(board)));
    const { workspace } = board;
    return maker.next((file) => workspace.current().file(fileId(file))?.text ?? '');
  });
  const ms = performance.now() - started;
  if (failure === undefined) return { task, done, ms };
  const { message, steps } = shrunk(task.file, options, failure, 60);
  const record = {
    board: path.relative(root, task.file),
    overlay,
    seed: task.seed,
    message: message.replaceAll(`${root}/`, ''),
    steps: steps.map((it) => ({ ...it, file: path.relative(root, it.file) })),
  };
  return { task, done, ms, record };
}

/** The root most often, then the overlay, then what is included. */
function editable({ overlay, root: file, workspace }: Board): readonly string[] {
  const snapshot = workspace.current();
  const [context] = snapshot.contextsOf(file);
  const reads = context === undefined ? [file] : snapshot.analysis(context).reads;
  const often = Math.max(1, Math.ceil(reads.length / 4));
  const own = [file, ...(overlay === undefined ? [] : [overlay])];
  return [...own.flatMap((it) => new Array<string>(often).fill(it)), ...reads];
}

/** An overlay that changes what has a label in the board's own text. */
function overlayFor(file: string): string {
  const text = readFileSync(file, 'utf8');
  const labels = [...text.matchAll(/^\s*&?(\w+)(?::| \{)/gm)].map((it) => it[1] ?? '').slice(0, 6);
  const blocks = labels.map((it) => `&${it} {\n\tstatus = "okay";\n\tadded { x = <1>; };\n};\n`);
  const fragment = `/ {\n\tfragment@0 {\n\t\ttarget-path = "/chosen";\n\t\t__overlay__ {\n\t\t\ty;\n\t\t};\n\t};\n};\n`;
  return `/dts-v1/;\n/plugin/;\n${blocks.join('')}${fragment}`;
}

if (isMainThread) {
  void main().then((code) => {
    process.exitCode = code;
  });
} else if ((workerData as { readonly isWorker?: boolean }).isWorker === true) {
  parentPort?.on('message', (task: Task) => {
    parentPort?.postMessage(run(task));
  });
}
