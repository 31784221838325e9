/**
 * Trees that keep their includes where their own build looks for them: Linux (scripts/Makefile.lib, `DTC_INCLUDE`),
 * U-Boot (scripts/Makefile.lib, `dtc_cpp_flags`), Zephyr (cmake/modules/dts.cmake, `DTS_ROOT`), and any folder with
 * `dt-bindings` in it. Only folders that exist become include paths; nothing is guessed from the file's text.
 */
import { fileName } from '../text/path';
import { foldersAbove, isBelow, resolvePath } from './paths';

export interface SourceTree {
  readonly kind: 'Linux' | 'U-Boot' | 'Zephyr' | 'dt-bindings';
  /** Absolute folders, in search order. */
  readonly includePaths: readonly string[];
  /** Folders below which files of the tree may be read. */
  readonly readable: readonly string[];
}

type Exists = (path: string) => boolean;

/** The tree that a file belongs to; undefined when it stands alone. `exists` asks for a file or folder. */
export function sourceTreeOf(file: string, exists: Exists): SourceTree | undefined {
  const folders = foldersAbove(file);
  for (const folder of folders) {
    const tree =
      linuxTree(folder, file, exists) ??
      uBootTree(folder, file, exists) ??
      zephyrTree(folder, exists);
    if (tree !== undefined) return tree;
  }
  for (const folder of folders) {
    const tree = bindingsFolder(folder, exists);
    if (tree !== undefined) return tree;
  }
  return undefined;
}

/** `arch/ARCH/boot/dts/…`; the folders behind `include-prefixes` serve where its symbolic links were lost. */
function linuxTree(root: string, file: string, exists: Exists): SourceTree | undefined {
  const inArch = /^arch\/[^/]+\/boot\/dts\//.exec(below(root, file));
  if (inArch === null) return undefined;
  const includePaths = existing(
    root,
    ['scripts/dtc/include-prefixes', 'include', inArch[0]],
    exists,
  );
  if (!includePaths.some((it) => fileName(it) !== 'dts')) return undefined;
  return { kind: 'Linux', includePaths, readable: [root] };
}

/** `arch/ARCH/dts/…`, and `dts/upstream/src/ARCH/…` since 2024.04. */
function uBootTree(root: string, file: string, exists: Exists): SourceTree | undefined {
  const match = /^(?:arch|dts\/upstream\/src)\/([^/]+)\//.exec(below(root, file));
  const arch = match?.[1];
  if (arch === undefined) return undefined;
  const isUBoot = ['include/u-boot', 'dts/upstream', 'common/board_f.c'].some((it) =>
    exists(resolvePath(root, it)),
  );
  if (!isUBoot) return undefined;
  const folders = [
    `arch/${arch}/dts`,
    `arch/${arch}/dts/include`,
    'include',
    'dts/upstream/include',
    `dts/upstream/src/${arch}`,
    'dts/upstream/src',
  ];
  return { kind: 'U-Boot', includePaths: existing(root, folders, exists), readable: [root] };
}

/** Zephyr itself, or a workspace of `west` with `zephyr` in it. */
function zephyrTree(folder: string, exists: Exists): SourceTree | undefined {
  const isZephyr = (it: string) =>
    exists(resolvePath(it, 'dts/common')) && exists(resolvePath(it, 'include/zephyr'));
  const zephyr = [folder, resolvePath(folder, 'zephyr')].find(isZephyr);
  if (zephyr === undefined) return undefined;
  const own = existing(
    zephyr,
    [
      'include',
      'include/zephyr',
      'dts/common',
      ...zephyrArchitectures.map((it) => `dts/${it}`),
      'dts',
    ],
    exists,
  );
  const modules = existing(resolvePath(zephyr, '..'), zephyrModules, exists);
  return { kind: 'Zephyr', includePaths: [...own, ...modules], readable: [zephyr, ...modules] };
}

const zephyrArchitectures = [
  'arm',
  'arm64',
  'riscv',
  'x86',
  'xtensa',
  'arc',
  'mips',
  'nios2',
  'posix',
  'sparc',
];

/** The modules of Zephyr's manifest that bring devicetree files (zephyr/module.yml, `dts_root`). */
const zephyrModules = [
  'modules/hal/atmel',
  'modules/hal/gigadevice',
  'modules/hal/microchip',
  'modules/hal/nxp',
  'modules/hal/stm32',
].flatMap((it) => [`${it}/dts`, `${it}/include`]);

/** `dt-bindings` beside or above the file, or in an `include` there. */
function bindingsFolder(folder: string, exists: Exists): SourceTree | undefined {
  const holders = [folder, resolvePath(folder, 'include')].filter((it) =>
    exists(resolvePath(it, 'dt-bindings')),
  );
  if (holders.length === 0) return undefined;
  return {
    kind: 'dt-bindings',
    includePaths: holders,
    readable: holders.map((it) =>
      fileName(it) === 'include' ? it : resolvePath(it, 'dt-bindings'),
    ),
  };
}

function existing(root: string, names: readonly string[], exists: Exists): readonly string[] {
  return names.map((it) => resolvePath(root, it)).filter(exists);
}

/** The path of a file below a folder; "" when it lies elsewhere. */
function below(folder: string, file: string): string {
  return isBelow(file, folder) ? file.slice(folder.length).replace(/^\//, '') : '';
}
