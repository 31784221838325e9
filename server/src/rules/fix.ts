/**
 * Changes to source text, in terms of spans: whoever applies them finds the file and the offsets, and refuses
 * what lies in a macro body or outside the workspace.
 */
import type { Place } from '../preprocessor/problem';

export interface Fix {
  /** An imperative sentence without a full stop: `Change "multiboot,kernal" to "multiboot,kernel"`. */
  readonly title: string;
  /** Does not change what the consumers read, or mends it in the one possible way: part of `source.fixAll`. */
  readonly isSafe?: boolean;
  readonly edits: readonly SourceEdit[];
}

export type SourceEdit =
  | { readonly kind: 'replace'; readonly at: Place; readonly text: string }
  /** A whole statement or node goes, with its line when nothing else is on it. */
  | { readonly kind: 'remove'; readonly at: Place }
  /** A whole statement moves, with its line when nothing else is on it, before the line on which `before` starts. */
  | { readonly kind: 'move-before'; readonly at: Place; readonly before: Place }
  /** New lines before the line on which `at` starts, indented like it. */
  | { readonly kind: 'insert-line-before'; readonly at: Place; readonly text: string }
  /** New lines after the line on which `at` ends, indented like the line on which it starts. */
  | { readonly kind: 'insert-line-after'; readonly at: Place; readonly text: string }
  /** New lines at the start of a node's body (`at` is its NodeSyntax), one level deeper than the node. */
  | {
      readonly kind: 'insert-in-node';
      readonly at: Place;
      readonly where: 'start' | 'end';
      readonly text: string;
    };
