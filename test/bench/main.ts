/**
 * `npm run bench`: measures the built server and command line. JSON goes to standard output and the table to standard
 * error; with `--json FILE` the JSON goes there and the table to standard output. Says what it skips; no bound is held.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { hasReference, measureList, type ListTimes } from './baseline';
import { withReport } from './document';
import { serveAsFloor } from './floor';
import { describeMachine } from './machine';
import { report, type BenchResult } from './report';
import { runScenario, type ScenarioOptions, type ScenarioResult } from './run-scenario';
import { scenarioNamed, scenarioNames, type Places } from './scenarios';

const root = process.cwd();

async function main(): Promise<number> {
  const options = readOptions();
  const unknown = options.scenarios.filter((it) => !scenarioNames().includes(it));
  if (unknown.length > 0) {
    console.error(`no scenario ${unknown.join(', ')}; there are: ${scenarioNames().join(', ')}`);
    return 2;
  }
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  const work = mkdtempSync(path.join(root, '.cache/bench-'));
  try {
    const result = await measure(options, { root, linux: options.linux, work });
    writeResult(result, options);
    return 0;
  } finally {
    rmSync(work, { recursive: true });
  }
}

type Options = ReturnType<typeof readOptions>;

function readOptions() {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string', multiple: true },
      rounds: { type: 'string' },
      edits: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      'write-docs': { type: 'boolean', default: false },
      linux: { type: 'string', default: path.join(root, '.cache/linux-6.1') },
      list: { type: 'string', default: path.join(root, 'test/conformance/linux-6.1-ci.txt') },
      'no-list': { type: 'boolean', default: false },
      'node-option': { type: 'string', multiple: true, default: [] },
    },
  });
  const { quick } = values;
  const { json, linux, list } = values;
  return {
    scenarios: values.scenario ?? scenarioNames(),
    // A single scenario is asked for to see that scenario.
    hasList: !values['no-list'] && values.scenario === undefined,
    rounds: Number(values.rounds ?? (quick ? 1 : 10)),
    edits: Number(values.edits ?? (quick ? 20 : 1000)),
    ...{ quick, json, linux, list, nodeOptions: values['node-option'] },
    writesDocs: values['write-docs'],
  };
}

async function measure(options: Options, places: Places): Promise<BenchResult> {
  const sample = path.join(root, 'test/bench/statistics.ts');
  const machine = await describeMachine(readFileSync(sample, 'utf8'));
  const isComparable = hasReference();
  const skipped = isComparable ? [] : ['`cpp | dtc`: not installed'];
  const scenarios: ScenarioResult[] = [];
  for (const name of options.scenarios) {
    const scenario = scenarioNamed(name, places);
    if (scenario === undefined) {
      skipped.push(`${name}: no Linux tree here (scripts/conformance-linux.mjs fetches one)`);
      continue;
    }
    console.error(`measuring ${name} …`);
    scenarios.push(await runScenario(scenario, scenarioOptions(options, places, isComparable)));
  }
  const lists = options.hasList && isComparable ? measureLists(options, places) : undefined;
  if (options.hasList && lists === undefined)
    skipped.push('the list of boards: it takes a Linux tree, cpp and dtc');
  skipped.forEach((it) => console.error(`not measured: ${it}`));
  return { machine, scenarios, lists, skipped };
}

function scenarioOptions(options: Options, places: Places, isComparable: boolean): ScenarioOptions {
  const { edits, nodeOptions, quick, rounds } = options;
  const warmUpFile = path.join(places.work, 'warm-up.dts');
  const text = readFileSync(path.join(root, 'examples/dom0less.dts'), 'utf8');
  return {
    ...{ edits, nodeOptions, rounds, work: places.work, hasReference: isComparable },
    cli: path.join(root, 'dist/cli.js'),
    schemas: path.join(root, 'schemas'),
    coldRounds: quick ? 0 : 2,
    budgetMs: quick ? 5000 : 30_000,
    starts: quick ? 1 : 5,
    warmUp: { file: warmUpFile, text },
    boards: quick
      ? []
      : boardsOf(options).map((file) => ({ file, text: readFileSync(file, 'utf8') })),
  };
}

/** The boards of the list, where the kernel's sources are here. */
function boardsOf({ linux, list }: Options): readonly string[] {
  if (!existsSync(linux) || !existsSync(list)) return [];
  return readFileSync(list, 'utf8')
    .split('\n')
    .filter((it) => it !== '' && !it.startsWith('#'))
    .map((it) => path.join(linux, it.split('\t')[0] ?? ''));
}

function measureLists(options: Options, { linux, work }: Places): ListTimes | undefined {
  const boards = boardsOf(options).map((it) => path.relative(linux, it));
  if (boards.length === 0) return undefined;
  console.error(`measuring ${boards.length} boards of the list …`);
  const cli = path.join(root, 'dist/cli.js');
  return measureList({ cli, linux, boards, work, rounds: Math.min(options.rounds, 5) });
}

function writeResult(result: BenchResult, { json, writesDocs }: Options): void {
  const text = report(result);
  const data = JSON.stringify(result, undefined, 2);
  if (json === undefined) {
    console.log(data);
    console.error(text);
  } else {
    writeFileSync(json, `${data}\n`);
    console.log(text);
  }
  if (!writesDocs) return;
  const page = path.join(root, 'docs/benchmarks.md');
  writeFileSync(page, withReport(readFileSync(page, 'utf8'), text));
}

if (!serveAsFloor(process.argv.slice(2)))
  void main().then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
