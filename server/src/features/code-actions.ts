/**
 * What the editor offers to change at a place: the fixes of the findings there, all safe fixes of the file at once,
 * moving a boot module into a domain, and what else can be done to a boot description. Every action is complete: its edits are worked out when it is offered.
 */
import type { FileId } from '../lexer/token-chunk';
import type { TextRange } from '../text/text-range';
import type { Snapshot } from '../workspace/snapshot';
import { bootActions } from './boot-actions/boot-actions';
import type { CodeAction } from './code-action';
import { diagnosticFixes } from './diagnostic-fixes';
import { fixAll } from './fix-all';
import { moveModuleActions } from './move-module-actions';

/**
 * The actions for a range (code units) of a file, the most likely first. `only` limits them to kinds and their parents
 * (`refactor` includes `refactor.move`); without it `source.fixAll` is left out, which editors ask for by name.
 */
export function codeActions(
  snapshot: Snapshot,
  file: FileId,
  range: TextRange,
  only?: readonly string[],
): readonly CodeAction[] {
  const isWanted = (kind: CodeAction['kind']) =>
    only === undefined
      ? kind !== 'source.fixAll'
      : only.some((it) => it === '' || kind === it || kind.startsWith(`${it}.`));
  const wantsMoves = isWanted('quickfix') || isWanted('refactor.move');
  const wantsRewriting = isWanted('quickfix') || isWanted('refactor.rewrite');
  const actions = [
    ...(isWanted('quickfix') ? diagnosticFixes(snapshot, file, range) : []),
    ...(wantsMoves ? moveModuleActions(snapshot, file, range, isWanted('quickfix')) : []),
    ...(wantsRewriting ? bootActions(snapshot, file, range) : []),
    ...(isWanted('source.fixAll') ? fixAll(snapshot, file) : []),
  ];
  return actions.filter((it) => isWanted(it.kind));
}
