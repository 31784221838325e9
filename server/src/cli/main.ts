/**
 * The command line: which commands there are and what they take. What a command does is loaded only when it is
 * asked for. Exit status: 0 nothing at error level, 1 findings at error level, 2 usage or I/O trouble.
 */
import { Command, CommanderError, Option } from 'commander';
import type { ExitStatus } from './exit-status';
import { addSeverity, sharedOptions, withSharedOptions } from './options';
import { productVersion } from './product-version';
import { formats } from './reporters/formats';
import { isTrouble, warn } from './trouble';

function program(): Command {
  return new Command('dts-chosen')
    .description('Checks Devicetree sources: the language, boot modules, Xen domains.')
    .version(productVersion())
    .exitOverride()
    .addCommand(checkCommand())
    .addCommand(compileCommand())
    .addCommand(treeCommand())
    .addCommand(mapCommand())
    .addCommand(nextCommand())
    .addCommand(explainCommand())
    .addCommand(lspCommand());
}

function checkCommand(): Command {
  const command = withSharedOptions(new Command('check'))
    .description('print what is wrong')
    .argument('<path...>', 'files, or folders with all .dts, .dtso and .overlay below them')
    .addOption(
      new Option('--format <format>', 'how to print').choices([...formats]).default('pretty'),
    )
    .addOption(new Option('--deny <severity>', 'also fail on these').choices(['warnings']))
    .option(
      '--rule <name=level>',
      'off, hint, information, warning or error; repeatable',
      addSeverity,
      new Map(),
    );
  return run(command, async (paths: readonly string[]) => {
    const { check } = await import('./check');
    return check(paths, { ...sharedOptions(command), ...command.opts() });
  });
}

function compileCommand(): Command {
  const command = withSharedOptions(new Command('compile'))
    .description('write the DTB that dtc would write')
    .argument('[file]', 'the root file')
    .option('-o, --output <file>', 'where the DTB goes; - is standard output')
    .option('-@, --symbols', 'keep the labels as __symbols__, as dtc -@ does', false)
    .option('--batch <list>', 'compile a list of lines IN, tab, OUT');
  return run(command, async (file: string | undefined) => {
    const options = {
      ...sharedOptions(command),
      ...command.opts<{ output?: string; symbols: boolean; batch?: string }>(),
    };
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    if (options.batch !== undefined && file === undefined) {
      const { compileBatch } = await import('./batch');
      return compileBatch(options.batch, options, print);
    }
    if (file !== undefined && options.output !== undefined) {
      const { compileFile } = await import('./compile');
      return compileFile(file, options, print);
    }
    return command.error('error: expected FILE and -o OUT, or --batch LIST', { exitCode: 2 });
  });
}

function treeCommand(): Command {
  const command = withSharedOptions(new Command('tree'))
    .description('print the composed tree as source')
    .argument('<file>', 'the root file')
    .option('--provenance', 'say for each line where it came from', false);
  return run(command, async (file: string) => {
    const { tree } = await import('./tree');
    return tree(file, { ...sharedOptions(command), ...command.opts<{ provenance: boolean }>() });
  });
}

function mapCommand(): Command {
  const command = withSharedOptions(new Command('map'))
    .description('print who claims which memory at boot, what is free, and what overlaps')
    .argument('<file>', 'the root file')
    .option('--json', 'print JSON', false)
    .addOption(
      new Option('--svg <file>', 'draw it as a picture; - is standard output').conflicts('json'),
    );
  return run(command, async (file: string) => {
    const { map } = await import('./map');
    const own = command.opts<{ json: boolean; svg?: string }>();
    return map(file, { ...sharedOptions(command), ...own });
  });
}

function nextCommand(): Command {
  const command = withSharedOptions(new Command('next'))
    .description('print the tree that the next stage receives')
    .argument('<file>', 'the root file')
    .option('--for <name>', 'xen, dom0, or the name or path of a domain');
  return run(command, async (file: string) => {
    const { next } = await import('./next');
    return next(file, { ...sharedOptions(command), ...command.opts<{ for?: string }>() });
  });
}

function explainCommand(): Command {
  const command = new Command('explain')
    .description('say why a rule exists, with examples; without a rule, list all')
    .argument('[rule]', 'such as xen/module-overlap');
  return run(command, async (rule: string | undefined) => {
    const { explain } = await import('./explain');
    return explain(rule);
  });
}

function lspCommand(): Command {
  const command = new Command('lsp')
    .description('serve an editor')
    .option('--stdio', 'talk over standard input and output')
    .option('--node-ipc', 'talk over the channel of the parent process')
    .option('--socket <port>', 'connect to a port of this machine')
    .allowUnknownOption();
  return run(command, async () => {
    const { lsp } = await import('./lsp');
    return lsp(command.opts());
  });
}

/** Lets a command's work decide the exit status; undefined goes on running. */
function run<A extends readonly unknown[]>(
  command: Command,
  work: (...values: A) => Promise<ExitStatus | undefined>,
): Command {
  return command.exitOverride().action(async (...values: unknown[]) => {
    process.exitCode = await work(...(values as unknown as A));
  });
}

/** Runs the program; trouble goes to standard error. */
async function main(): Promise<void> {
  // A reader that has seen enough (`| head`) is no trouble.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? 0 : 2),
  );
  try {
    await program().parseAsync();
  } catch (error) {
    process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
    // commander has said by itself what it had to say.
    if (error instanceof CommanderError) return;
    warn(describe(error));
  }
}

/** Trouble is a sentence; anything else is a mistake of ours, and its stack helps to find it. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isTrouble(error) ? error.message : (error.stack ?? error.message);
}

void main();
