/** Which `#if`s stand open at a place of a file, so that text is not moved out of a condition unnoticed. */
import type { SourceFile } from '../../lexer/source-file';
import { rangeInChunk, significantTokens } from '../../lexer/token-chunk';
import { chunkItems, significantText } from '../../preprocessor/chunk-items';
import type { TextRange } from '../../text/text-range';

export interface OpenCondition {
  /** `#ifdef`, `#if`… */
  readonly name: string;
  /** Offset of its `#`. */
  readonly start: number;
}

/** The conditions around an offset, outermost first; a guard against a second inclusion of the file is none. */
export function conditionsAt(file: SourceFile, offset: number): readonly OpenCondition[] {
  const open: (OpenCondition & { readonly isGuard: boolean })[] = [];
  for (const it of conditionalsOf(file)) {
    if (it.start >= offset) break;
    if (it.kind === 'open') open.push(it);
    else if (it.kind === 'close') open.pop();
  }
  return open.filter((it) => !it.isGuard);
}

/** Whether every `#if` in a range has its `#endif` there, and no `#else` or `#endif` is without its `#if`. */
export function areConditionsWhole(file: SourceFile, range: TextRange): boolean {
  let depth = 0;
  for (const { kind, start } of conditionalsOf(file)) {
    if (start < range.start || start >= range.end) continue;
    if (kind === 'open') depth++;
    else if (depth === 0) return false;
    else if (kind === 'close') depth--;
  }
  return depth === 0;
}

interface Conditional extends OpenCondition {
  readonly kind: 'open' | 'next' | 'close';
  readonly isGuard: boolean;
}

function conditionalsOf(file: SourceFile): readonly Conditional[] {
  return file.chunks.flatMap((chunk, ordinal) => {
    const { indexes } = significantTokens(chunk);
    const items = chunkItems(chunk);
    return items.flatMap(({ name, kind, from }, i): readonly Conditional[] => {
      const role = kind === 'directive' ? roleOf(name) : undefined;
      if (role === undefined) return [];
      const next = items[i + 1];
      const isGuard =
        name === 'ifndef' &&
        next?.name === 'define' &&
        significantText(chunk, next.from + 2) === significantText(chunk, from + 2);
      const start = (file.starts[ordinal] ?? 0) + rangeInChunk(chunk, indexes[from] ?? 0).start;
      return [{ kind: role, name: `#${name}`, start, isGuard }];
    });
  });
}

function roleOf(name: string): Conditional['kind'] | undefined {
  if (name === 'if' || name === 'ifdef' || name === 'ifndef') return 'open';
  if (name === 'endif') return 'close';
  return name === 'else' || name.startsWith('elif') ? 'next' : undefined;
}
