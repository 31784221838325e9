/** The shortest ways from a piece of DTS to what a test looks at. Sources without a header get `/dts-v1/;` on their first line. */
import { fileId } from '../server/src/lexer/token-chunk';
import { sourceFile, type SourceFile } from '../server/src/lexer/source-file';
import { preprocess, type Preprocessed } from '../server/src/preprocessor/preprocess';
import type { Problem } from '../server/src/preprocessor/problem';
import { parse, type Parse } from '../server/src/syntax/parser';
import { compose } from '../server/src/tree/compose';
import type { DeviceTree } from '../server/src/tree/dt-node';

export interface Analysed {
  readonly file: (path: string) => SourceFile | undefined;
  readonly preprocessed: Preprocessed;
  readonly parsed: Parse;
  readonly tree: DeviceTree;
  readonly problems: readonly Problem[];
}

/** Analyses `/board.dts` with other files beside it. */
export function analyse(
  dts: string,
  others: Readonly<Record<string, string>> = {},
  defines: ReadonlyMap<string, string> = new Map(),
): Analysed {
  const files = new Map<string, SourceFile>();
  for (const [path, text] of Object.entries({ '/board.dts': dts, ...others }))
    files.set(path, sourceFile(fileId(path), text));
  const file = (path: string) => files.get(path);
  const root = file('/board.dts') ?? sourceFile(fileId('/board.dts'), dts);
  const preprocessed = preprocess({
    root,
    file,
    includePaths: ['/include'],
    defines,
  });
  const parsed = parse(preprocessed.sequence);
  const tree = compose([parsed.syntax], { binaries: new Map() });
  return {
    file,
    preprocessed,
    parsed,
    tree,
    problems: [...preprocessed.problems, ...parsed.problems, ...tree.problems],
  };
}

/** The tree of a source; `/dts-v1/;` is put in front when it lacks it. */
export function treeOf(dts: string): DeviceTree {
  return analyse(dts.includes('/dts-v1/') ? dts : `/dts-v1/; ${dts}`).tree;
}
