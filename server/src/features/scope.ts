/**
 * The setting that leaves the rest of the tree to another extension: in scope `boot` only boot modules, domains and
 * the memory they lie in are answered for.
 */
import type { Position } from './position';

/** Whether a position is to be answered for at all. */
export function isInScope({ analysis, node, blocks }: Position): boolean {
  if (analysis.context.scope === 'all') return true;
  if (node === undefined) return blocks.some(({ target }) => isOurs(`/${nameIn(target)}`));
  return isOurs(node.path);
}

function isOurs(path: string): boolean {
  return /^\/(chosen|domains|memory|reserved-memory)(?![\w-])/.test(path);
}

function nameIn(target: Position['blocks'][number]['target']): string {
  return target.kind === 'root' ? '' : target.text;
}
