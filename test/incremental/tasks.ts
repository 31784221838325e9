/** Which boards are edited, and for how many steps each. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { randomFrom, type Random } from './random';

/** One script on one board. */
export interface Task {
  readonly file: string;
  readonly steps: number;
  readonly seed: number;
}

/** Boards that are alike, and how each is edited in one round: so many scripts of so many steps. */
export interface BoardGroup {
  readonly boards: readonly string[];
  readonly scripts: number;
  readonly steps: number;
}

/** The largest boards take the most time a step; they get long scripts, since edits pile up there as anywhere. */
const bigBoards = [
  'freescale/imx8mp-evk.dts',
  'rockchip/rk3399-gru-kevin.dts',
  'qcom/sdm845-db845c.dts',
];

/** The recorded Xen cases, and those of the language: small, but full of what boards seldom hold. */
export function recordedGroups(root: string): readonly BoardGroup[] {
  return [
    { boards: sourcesIn(path.join(root, 'test/conformance/xen')), scripts: 1, steps: 20 },
    { boards: sourcesIn(path.join(root, 'test/conformance/dts/cases')), scripts: 1, steps: 20 },
  ];
}

function sourcesIn(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((it) => it.endsWith('.dts'));
  return names.sort().map((it) => path.join(folder, it));
}

/** The boards of Linux that are compared with dtc, of all its architectures, and three big ones. */
export function kernelGroups(root: string): readonly BoardGroup[] {
  const kernel = path.join(root, '.cache/linux-6.1');
  const list = readFileSync(path.join(root, 'test/conformance/linux-6.1-ci.txt'), 'utf8');
  const names = list.split('\n').filter((it) => it !== '' && !it.startsWith('#'));
  const boards = names.map((it) => path.join(kernel, it.split('\t')[0] ?? ''));
  const big = bigBoards.map((it) => path.join(kernel, 'arch/arm64/boot/dts', it));
  const absent = [...boards, ...big].find((it) => !existsSync(it));
  if (absent === undefined)
    return [
      { boards, scripts: 2, steps: 20 },
      { boards: big, scripts: 6, steps: 40 },
    ];
  throw new Error(
    `${absent} is not there: npm run conformance:linux fetches it, --without-kernel does without`,
  );
}

/** Round after round over all boards, in an order of chance. */
export function* tasksOf(
  groups: readonly BoardGroup[],
  seed: number,
  steps: number,
): Generator<Task> {
  const random = randomFrom(seed);
  let left = steps;
  while (left > 0) {
    for (const task of shuffled(random, roundOf(groups))) {
      if (left <= 0) return;
      const length = Math.min(task.steps, left);
      left -= length;
      yield { ...task, steps: length, seed: random.below(2 ** 31) };
    }
  }
}

function roundOf(groups: readonly BoardGroup[]): Omit<Task, 'seed'>[] {
  return groups.flatMap(({ boards, scripts, steps }) =>
    boards.flatMap((file) => Array.from({ length: scripts }, () => ({ file, steps }))),
  );
}

function shuffled<T>(random: Random, items: readonly T[]): readonly T[] {
  const keyed = items.map((item) => ({ item, key: random.number() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
