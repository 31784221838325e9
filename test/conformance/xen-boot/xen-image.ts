/** The Xen that is booted: Debian's, unpacked from its package and not installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Board } from '../../../server/src/model/board';

/** Its version, as `--target` names it. */
export const xenVersion = 'xen@4.17';

/** How Debian builds it (config/arm64 of the package). */
export const xenBuild: Board = {
  options: {
    STATIC_MEMORY: false,
    STATIC_SHM: false,
    BOOT_TIME_CPUPOOLS: false,
    LLC_COLORING: false,
    ARM64_SVE: false,
  },
};

const packageName = 'xen-hypervisor-4.17-arm64:arm64';

/** The path of the image, fetched by the first call; the text says why there is none. */
export function xenImage(cache: string): string | { readonly missing: string } {
  const image = path.join(cache, 'xen/boot/xen-4.17-arm64');
  if (existsSync(image)) return image;
  mkdirSync(cache, { recursive: true });
  if (!run('dpkg', ['--print-foreign-architectures'], cache).includes('arm64'))
    return { missing: 'Xen for arm64: dpkg does not know the architecture' };
  run('apt-get', ['download', '-qq', packageName], cache);
  const file = readdirSync(cache).find((it) => it.startsWith('xen-hypervisor-'));
  if (file === undefined) return { missing: `the package ${packageName} cannot be fetched` };
  run('dpkg', ['-x', file, 'xen'], cache);
  return existsSync(image) ? image : { missing: `${file} holds no ${path.basename(image)}` };
}

function run(command: string, args: readonly string[], cwd: string): string {
  const { error, stdout } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return error === undefined ? stdout : '';
}
