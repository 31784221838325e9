/** What completion offers: text to put in place of a range, with where the cursor goes; no LSP in it. */
import type { TextRange } from '../../text/text-range';

export type CompletionKind =
  'compatible' | 'property' | 'value' | 'label' | 'path' | 'node' | 'keyword' | 'macro' | 'file';

export interface CompletionItem {
  /** What the list shows. */
  readonly label: string;
  readonly kind: CompletionKind;
  /** One line beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly edit: CompletionEdit;
  /** What the typed text is compared with: the text in `edit.range` is always a beginning of some such text. */
  readonly filterText: string;
  /** Items are listed in the order of this text. */
  readonly sortText: string;
  readonly isDeprecated?: boolean;
  /** More can be completed where the cursor goes: the editor should ask again at once. */
  readonly asksAgain?: boolean;
}

export interface CompletionEdit {
  /** Holds the cursor; lies on one line. */
  readonly range: TextRange;
  /** Lines after the first are indented relative to the line of the range. */
  readonly newText: string;
  /** Where the cursor goes, in code units from the start of `newText`; absent: behind it. */
  readonly cursor?: number;
}

export interface CompletionList {
  readonly items: readonly CompletionItem[];
  /** Typing on may bring up other items. */
  readonly isIncomplete: boolean;
}
