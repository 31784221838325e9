/** All code actions about Xen's boot description that are offered at a place. */
import type { FileId } from '../../lexer/token-chunk';
import { isSince, type XenVersion } from '../../model/target';
import type { TextRange } from '../../text/text-range';
import type { Snapshot } from '../../workspace/snapshot';
import type { CodeAction } from '../code-action';
import { addDomainActions } from './add-domain';
import { addModuleActions } from './add-module';
import { alignActions } from './align-ranges';
import { bootLoaderRamdiskActions } from './boot-loader-ramdisk';
import { cpupoolActions, vcpuActions } from './cpu-placement';
import { deleteDisabledActions } from './delete-disabled';
import { eventChannelActions } from './event-channels';
import { freeAddressActions } from './free-address';
import { moduleNameActions } from './module-names';
import { moveDomainActions } from './move-domain';
import { moveRangeActions } from './move-range';
import { shareMemoryActions } from './share-memory';
import { siteAt, type Site } from './site';
import { staticMemoryActions } from './static-memory';

interface Provider {
  readonly actionsOf: (site: Site) => readonly CodeAction[];
  /** The first release that reads what the actions write. */
  readonly since?: XenVersion;
}

/** In the order in which they are shown. */
const providers: readonly Provider[] = [
  { actionsOf: freeAddressActions },
  { actionsOf: moveRangeActions },
  { actionsOf: staticMemoryActions, since: '4.17' },
  { actionsOf: alignActions },
  { actionsOf: deleteDisabledActions },
  { actionsOf: moduleNameActions },
  { actionsOf: bootLoaderRamdiskActions },
  { actionsOf: addModuleActions },
  { actionsOf: addDomainActions },
  { actionsOf: moveDomainActions },
  { actionsOf: eventChannelActions, since: '4.17' },
  { actionsOf: shareMemoryActions, since: '4.17' },
  { actionsOf: cpupoolActions, since: '4.17' },
  { actionsOf: vcpuActions, since: '4.21' },
];

/** The quick fixes and rewritings at the start of a range; none where nothing is Xen's. */
export function bootActions(
  snapshot: Snapshot,
  file: FileId,
  range: TextRange,
): readonly CodeAction[] {
  const site = siteAt(snapshot, file, range);
  const version = site?.analysis.target.xen?.version;
  if (site === undefined || version === undefined) return [];
  return providers
    .filter(({ since }) => since === undefined || isSince(version, since))
    .flatMap(({ actionsOf }) => actionsOf(site));
}
