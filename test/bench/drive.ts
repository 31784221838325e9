/**
 * One scenario over real stdio: the server is opened cold, edited key by key, asked, hurried and then edited a
 * thousand times. Before each measured edit the server is quiet, and each round leaves the text as it was.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Diagnostic } from 'vscode-languageserver/node';
import { startClient, uriOf, type BenchClient } from './client';
import {
  planBurst,
  planCompletion,
  planKeys,
  planRound,
  positionBehind,
  type PlannedEdit,
} from './edits';
import { floorServer } from './floor';
import type { Scenario } from './scenarios';
import { rounded, statisticsOf, type Statistics } from './statistics';

export interface DriveOptions {
  readonly cli: string;
  readonly args?: readonly string[];
  /** A folder for files in between. */
  readonly work: string;
  readonly nodeOptions: readonly string[];
  readonly rounds: number;
  /** Rounds before them, on code that is not compiled yet; told apart. */
  readonly coldRounds: number;
  /** Edits between the two measurements of memory. */
  readonly edits: number;
  /** Each part of a scenario ends after so many milliseconds, at the next place where the text is as it was. */
  readonly budgetMs: number;
  /** A file to open before the scenario's own, so that the process is not quite cold. */
  readonly warmUp: { readonly file: string; readonly text: string };
  /** Boards to open and close before that, where the process is meant to be warm. */
  readonly boards: readonly { readonly file: string; readonly text: string }[];
}

/** All times in milliseconds, memory in MiB; what could not be measured is absent. */
export interface Driven {
  readonly initializeMs: number;
  readonly findings: number;
  /** From a key to its diagnostics, pushed; by kind of edit. */
  readonly edits: Readonly<Record<string, Statistics>>;
  readonly allEdits: Statistics | undefined;
  /** The same in the first rounds. */
  readonly coldEdits: Statistics | undefined;
  /** Typed and erased digits, each sent as soon as the one before has its diagnostics: nothing rests in between. */
  readonly editsInRow: Statistics | undefined;
  /** The same edits answered by a server that only sends what ours found at the start. */
  readonly floor: Statistics | undefined;
  readonly pull: Statistics | undefined;
  /** Sent right behind a key. */
  readonly completionBehindKey: Statistics | undefined;
  readonly requests: Readonly<Record<string, Statistics>>;
  /** From the last key of a burst to its diagnostics. */
  readonly burstLag: Statistics | undefined;
  readonly cpuMsPerEdit: number | undefined;
  readonly memory: Memory | undefined;
}

export interface Memory {
  readonly idleMiB: number;
  readonly openMiB: number;
  readonly afterEditsMiB: number;
  readonly edits: number;
  readonly peakMiB: number;
}

const burstKeys = 20;
const burstPauseMs = 60;
const mostBursts = 5;

/** Runs all parts of a scenario, in a server that pushes and then, shortly, in one that is asked. */
export async function drive(scenario: Scenario, options: DriveOptions): Promise<Driven> {
  const client = await openedClient(scenario, options, false);
  const { findings, idleMiB } = client;
  const floor = await measureFloor(scenario, options, findings);
  await client.untilQuiet();
  const openMiB = client.usage()?.residentMiB;
  const { times: coldTimes } = await measureEdits(client, scenario, {
    ...options,
    rounds: options.coldRounds,
  });
  const measured = await measureEdits(client, scenario, options);
  const { completion, requests } = await measureRequests(client, scenario, options);
  const burst = await measureBursts(client, scenario, options);
  const inRow = await editOften(client, scenario, options);
  await client.untilQuiet();
  const last = client.usage();
  await client.stop();
  return {
    initializeMs: client.initializeMs,
    findings: findings.length,
    edits: summed(measured.times),
    allEdits: statisticsOf([...measured.times.values()].flat()),
    coldEdits: statisticsOf([...coldTimes.values()].flat()),
    editsInRow: statisticsOf(inRow),
    floor: statisticsOf(floor),
    pull: statisticsOf(await measurePull(scenario, options)),
    completionBehindKey: statisticsOf(completion),
    requests: summed(requests),
    burstLag: statisticsOf(burst),
    cpuMsPerEdit: measured.cpuMsPerEdit,
    memory:
      last === undefined || openMiB === undefined || idleMiB === undefined
        ? undefined
        : {
            ...{ idleMiB, openMiB, afterEditsMiB: last.residentMiB },
            ...{ edits: inRow.length, peakMiB: last.peakMiB },
          },
  };
}

