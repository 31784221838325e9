/** Command lines in words: what a reader gets and why, and who gets what a property says. */
import { bootArgsOf, readerName, readersOf, type BootArgs } from '../../model/boot-args';
import type { PlatformModel } from '../../model/platform';
import type { DtProperty } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { bullets, code, paragraphs } from './markdown';

/** Readers that are named one by one. */
const mostReaders = 8;
const commandLines: ReadonlySet<string> = new Set([
  'bootargs',
  'xen,xen-bootargs',
  'xen,dom0-bootargs',
]);

/** One reader's command line, and what does not count. */
export function describeCommandLine(line: BootArgs): string | undefined {
  const { because, ignored, source } = line;
  const what =
    source === undefined
      ? `No command line: ${because}.`
      : `Command line: ${source.text === undefined ? 'not told' : valueText(source.text)}: ${because}.`;
  return paragraphs([what, ignoredText(ignored)]);
}

function ignoredText(ignored: BootArgs['ignored']): string | undefined {
  return bullets(
    ignored
      .slice(0, mostReaders)
      .map(
        (it) => `does not count: ${code(it.property.name)} of ${code(it.node.path)}: ${it.because}`,
      ),
  );
}

/** What `/chosen` gives to Xen and to dom0. */
export function describeChosen(model: PlatformModel): string | undefined {
  const lines = bootArgsOf({ ...inputOf(model), domains: [] });
  return paragraphs([
    ...lines.map((it) => `**${readerName(it)}**: ${describeCommandLine(it) ?? ''}`),
    model.dom0 === undefined ? '**dom0**: none is built.' : undefined,
  ]);
}

/** Who gets a property that is a command line; undefined for other properties, and outside `/chosen`. */
export function describeReaders(
  model: PlatformModel,
  node: NodeRef,
  property: DtProperty,
): string | undefined {
  if (!commandLines.has(property.name) || !isRead(model, node)) return undefined;
  const { given, notGiven } = readersOf(bootArgsOf(inputOf(model)), property);
  const some = <T>(all: readonly T[]) => all.slice(0, mostReaders);
  return paragraphs([
    given.length === 0
      ? 'Nobody gets this command line.'
      : `Command line of ${some(given)
          .map((it) => `**${readerName(it)}**`)
          .join(' and ')}.`,
    bullets(some(notGiven).map(([line, because]) => `not of ${readerName(line)}: ${because}`)),
  ]);
}

function isRead({ chosen, modules }: PlatformModel, node: NodeRef): boolean {
  return node === chosen || modules.some((it) => it.node.node === node.node);
}

/** The parts of a model are read one by one: a live model has no others. */
function inputOf({ tree, chosen, modules, dom0, domains }: PlatformModel) {
  return { tree, modules, domains, ...(chosen && { chosen }), ...(dom0 && { dom0 }) };
}

function valueText(text: string): string {
  return text === '' ? 'empty' : code(text);
}
