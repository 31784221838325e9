/**
 * The options that commands share, and what their texts mean (design: command line). Paths become absolute, seen
 * from the working directory. A text that means nothing ends the program with status 2 and commander's message.
 */
import { resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { TargetName } from '../model/target';
import type { Severity } from '../text/severity';
import { isSeverityChoice, isTargetName } from '../workspace/configuration';
import { normalisePath } from '../workspace/paths';

/** What commands know before they look at any file. */
export interface SharedOptions {
  readonly includePaths: readonly string[];
  readonly defines: ReadonlyMap<string, string>;
  readonly overlays: readonly string[];
  readonly schemas: readonly string[];
  readonly target: TargetName;
  /** The configuration to use instead of the one that lies beside or above a file. */
  readonly config?: string;
}

/** Adds the shared options to a command. */
export function withSharedOptions(command: Command): Command {
  return command
    .option('-I, --include-path <dir>', 'search includes in DIR too; repeatable', appendPath, [])
    .option(
      '-D, --define <name[=value]>',
      'define a macro, 1 without a value; repeatable',
      addDefine,
      new Map(),
    )
    .option('--overlay <file>', 'apply an overlay; repeatable, in order', appendPath, [])
    .option('--schemas <dir>', 'use the binding schemas in DIR too; repeatable', appendPath, [])
    .addOption(
      new Option(
        '--target <target>',
        'who reads the tree: auto, xen, xen@4.12 … xen@4.22, system-dt, none',
      )
        .argParser(targetOf)
        .default('auto'),
    )
    .option('--config <file>', 'use this .dts-chosen.json', absolute);
}

/** The shared options of a parsed command. */
export function sharedOptions(command: Command): SharedOptions {
  const given = command.opts<{
    readonly includePath: readonly string[];
    readonly define: ReadonlyMap<string, string>;
    readonly overlay: readonly string[];
    readonly schemas: readonly string[];
    readonly target: TargetName;
    readonly config?: string;
  }>();
  return {
    includePaths: given.includePath,
    defines: given.define,
    overlays: given.overlay,
    schemas: given.schemas,
    target: given.target,
    ...(given.config !== undefined && { config: given.config }),
  };
}

/** `--rule NAME=LEVEL`, collected. Whether there is such a rule is asked later, when the rules are loaded. */
export function addSeverity(
  text: string,
  known: ReadonlyMap<string, Severity | 'off'>,
): ReadonlyMap<string, Severity | 'off'> {
  const at = text.indexOf('=');
  const level = text.slice(at + 1);
  if (at <= 0 || !isSeverityChoice(level))
    throw new InvalidArgumentError('expected NAME=off, NAME=hint, information, warning or error.');
  return new Map([...known, [text.slice(0, at), level]]);
}

/** The absolute path of what the user typed, with `/`. */
export function absolute(path: string): string {
  return normalisePath(resolve(path));
}

function appendPath(path: string, known: readonly string[]): readonly string[] {
  return [...known, absolute(path)];
}

function addDefine(text: string, known: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const at = text.indexOf('=');
  const name = at < 0 ? text : text.slice(0, at);
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new InvalidArgumentError('expected NAME or NAME=VALUE.');
  return new Map([...known, [name, at < 0 ? '1' : text.slice(at + 1)]]);
}

function targetOf(text: string): TargetName {
  if (isTargetName(text)) return text;
  throw new InvalidArgumentError('expected auto, xen, xen@4.12 … xen@4.22, system-dt or none.');
}