/** Opens the file in a fresh process that has served a small one. */
export async function coldOpen(scenario: Scenario, options: DriveOptions): Promise<Opening> {
  return openingOf(await openedClient(scenario, options, false));
}

/** The same in a process that has served other boards, so that Node has compiled what it takes. */
export async function warmOpen(scenario: Scenario, options: DriveOptions): Promise<Opening> {
  return openingOf(await openedClient(scenario, options, false, options.boards));
}

/** How long an opening took, in milliseconds. */
export interface Opening {
  readonly initializeMs: number;
  /** Until all that is wrong in the file was published. */
  readonly openMs: number;
  /** Until nothing more was published, of included files neither. */
  readonly settledMs: number;
}

async function openingOf({
  initializeMs,
  openMs,
  settledMs,
  stop,
}: OpenedClient): Promise<Opening> {
  await stop();
  return { initializeMs, openMs, settledMs };
}

interface OpenedClient extends BenchClient, Opening {
  readonly findings: readonly Diagnostic[];
  /** With the small file open. */
  readonly idleMiB: number | undefined;
}

async function openedClient(
  { file, folder, text }: Scenario,
  options: DriveOptions,
  pulls: boolean,
  boards: DriveOptions['boards'] = [],
): Promise<OpenedClient> {
  const { args, cli, nodeOptions, warmUp } = options;
  const client = await startClient({ cli, folder, pulls, nodeOptions, ...(args && { args }) });
  if (pulls) {
    const textDocument = { uri: uriOf(file) };
    client.open(file, text);
    await client.request('textDocument/diagnostic', { textDocument });
    return { ...client, openMs: 0, settledMs: 0, findings: [], idleMiB: undefined };
  }
  await client.published(client.open(warmUp.file, warmUp.text));
  for (const board of boards) {
    if (board.file === file) continue;
    await client.published(client.open(board.file, board.text));
    await client.untilQuiet();
    client.close(board.file);
  }
  await client.untilQuiet();
  const idleMiB = client.usage()?.residentMiB;
  const sent = client.open(file, text);
  const opened = await client.published(sent);
  await client.untilQuiet();
  // Should what is said of the file first not be all, the last time counts.
  const openMs = client.lastPublished(sent.uri) - sent.at;
  const settledMs = client.lastPublished() - sent.at;
  return { ...client, openMs, settledMs, findings: opened.findings, idleMiB };
}

/** The edits of the rounds, answered by a server that does nothing for them. */
async function measureFloor(
  scenario: Scenario,
  options: DriveOptions,
  findings: readonly Diagnostic[],
): Promise<readonly number[]> {
  const server = floorServer(findings, options.work);
  const client = await openedClient(scenario, { ...options, ...server }, false);
  const { times } = await measureEdits(client, scenario, options);
  await client.stop();
  return [...times.values()].flat();
}

interface MeasuredEdits {
  readonly times: ReadonlyMap<string, readonly number[]>;
  readonly cpuMsPerEdit: number | undefined;
}

async function measureEdits(
  client: BenchClient,
  { anchors, file, text }: Scenario,
  { budgetMs, rounds }: DriveOptions,
): Promise<MeasuredEdits> {
  const plan = planRound(text, anchors);
  const times = new Map<string, number[]>();
  const inTime = withinBudget(budgetMs);
  let cpuMs = 0;
  let count = 0;
  for (let round = 0; round < rounds && inTime(); round++) {
    for (const edit of plan) {
      await client.untilQuiet();
      const before = client.usage();
      const { ms } = await client.published(client.edit(file, edit));
      const known = times.get(edit.kind) ?? [];
      times.set(edit.kind, [...known, ms]);
      await client.untilQuiet();
      cpuMs += (client.usage()?.cpuMs ?? 0) - (before?.cpuMs ?? 0);
      count++;
    }
  }
  return { times, cpuMsPerEdit: client.usage() && rounded(cpuMs / count) };
}

/** Keys whose diagnostics the client asks for right behind them. */
async function measurePull(scenario: Scenario, options: DriveOptions): Promise<readonly number[]> {
  const { file, text } = scenario;
  const client = await openedClient(scenario, options, true);
  const textDocument = { uri: uriOf(file) };
  const times: number[] = [];
  const inTime = withinBudget(options.budgetMs / 2);
  for (let round = 0; round < options.rounds && inTime(); round++) {
    for (const edit of planKeys(text, scenario.anchors)) {
      await client.untilQuiet();
      const { at } = client.edit(file, edit);
      await client.request('textDocument/diagnostic', { textDocument });
      times.push(performance.now() - at);
    }
  }
  await client.stop();
  return times;
}

