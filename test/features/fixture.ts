/**
 * Fixtures of feature tests: one or several files in a template string, with `$0` where the cursor stands (two of them
 * make a selection). `//- path` opens a file; without it the text is `/board.dts`. Common indentation is taken off.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSchema } from '../../server/src/bindings/read-schema';
import { fileId, type FileId } from '../../server/src/lexer/token-chunk';
import type { TextRange } from '../../server/src/text/text-range';
import type { Snapshot } from '../../server/src/workspace/snapshot';
import { defaultSettings, type Settings } from '../../server/src/workspace/settings';
import { createWorkspace } from '../../server/src/workspace/workspace';

export interface Fixture {
  readonly snapshot: Snapshot;
  /** The texts by path, without markers. */
  readonly texts: ReadonlyMap<string, string>;
  /** The file with the cursor; the first one when there is none. */
  readonly file: FileId;
  /** Where the cursor stands, or what is selected. */
  readonly range: TextRange;
}

/** Loads a fixture into a workspace of its own. */
export function fixture(source: string, settings: Partial<Settings> = {}): Fixture {
  const texts = new Map<string, string>();
  let file: string | undefined;
  let range: TextRange = { start: 0, end: 0 };
  for (const [path, marked] of filesOf(dedented(source))) {
    const parts = marked.split('$0');
    if (parts.length > 1) {
      const start = parts[0]?.length ?? 0;
      file = path;
      range = { start, end: parts.length > 2 ? start + (parts[1]?.length ?? 0) : start };
    }
    texts.set(path, parts.join(''));
  }
  const first = [...texts.keys()][0] ?? '/board.dts';
  return { snapshot: snapshotOf(texts, settings), texts, file: fileId(file ?? first), range };
}

/** A view of the files, with the schemas of the repository; what is not among them does not exist. */
export function snapshotOf(
  texts: ReadonlyMap<string, string>,
  settings: Partial<Settings> = {},
): Snapshot {
  const workspace = createWorkspace();
  const files = [...texts].map(([path, text]) => ({
    kind: 'text' as const,
    file: fileId(path),
    text,
  }));
  const snapshot = workspace.apply({
    files,
    schemas,
    settings: [{ folder: '', settings: { ...defaultSettings, ...settings } }],
  });
  const absent = files.flatMap(({ file }) =>
    snapshot.contextsOf(file).flatMap((it) => [...snapshot.missing(it)]),
  );
  return workspace.apply({ absent });
}

const schemaFolder = join(import.meta.dirname, '../../schemas');

const schemas = readdirSync(schemaFolder, { recursive: true, encoding: 'utf8' })
  .filter((it) => it.endsWith('.yaml'))
  .sort()
  .flatMap((path) => {
    const read = readSchema(path, readFileSync(join(schemaFolder, path), 'utf8'));
    return read.kind === 'schema' ? [read.file] : [];
  });

function filesOf(text: string): readonly (readonly [string, string])[] {
  if (!/^\/\/- /m.test(text)) return [['/board.dts', text]];
  return text
    .split(/^\/\/- /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end).trim(), part.slice(end + 1)] as const;
    });
}

/** The text without its first line end and the indentation that all lines share. */
export function dedented(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const filled = lines.filter((it) => it.trim() !== '');
  const indent = Math.min(...filled.map((it) => it.length - it.trimStart().length));
  const last = lines[lines.length - 1] ?? '';
  const kept = last.trim() === '' ? [...lines.slice(0, -1), ''] : lines;
  return kept.map((it) => it.slice(indent)).join('\n');
}
