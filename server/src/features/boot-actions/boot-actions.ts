/** All code actions about Xen's boot description that are offered at a place. */
import type { FileId } from '../../lexer/token-chunk';
import type { TextRange } from '../../text/text-range';
import type { Snapshot } from '../../workspace/snapshot';
import type { CodeAction } from '../code-action';
import { alignActions } from './align-ranges';
import { bootLoaderRamdiskActions } from './boot-loader-ramdisk';
import { freeAddressActions } from './free-address';
import { moduleNameActions } from './module-names';
import { staticMemoryActions } from './static-memory';
import { siteAt, type Site } from './site';

/** In the order in which they are shown. */
const providers: readonly ((site: Site) => readonly CodeAction[])[] = [
  freeAddressActions,
  staticMemoryActions,
  alignActions,
  moduleNameActions,
  bootLoaderRamdiskActions,
];

/** The quick fixes and rewritings at the start of a range; none where nothing is Xen's. */
export function bootActions(
  snapshot: Snapshot,
  file: FileId,
  range: TextRange,
): readonly CodeAction[] {
  const site = siteAt(snapshot, file, range);
  return site === undefined ? [] : providers.flatMap((actionsOf) => actionsOf(site));
}
