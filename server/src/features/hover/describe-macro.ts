/** A macro in words: its definitions as written, and what this use of it becomes. */
import { spanText } from '../../preprocessor/token-stream';
import type { Analysis, Snapshot } from '../../workspace/snapshot';
import type { MacroText } from '../macro-definitions';
import { macrosNamed } from '../macro-definitions';
import type { MacroUse } from '../stream-places';
import { locationText } from './describe-places';
import { code, codeBlock, paragraphs } from './markdown';

/** Definitions that are shown. */
const mostDefinitions = 4;
/** Tokens of an expansion that are shown. */
const mostTokens = 60;

/** What a macro is; undefined when no file that is read defines it and nothing is known of its use. */
export function describeMacro(
  snapshot: Snapshot,
  analysis: Analysis,
  name: string,
  use: MacroUse | undefined,
): string | undefined {
  const macros = macrosNamed(snapshot, analysis, name);
  const value = analysis.context.defines.get(name);
  return paragraphs([
    ...macros.slice(0, mostDefinitions).map((it) => definitionText(snapshot, it)),
    macros.length === 0 && value !== undefined
      ? paragraphs([codeBlock(`#define ${name} ${value}`), 'Defined by the context.'])
      : undefined,
    use && macros.every((it) => it.body !== expansionText(use))
      ? `Becomes ${code(expansionText(use))} here.`
      : undefined,
  ]);
}

function definitionText(snapshot: Snapshot, macro: MacroText): string | undefined {
  const parameters = macro.parameters ? `(${macro.parameters.join(', ')})` : '';
  const place = locationText(snapshot, { file: macro.file, range: macro.range });
  return paragraphs([
    codeBlock(`#define ${macro.name}${parameters} ${macro.body}`.trimEnd()),
    macro.comment,
    `Defined at ${place}.`,
  ]);
}

function expansionText({ expansion }: MacroUse): string {
  const { stream, from, to } = expansion;
  const isLong = to - from > mostTokens;
  return spanText({ stream, from, to: isLong ? from + mostTokens : to }) + (isLong ? ' …' : '');
}
