/** `&{/path}` references to a node that gets another path: they must follow it, or dtc no longer resolves them. */
import type { FileId } from '../../lexer/token-chunk';
import { locate } from '../../preprocessor/locate';
import type { TextRange } from '../../text/text-range';
import type { Analysis } from '../../workspace/snapshot';
import { referencesIn } from '../syntax-path';
import type { Files, WrittenBlock } from './written-block';

export interface WrittenReference {
  readonly file: FileId;
  readonly range: TextRange;
  /** What follows the node's own path: "" or `/child`. */
  readonly below: string;
}

/** The path references to a node or below it that stand outside of the node's own blocks, where files spell them. */
export function pathReferences(
  analysis: Analysis,
  blocks: readonly WrittenBlock[],
  path: string,
  files: Files,
): readonly WrittenReference[] {
  const isOwn = (file: FileId, offset: number) =>
    blocks.some((it) => it.file.id === file && it.extent.start <= offset && offset < it.extent.end);
  return [analysis.syntax, ...analysis.overlays].flatMap((syntax) =>
    referencesIn(syntax).flatMap(({ form, text, ...span }) => {
      if (form !== 'path' || (text !== path && !text.startsWith(`${path}/`))) return [];
      const found = locate(span, files);
      if (found?.isVerbatim !== true || isOwn(found.file, found.range.start)) return [];
      return [{ file: found.file, range: found.range, below: text.slice(path.length) }];
    }),
  );
}
