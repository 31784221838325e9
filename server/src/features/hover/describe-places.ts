/** Where things are written, in words: `soc.dtsi:12`, with the include or the macro that brought it in. */
import type { FileId } from '../../lexer/token-chunk';
import { linesOf } from '../../lexer/source-file';
import { locate, type Location } from '../../preprocessor/locate';
import type { Place } from '../../preprocessor/problem';
import { fileName } from '../../text/path';
import { positionAt } from '../../text/line-index';
import type { Snapshot } from '../../workspace/snapshot';

/** `soc.dtsi:12`, `soc.dtsi:12, by macro REG`; undefined when the place is in no known file. */
export function placeText(snapshot: Snapshot, place: Place): string | undefined {
  const found = locate(place, (id: FileId) => snapshot.file(id));
  if (found === undefined) return undefined;
  const macro = found.macro ? `, by macro \`${found.macro.name}\`` : '';
  const [include] = found.includedAt;
  const from = include ? `, included at ${locationText(snapshot, include)}` : '';
  return `${locationText(snapshot, found)}${macro}${from}`;
}

/** `soc.dtsi:12` */
export function locationText(snapshot: Snapshot, { file, range }: Location): string {
  const known = snapshot.file(file);
  const line = known ? positionAt(linesOf(known), range.start).line + 1 : undefined;
  return line === undefined ? fileName(file) : `${fileName(file)}:${line}`;
}
