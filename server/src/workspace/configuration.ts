/**
 * `.dts-chosen.json`: which files are roots, and what holds for them (its shape: dts-chosen.schema.json).
 * A mistake in it never costs more than the entry that it is in, and is told with the path of that entry.
 */
import type { TargetName } from '../model/target';
import { xenVersionOf } from '../model/target';
import { severities, type Severity } from '../text/severity';
import type { Board } from '../model/board';
import type { Severities } from './context';
import { folderOf } from '../text/path';
import { resolvePath } from './paths';
import { readBoard } from './read-board';
import { readerFor, type ConfigurationProblem, type Reader } from './section-reader';

/** The name of the file, in a workspace folder or any folder below. */
export const configurationName = '.dts-chosen.json';

export interface Configuration {
  /** The path of the file itself. */
  readonly path: string;
  /** The folder that the file lies in; its paths are relative to it. */
  readonly folder: string;
  /** It was named by the user: it holds for every root, wherever it lies. */
  readonly isGiven?: boolean;
  readonly contexts: readonly ConfiguredContext[];
  /** Folders with further binding schemas. */
  readonly schemas: readonly string[];
  readonly board: Board;
  readonly severities: Severities;
  readonly problems: readonly ConfigurationProblem[];
}

export interface ConfiguredContext {
  /** Absent: every root file in or below the folder that has no entry of its own. */
  readonly root?: string;
  readonly includePaths: readonly string[];
  readonly defines: ReadonlyMap<string, string>;
  readonly overlays: readonly string[];
  /** Files with the own trees of guests, by the names of their domains. */
  readonly guests: ReadonlyMap<string, string>;
  readonly target?: TargetName;
}

/** Reads the text of a configuration file; whatever it holds, the usable part is kept. */
export function readConfiguration(path: string, text: string): Configuration {
  const folder = folderOf(path);
  const problems: ConfigurationProblem[] = [];
  const reader = readerFor(problems);
  const top = reader.record('', parseJson(text, problems)) ?? {};
  reader.onlyKeys('', top, ['$schema', 'contexts', 'schemas', 'board', 'rules']);
  const contexts = reader
    .list('contexts', top.contexts)
    .map((it, i) => readContext(reader, folder, `contexts[${i}]`, it));
  return {
    path,
    folder,
    contexts: contexts.filter((it) => it !== undefined),
    schemas: reader.strings('schemas', top.schemas).map((it) => resolvePath(folder, it)),
    board: readBoard(reader, 'board', top.board),
    severities: readSeverities(reader, top.rules),
    problems,
  };
}

/** Whether a text names a target. */
export function isTargetName(text: string): text is TargetName {
  return ['auto', 'system-dt', 'none'].includes(text) || xenVersionOf(text) !== undefined;
}

/** Whether a text names a severity, or says `off`. */
export function isSeverityChoice(text: string): text is Severity | 'off' {
  return text === 'off' || severities.some((it) => it === text);
}

function parseJson(text: string, problems: ConfigurationProblem[]): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push({ where: '', message: `not valid JSON: ${reason}` });
    return {};
  }
}

function readContext(
  reader: Reader,
  folder: string,
  where: string,
  value: unknown,
): ConfiguredContext | undefined {
  const entry = reader.record(where, value);
  if (entry === undefined) return undefined;
  reader.onlyKeys(where, entry, [
    'root',
    'includePaths',
    'defines',
    'overlays',
    'guests',
    'target',
  ]);
  const root = reader.string(`${where}.root`, entry.root);
  const target = reader.string(`${where}.target`, entry.target);
  const isTarget = target !== undefined && isTargetName(target);
  if (target !== undefined && !isTarget)
    reader.complain(
      `${where}.target`,
      `unknown target "${target}": expected auto, xen, xen@4.17, system-dt or none`,
    );
  const paths = (name: string) =>
    reader.strings(`${where}.${name}`, entry[name]).map((it) => resolvePath(folder, it));
  return {
    ...(root !== undefined && { root: resolvePath(folder, root) }),
    includePaths: paths('includePaths'),
    defines: readDefines(reader, `${where}.defines`, entry.defines),
    overlays: paths('overlays'),
    guests: readGuests(reader, folder, `${where}.guests`, entry.guests),
    ...(isTarget && { target }),
  };
}

/** `{ "domU1": "devices.dts" }` */
function readGuests(
  reader: Reader,
  folder: string,
  where: string,
  value: unknown,
): ReadonlyMap<string, string> {
  const guests = new Map<string, string>();
  for (const [name, it] of Object.entries(reader.record(where, value) ?? {})) {
    const path = reader.string(`${where}.${name}`, it);
    if (path !== undefined) guests.set(name, resolvePath(folder, path));
  }
  return guests;
}

/** `{ "NAME": "value" }`; `true` stands for 1, as `-D NAME` does. */
function readDefines(reader: Reader, where: string, value: unknown): ReadonlyMap<string, string> {
  const defines = new Map<string, string>();
  for (const [name, it] of Object.entries(reader.record(where, value) ?? {})) {
    if (typeof it === 'string' || typeof it === 'number') defines.set(name, String(it));
    else if (it === true) defines.set(name, '1');
    else if (it !== false)
      reader.complain(`${where}.${name}`, 'expected a string, a number or true');
  }
  return defines;
}

function readSeverities(reader: Reader, value: unknown): Severities {
  const chosen = new Map<string, Severity | 'off'>();
  for (const [rule, it] of Object.entries(reader.record('rules', value) ?? {})) {
    if (typeof it === 'string' && isSeverityChoice(it)) chosen.set(rule, it);
    else reader.complain(`rules.${rule}`, `expected off, ${severities.join(', ')}`);
  }
  return chosen;
}
