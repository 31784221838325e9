/** Runs the built command line in a folder made for the test. */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const program = join(import.meta.dirname, '../../dist/cli.js');

/** Runs `dts-chosen` in a folder, without colours unless the environment asks for them. */
export function run(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Run {
  const { FORCE_COLOR: _, NO_COLOR: __, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...inherited, ...environment },
  });
  return { status, stdout, stderr };
}

/** Starts `dts-chosen` in a folder, to be watched and ended. */
export function start(folder: string, args: readonly string[]) {
  return spawn(process.execPath, [program, ...args], { cwd: folder });
}
