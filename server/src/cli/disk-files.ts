/**
 * Files for the command line: read when asked for, lexed once and shared by all inputs of a run. One file has one
 * `FileId`, the path that it was first found under, however its includers spell it.
 */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { maxFileLength, maxIncbinBytes } from '../base/limits';
import { sourceFile, type SourceFile } from '../lexer/source-file';
import { fileId } from '../lexer/token-chunk';

export interface DiskFiles {
  /** The file, or undefined when it does not exist, cannot be read or is too large. */
  readonly file: (path: string) => SourceFile | undefined;
  /** The bytes of a file, for `/incbin/`; undefined when it is not there, no regular file, or too large. */
  readonly bytes: (path: string) => Uint8Array | undefined;
}

/** An empty store; everything it reads stays in it. */
export function createDiskFiles(): DiskFiles {
  const byPath = new Map<string, SourceFile | undefined>();
  const byRealPath = new Map<string, SourceFile>();
  const bytes = (path: string) => readBytes(path, maxIncbinBytes);
  const file = (path: string): SourceFile | undefined => {
    const known = byPath.get(path);
    if (known !== undefined || byPath.has(path)) return known;
    const real = realPath(path);
    const found = real === undefined ? undefined : (byRealPath.get(real) ?? load(path));
    if (real !== undefined && found !== undefined) byRealPath.set(real, found);
    byPath.set(path, found);
    return found;
  };
  return { file, bytes };
}

function load(path: string): SourceFile | undefined {
  const text = readBytes(path, maxFileLength);
  return text && sourceFile(fileId(path), decode(text));
}

/** UTF-8; a byte order mark stays, because dtc refuses it. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Most candidates do not exist: that is asked without an exception, which would cost more than the answer. */
function realPath(path: string): string | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile()
      ? realpathSync.native(path)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Regular files only: a device may have no end, and a pipe may have no writer. */
export function readBytes(path: string, limit: number): Uint8Array | undefined {
  try {
    const facts = statSync(path);
    return facts.isFile() && facts.size <= limit ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}
