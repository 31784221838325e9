/**
 * Absolute paths without detours, on top of `text/path`. A Windows drive is lower case (`c:/boards/a.dts`). What has
 * no path (`untitled:a`, `vscode-remote://host/a.dts`) is its URI, and keeps its scheme and host.
 */
import { folderOf, isAbsolute } from '../text/path';

/** The part of a path that `..` cannot leave: `/`, `c:/`, `scheme://host/`, or "" for a relative path. */
function anchorOf(path: string): string {
  const match = /^(?:[A-Za-z][\w+.-]+:\/\/[^/]*\/|[A-Za-z]:\/|\/)/.exec(path);
  return match?.[0] ?? '';
}

/** The path without `.`, `..`, doubled and trailing slashes. `..` at the top stays there. */
export function normalisePath(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  const anchor = anchorOf(slashed);
  const kept: string[] = [];
  for (const part of slashed.slice(anchor.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
    else if (anchor === '') kept.push(part);
  }
  const root = /^[A-Za-z]:\/$/.test(anchor) ? anchor.toLowerCase() : anchor;
  return root + kept.join('/') || '.';
}

/** `name` as seen from `folder`, without detours; an absolute name is only freed of them. */
export function resolvePath(folder: string, name: string): string {
  return normalisePath(isAbsolute(name) ? name : `${folder}/${name}`);
}

/** Whether a path is the folder or lies in it, by its name alone. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The folders above a path, nearest first, up to the root. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  const anchor = anchorOf(path);
  for (let at = folderOf(path); at.length >= anchor.length && at !== ''; at = folderOf(at)) {
    if (folders[folders.length - 1] === at) break;
    folders.push(at);
  }
  return folders;
}

/** `path` as seen from `folder`, with `..` where needed; unchanged when they share no root. */
export function relativePath(folder: string, path: string): string {
  if (anchorOf(folder) !== anchorOf(path)) return path;
  const from = folder.split('/').filter((it) => it !== '');
  const to = path.split('/').filter((it) => it !== '');
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/') || '.';
}

/** Whether a file is the start of a tree by its name: what a build would hand to dtc. */
export function isRootName(path: string): boolean {
  return /\.(?:dts|dtso|overlay)$/i.test(path);
}

/** Whether a file is Devicetree source by its name. */
export function isSourceName(path: string): boolean {
  return isRootName(path) || /\.dtsi$/i.test(path);
}
