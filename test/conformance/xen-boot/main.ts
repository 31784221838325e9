/**
 * Boots boards on the real Xen and compares how it ended with what `check` says of them for that release: an error
 * wherever Xen panics, and none where it boots, but for the boards of `differences.ts`.
 *
 *   node scripts/run-typescript.mjs test/conformance/xen-boot/main.ts [--all] [--only TEXT] [--verbose]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { analyse } from '../../analyse';
import { findingsIn } from '../../rules/xen/findings-of';
import { bootFilesOf } from './boot-files';
import { differences } from './differences';
import { bootXen, type Boot } from './qemu';
import { xenBuild, xenImage, xenVersion } from './xen-image';

/** A boot takes one to three seconds on an idle machine. */
const patienceMs = 60_000;
/** Without `--all` every third board is booted, besides those that differ and the examples. */
const every = 3;

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
  },
});
const root = process.cwd();
const boards = path.join(root, 'test/conformance/xen');
const sound = path.join(root, 'test/conformance/sound');

interface Case {
  readonly name: string;
  readonly text: string;
}

async function main(): Promise<number> {
  const cache = path.join(root, '.cache/xen-boot');
  mkdirSync(cache, { recursive: true });
  const image = xenImage(cache);
  if (typeof image !== 'string' || !hasQemu()) {
    const missing = typeof image === 'string' ? 'qemu-system-aarch64' : image.missing;
    console.log(`not installed: ${missing}; not run: boards on the real Xen`);
    return 0;
  }
  const xen = readFileSync(image);
  const failures: string[] = [];
  const cases = casesToBoot();
  for (const it of cases) {
    const { tree } = analyse(it.text, {
      '/virt.dtsi': readFileSync(`${boards}/virt.dtsi`, 'utf8'),
    });
    const errors = findingsIn(tree, xenVersion, undefined, xenBuild)
      .filter((found) => found.severity === 'error')
      .map((found) => found.code);
    const boot = await bootXen(bootFilesOf(tree, xen), cache, patienceMs);
    const failure = failureOf(it, boot, errors);
    if (failure !== undefined) failures.push(`${it.name}: ${failure}`);
    if (values.verbose)
      console.log(`${it.name}: ${boot.end} | ${errors.join(' ')} | ${panicOf(boot)}`);
  }
  failures.forEach((it) => {
    console.log(it);
  });
  console.log(`${cases.length - failures.length} passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}

function hasQemu(): boolean {
  return spawnSync('qemu-system-aarch64', ['--version']).error === undefined;
}

function casesToBoot(): readonly Case[] {
  const isSample = (name: string, i: number) =>
    values.all || i % every === 0 || differences.has(name);
  const all = [...casesIn(boards).filter(({ name }, i) => isSample(name, i)), ...casesIn(sound)];
  return [...all, example()].filter((it) => it.name.includes(values.only));
}

function casesIn(folder: string): readonly Case[] {
  return readdirSync(folder)
    .filter((it) => it.endsWith('.dts'))
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
}

/** The example of the README without its upper bank of RAM, which QEMU's board has not. */
function example(): Case {
  const name = 'examples/dom0less.dts';
  const text = readFileSync(path.join(root, name), 'utf8');
  const lower = text.replace(/,\s*<0x8 0x80000000 0x0 0x80000000>/, '');
  if (lower === text) throw new Error(`${name} has no upper bank any more`);
  return { name, text: lower };
}

/** What is wrong with our verdict; undefined when it is Xen's. */
function failureOf({ name }: Case, boot: Boot, errors: readonly string[]): string | undefined {
  const reason = differences.get(name);
  const isAlike = boot.end === 'booted' ? errors.length === 0 : errors.length > 0;
  if (isAlike === (reason === undefined)) return undefined;
  if (isAlike) return `is as on Xen and is listed as different: ${reason ?? ''}`;
  const said = errors.length === 0 ? 'no error' : errors.join(', ');
  return `Xen ${boot.end} (${panicOf(boot) || 'no panic'}), we say ${said}`;
}

function panicOf({ lines }: Boot): string {
  const at = lines.findIndex((it) => it.startsWith('Panic on CPU'));
  return at < 0 ? '' : (lines[at + 1] ?? '');
}

void main().then((status) => {
  process.exitCode = status;
});
