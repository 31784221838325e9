/**
 * Boots Xen in QEMU and listens until it is clear how it ends. A panic before the console works never reaches the
 * serial line: it is read from Xen's own memory.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { board, type BootFile } from './boot-files';

export interface Boot {
  /** `silent`: neither booted nor panicked in time. */
  readonly end: 'booted' | 'panicked' | 'silent';
  /** What Xen said, without its prefix. */
  readonly lines: readonly string[];
}

/** Xen says one of these when it has built its domains (xen/drivers/char/console.c, arch/arm/setup.c). */
const booted = /\*\*\* Serial input to |Freed \d+kB init memory/;
const panicked = /Reboot in five seconds|Manual reset required/;

/** Boots once; `folder` takes the files that QEMU reads. */
export async function bootXen(
  files: readonly BootFile[],
  folder: string,
  timeoutMs: number,
): Promise<Boot> {
  const monitor = path.join(folder, 'monitor');
  rmSync(monitor, { force: true });
  const qemu = spawn('qemu-system-aarch64', [...machine(monitor), ...loaders(files, folder)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(qemu, 'exit');
  let log = '';
  qemu.stdout.setEncoding('utf8').on('data', (text: string) => (log += text));
  let early = '';
  try {
    const end = performance.now() + timeoutMs;
    while (performance.now() < end && !booted.test(log) && !panicked.test(log)) {
      await sleep(100);
      if (qemu.exitCode !== null) break;
      if (log === '') early = await ringIn(monitor, folder).catch(() => early);
      if (panicked.test(early)) break;
    }
  } finally {
    qemu.kill('SIGKILL');
    await exited;
  }
  const said = log === '' ? early : log;
  return { end: endOf(said), lines: linesOf(said) };
}

function endOf(said: string): Boot['end'] {
  if (panicked.test(said)) return 'panicked';
  return booted.test(said) ? 'booted' : 'silent';
}

function machine(monitor: string): readonly string[] {
  return [
    ...['-machine', 'virt,virtualization=on,gic-version=3', '-cpu', 'cortex-a57', '-smp', '4'],
    ...['-m', `${board.ramSize / 2 ** 20}`, '-nographic', '-net', 'none', '-no-reboot'],
    ...['-serial', 'stdio', '-monitor', `unix:${monitor},server=on,wait=off`],
  ];
}

/** QEMU refuses files that lie on one another: one image holds all that touch. */
function loaders(files: readonly BootFile[], folder: string): readonly string[] {
  const args = joined(files).flatMap(({ address, bytes }, i) => {
    const file = path.join(folder, `file${i}`);
    writeFileSync(file, bytes);
    return ['-device', `loader,file=${file},addr=${address},force-raw=on`];
  });
  return [...args, '-device', `loader,addr=${board.stub},cpu-num=0`];
}

function joined(files: readonly BootFile[]): readonly BootFile[] {
  return files.reduce<readonly BootFile[]>((done, file) => {
    const touching = done.filter((it) => startsBefore(it, file) && startsBefore(file, it));
    const all = [...touching, file];
    const address = Math.min(...all.map((it) => it.address));
    const bytes = new Uint8Array(Math.max(...all.map(endOfFile)) - address);
    for (const it of all) bytes.set(it.bytes, it.address - address);
    return [...done.filter((it) => !touching.includes(it)), { address, bytes }];
  }, []);
}

function startsBefore(a: BootFile, b: BootFile): boolean {
  return a.address < endOfFile(b);
}

function endOfFile({ address, bytes }: BootFile): number {
  return address + bytes.length;
}

/** What Xen has in its console ring: the longest text in its memory that has lines as Xen prints them. */
async function ringIn(monitor: string, folder: string): Promise<string> {
  const file = path.join(folder, 'memory');
  const socket = createConnection(monitor);
  try {
    await once(socket, 'connect');
    await ask(socket, `pmemsave ${board.xen} ${board.xenWindow} "${file}"`);
  } finally {
    socket.destroy();
  }
  const texts = readFileSync(file, 'latin1').match(/[\t\n\r -~]{24,}/g) ?? [];
  const printed = texts.filter((it) => /^\(XEN\) /m.test(it));
  return printed.reduce((longest, it) => (it.length > longest.length ? it : longest), '');
}

/** Sends one command of QEMU's monitor and waits until it asks for the next. */
async function ask(socket: Socket, command: string): Promise<void> {
  const answer = { text: '' };
  socket.on('data', (it) => (answer.text += it.toString()));
  socket.write(`${command}\n`);
  for (let i = 0; i < 100; i++) {
    await sleep(10);
    if ((answer.text.match(/\(qemu\)/g)?.length ?? 0) > 1) return;
  }
}

function linesOf(said: string): readonly string[] {
  return said
    .split('\n')
    .map((it) => it.replace(/^\(XEN\) ?(?:\[.*?\] ?)?/, '').trimEnd())
    .filter((it) => it !== '');
}
