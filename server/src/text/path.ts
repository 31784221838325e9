/**
 * Paths as the core sees them: `/` separates, nothing is looked up. `..` is kept, because only a disk knows where a
 * symbolic link leads; who loads files decides which file a spelled path names.
 */

/** The folder of a file, without a final slash; "" for a bare name. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : slash === 0 ? '/' : path.slice(0, slash);
}

/** A name looked up in a folder; an absolute name stays as it is. */
export function joinPath(folder: string, name: string): string {
  if (isAbsolute(name) || folder === '') return name;
  const relative = name.startsWith('./') ? name.slice(2) : name;
  return folder.endsWith('/') ? folder + relative : `${folder}/${relative}`;
}

/** `/x`, `C:/x` or a URI. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path);
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
