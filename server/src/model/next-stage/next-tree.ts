/** What the next stage receives, or why it receives nothing. */
import type { MadeNode } from '../../tree/made-tree';

export type NextTree =
  | {
      readonly kind: 'tree';
      readonly root: MadeNode;
      /** What holds for the whole tree, a sentence each. */
      readonly notes: readonly string[];
    }
  /** Xen panics before it has made the tree; why, a clause each. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };
