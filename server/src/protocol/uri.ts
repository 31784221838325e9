/**
 * Between the URIs that clients send and the ids of files. A file on a disk is its absolute path with `/`; anything
 * else (`untitled:`, `vscode-remote:`, a file on another host) is its URI, unchanged.
 */
import { fileId, type FileId } from '../lexer/token-chunk';
import { normalisePath } from '../workspace/paths';

/** The id of the file that a URI names. */
export function fileOfUri(uri: string): FileId {
  const match = /^file:\/\/(?:localhost)?(\/[^?#]*)$/i.exec(uri);
  const path = match?.[1] === undefined ? undefined : decoded(match[1]);
  if (path === undefined) return fileId(uri);
  return fileId(normalisePath(path.replace(/^\/(?=[A-Za-z]:)/, '')));
}

/** The URI of a file: each part of the path percent-encoded, as VS Code does it. */
export function uriOfFile(file: FileId): string {
  if (!isOnDisk(file)) return file;
  const path = file.startsWith('/') ? file : `/${file}`;
  return `file://${path.split('/').map(encodePart).join('/')}`;
}

/** Whether the id is a path rather than a URI. */
export function isOnDisk(file: string): boolean {
  return /^(?:\/|[A-Za-z]:\/)/.test(file);
}

function encodePart(part: string): string {
  const hex = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(part).replace(/[!'()*]/g, hex);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