interface MeasuredRequests {
  readonly completion: readonly number[];
  readonly requests: ReadonlyMap<string, readonly number[]>;
}

/** Completion right behind a key, then the other requests, each alone, on the text that is new to the server. */
async function measureRequests(
  client: BenchClient,
  { anchors, file, text }: Scenario,
  { budgetMs, rounds }: DriveOptions,
): Promise<MeasuredRequests> {
  const textDocument = { uri: uriOf(file) };
  const hover = positionBehind(text, anchors.hover);
  const asked = offered(client, [
    ['hover', 'hoverProvider', 'textDocument/hover', { textDocument, position: hover }],
    ['symbols', 'documentSymbolProvider', 'textDocument/documentSymbol', { textDocument }],
    ['tokens', 'semanticTokensProvider', 'textDocument/semanticTokens/full', { textDocument }],
  ]);
  const completion: number[] = [];
  const requests = new Map<string, number[]>();
  const inTime = withinBudget(budgetMs);
  for (let round = 0; round < rounds && inTime(); round++) {
    for (const edit of planCompletion(text, anchors)) {
      await client.untilQuiet();
      const published = client.published(client.edit(file, edit));
      if (edit.kind === 'type') {
        const position = positionAfter(edit);
        const params = { textDocument, position, context: { triggerKind: 1 } };
        completion.push((await client.request('textDocument/completion', params)).ms);
      }
      await published;
      if (edit.kind === 'type') continue;
      for (const [name, method, params] of asked) {
        await client.untilQuiet();
        const { ms } = await client.request(method, params);
        requests.set(name, [...(requests.get(name) ?? []), ms]);
      }
    }
  }
  return { completion, requests };
}

type Question = readonly [
  name: string,
  provider: keyof BenchClient['initialized']['capabilities'],
  method: string,
  params: object,
];

function offered(
  { initialized }: BenchClient,
  questions: readonly Question[],
): readonly (readonly [name: string, method: string, params: object])[] {
  return questions
    .filter(([, provider]) => Boolean(initialized.capabilities[provider]))
    .map(([name, , method, params]) => [name, method, params]);
}

/** Behind a typed text: none of those asked about has more than one line break. */
function positionAfter({ at, edit }: PlannedEdit) {
  const lines = edit.newText.split('\n');
  const last = lines.at(-1) ?? '';
  const character = lines.length > 1 ? last.length : at.start.character + last.length;
  return { line: at.start.line + lines.length - 1, character };
}

async function measureBursts(
  client: BenchClient,
  { anchors, file, text }: Scenario,
  { budgetMs, rounds }: DriveOptions,
): Promise<readonly number[]> {
  const plan = planBurst(text, anchors, burstKeys);
  const lags: number[] = [];
  const inTime = withinBudget(budgetMs);
  for (let round = 0; round < Math.min(rounds, mostBursts) && inTime(); round++) {
    await client.untilQuiet();
    const sent: Promise<number>[] = [];
    for (const edit of plan) {
      sent.push(client.published(client.edit(file, edit)).then((it) => it.ms));
      if (sent.length < plan.length) await sleep(burstPauseMs);
    }
    const last = sent.at(-1);
    if (last !== undefined) lags.push(await last);
    await Promise.all(sent);
  }
  return lags;
}

/** One key after the other, each as soon as the last has its diagnostics; tells what each took. */
async function editOften(
  client: BenchClient,
  { anchors, file, text }: Scenario,
  { budgetMs, edits }: DriveOptions,
): Promise<readonly number[]> {
  const keys = planKeys(text, anchors);
  const inTime = withinBudget(2 * budgetMs);
  const times: number[] = [];
  while (times.length < edits && inTime())
    for (const edit of keys) times.push((await client.published(client.edit(file, edit))).ms);
  return times;
}

function withinBudget(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  return () => performance.now() < end;
}

function summed(
  series: ReadonlyMap<string, readonly number[]>,
): Readonly<Record<string, Statistics>> {
  return Object.fromEntries(
    [...series].flatMap(([name, values]) => {
      const statistics = statisticsOf(values);
      return statistics === undefined ? [] : [[name, statistics]];
    }),
  );
}
