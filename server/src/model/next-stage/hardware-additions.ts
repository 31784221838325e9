/** What Xen adds at the end of the root of dom0's tree (Xen arch/arm/domain_build.c handle_node). */
import { inheritedCells } from '../../memory/cells';
import { reservedMemoryNode } from '../../memory/reserved-memory';
import { filledIn, remark, type MadeLine } from '../../tree/made-tree';
import { rootOf } from '../../tree/node-ref';
import type { PlatformModel } from '../platform';
import type { SharedMemory } from '../shared-memory';
import type { Domain } from '../xen-late-pass';
import { optionOf } from '../xen-command-line';
import { valueOf } from '../xen-property';
import { gicReference, hardwareCpus, type HardwareHost } from './hardware-devices';
import {
  cpusNode,
  hypervisorNode,
  memoryNode,
  psciNode,
  reservedMemoryNodeFor,
  type Range,
} from './made-by-xen';

/** `/hypervisor`, `/psci`, `/cpus`, memory and shared memory. */
export function addedNodes(making: HardwareHost): readonly MadeLine[] {
  const { tree, host, model, reader, version } = making;
  const cells = inheritedCells(tree, rootOf(tree));
  const reserved = cells && memoryNode(reservedRanges(model), cells);
  const isBelowOwn = reservedMemoryNode(tree) !== undefined;
  const shared =
    isBelowOwn || cells === undefined
      ? undefined
      : reservedMemoryNodeFor(sharedMemoryOf(model, reader), cells);
  return [
    hypervisorNode(
      version,
      gicReference(making),
      [remark(filledIn('reg, the grant frames in the place of Xen, then extended regions'))],
      true,
    ),
    psciNode(),
    cpusNode(tree, host, hardwareCpus(making)),
    remark(filledIn(ramText(model, reader))),
    ...(reserved ? [{ ...reserved, remark: 'the reserved ranges of the board' }] : []),
    ...(shared ? [shared] : []),
  ];
}

/** The shared memory of dom0 or of the hardware domain. */
export function sharedMemoryOf(
  { sharedUses }: PlatformModel,
  reader: 'dom0' | Domain,
): readonly SharedMemory[] {
  const own = sharedUses.filter((it) =>
    reader === 'dom0' ? it.user === 'dom0' && it.domain === undefined : it.domain === reader,
  );
  return own.map((it) => it.shm);
}

/** Where the RAM lies Xen decides; how much it is, its command line or the domain says. */
function ramText({ commandLine }: PlatformModel, reader: 'dom0' | Domain): string {
  const asked = commandLine && optionOf(commandLine, 'dom0_mem');
  const amount =
    reader !== 'dom0'
      ? `${valueOf(reader.memory) ?? '?'} KiB`
      : asked === undefined || asked === ''
        ? '512 MiB, as Xen has no dom0_mem'
        : `dom0_mem=${asked}`;
  return `/memory@…, ${amount} of the board's free RAM at the addresses of the board`;
}

/**
 * make_memory_node with the reserved banks: from the first that `/reserved-memory` gives, without the RAM of domains
 * and without `/memreserve/`.
 */
function reservedRanges({ claims }: PlatformModel): readonly Range[] {
  const first = claims.findIndex((it) => it.kind === 'reserved-memory');
  if (first < 0) return [];
  return claims
    .slice(first)
    .filter((it) => it.kind === 'reserved-memory' || it.kind === 'static-heap')
    .map(({ start, end }) => ({ start, size: end - start }));
}
