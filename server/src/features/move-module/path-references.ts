/** `&{/path}` references to a node that gets another path: they must follow it, or dtc no longer resolves them. */
import type { FileId } from '../../lexer/token-chunk';
import { locate } from '../../preprocessor/locate';
import type { TextEdit } from '../../text/text-range';
import { referencesIn } from '../syntax-path';
import type { Analysis } from '../../workspace/snapshot';
import type { Files, WrittenBlock } from './written-block';

/** The edits that make path references outside of the module's own blocks name the node at its new path. */
export function pathReferenceEdits(
  analysis: Analysis,
  blocks: readonly WrittenBlock[],
  paths: { readonly from: string; readonly to: string },
  files: Files,
): readonly { readonly file: FileId; readonly edit: TextEdit }[] {
  const isOwn = (file: FileId, offset: number) =>
    blocks.some((it) => it.file.id === file && it.extent.start <= offset && offset < it.extent.end);
  return [analysis.syntax, ...analysis.overlays].flatMap((syntax) =>
    referencesIn(syntax).flatMap((it) => {
      const isHere = it.text === paths.from || it.text.startsWith(`${paths.from}/`);
      if (it.form !== 'path' || !isHere) return [];
      const found = locate(it, files);
      if (found?.isVerbatim !== true || isOwn(found.file, found.range.start)) return [];
      const newText = `&{${paths.to}${it.text.slice(paths.from.length)}}`;
      return [{ file: found.file, edit: { range: found.range, newText } }];
    }),
  );
}
