/** Completion: finds what can be typed, and gathers what each contributor has to offer there. */
import type { FileId } from '../../lexer/token-chunk';
import type { Snapshot } from '../../workspace/snapshot';
import { positionIn } from '../position';
import { isInScope } from '../scope';
import { compatibleItems } from './compatible-strings';
import type { CompletionItem, CompletionList } from './completion-item';
import type { CompletionInput } from './completion-input';
import { cursorState } from './cursor-state';
import { deletionItems } from './deletions';
import { includeItems } from './include-paths';
import { keywordItems } from './keywords';
import { labelItems } from './labels';
import { macroItems } from './macro-names';
import { nodeNameItems } from './node-names';
import { pathReferenceItems, pathStringItems } from './node-paths';
import { propertyNameItems } from './property-names';
import { propertyValueItems } from './property-values';

/** What can be typed at `offset` (code units); an empty list where nothing is known. */
export function completion(snapshot: Snapshot, id: FileId, offset: number): CompletionList {
  const position = positionIn(snapshot, id, offset);
  if (position === undefined || !isInScope(position)) return nothing;
  return listOf({ snapshot, position, state: cursorState(position.file, offset) });
}

const nothing: CompletionList = { items: [], isIncomplete: false };

function listOf(input: CompletionInput): CompletionList {
  const { state } = input;
  switch (state.kind) {
    case 'nothing':
      return nothing;
    case 'include':
      return complete(includeItems({ ...input, state }));
    case 'condition':
      return macroItems({ ...input, state });
    case 'statement': {
      const here = { ...input, state };
      return complete([...propertyNameItems(here), ...nodeNameItems(here), ...keywordItems(here)]);
    }
    case 'delete':
      return complete(deletionItems({ ...input, state }));
    case 'label':
      return complete(labelItems({ ...input, state }));
    case 'path':
      return complete(pathReferenceItems({ ...input, state }));
    case 'string': {
      const here = { ...input, state };
      return complete([
        ...compatibleItems(here),
        ...pathStringItems(here),
        ...propertyValueItems(here),
      ]);
    }
    case 'value': {
      const here = { ...input, state };
      return complete([
        ...compatibleItems(here),
        ...propertyValueItems(here),
        ...keywordItems(here),
      ]);
    }
    case 'cells': {
      const here = { ...input, state };
      const macros = macroItems(here);
      return { ...macros, items: [...propertyValueItems(here), ...macros.items] };
    }
  }
}

function complete(items: readonly CompletionItem[]): CompletionList {
  return { items, isIncomplete: false };
}
