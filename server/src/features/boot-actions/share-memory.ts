/** Memory that a domain owns and another borrows, outside the RAM and the devices of both guests. */
import { formatSize, hex } from '../../memory/format-number';
import { freeAddress } from '../../memory/free-space';
import type { Interval } from '../../memory/interval';
import { guestRam } from '../../model/guest-layout';
import type { Domain } from '../../model/xen-late-pass';
import { shmGuestRange } from '../../rules/xen/shm-guest-ranges';
import type { CodeAction } from '../code-action';
import { cellsText } from './cell-text';
import { blockSize, freePlace } from './free-place';
import { blockFor, childCells, freeName, nodeEdit, propertyEdits } from './insert';
import { peersOf } from './peers';
import { offer, type PlacedEdit, type Site } from './site';

const size = 0x100000n;

/** Where RAM of guests that are not direct-mapped may lie below 4 GiB (Xen include/public/arch-arm.h). */
const guestWindow: Interval = { start: 0x40000000n, end: 0x100000000n };

/** In a domain: one action for each other domain. */
export function shareMemoryActions(site: Site): readonly CodeAction[] {
  const { domain, model } = site;
  if (domain === undefined || domain.node.path !== site.node.path) return [];
  if (model.ram === undefined || domain.capabilities.isHardware) return [];
  const host = freePlace(model, { size, alignment: blockSize, addressCells: 2 });
  if (host === undefined) return [];
  const owner = domain.node.node.name;
  return peersOf(site, domain)
    .filter((it) => !it.capabilities.isHardware)
    .flatMap((peer) =>
      offer(
        site,
        `Share ${formatSize(size)} at ${hex(host)} with ${peer.node.node.name}; ${owner} owns it`,
        {
          text: [
            ...endEdits(site, domain, host, 'owner'),
            ...endEdits(site, peer, host, 'borrower'),
          ],
        },
      ),
    );
}

function endEdits(
  site: Site,
  domain: Domain,
  host: bigint,
  role: 'owner' | 'borrower',
): readonly (PlacedEdit | undefined)[] {
  const { node, isDirectMap } = domain;
  const cells = childCells(site.tree, node);
  const guest = isDirectMap ? host : guestAddress(site, domain);
  if (cells === undefined || guest === undefined) return [undefined];
  const value = cellsText([
    { value: host, count: cells.address },
    { value: guest, count: cells.address },
    { value: size, count: cells.size },
  ]);
  if (value === undefined) return [undefined];
  const block = blockFor(site, node);
  const lines = [
    `${freeName(node, 'shared-memory')} {`,
    '\tcompatible = "xen,domain-shared-memory-v1";',
    `\trole = "${role}";`,
    `\txen,shm-id = "${freeId(site)}";`,
    `\txen,shared-mem = ${value};`,
    '};',
  ];
  return [...propertyEdits(block, cells.missing), nodeEdit(block, lines)];
}

/** Behind the guest's RAM and what it shares already; undefined when its RAM reaches to 4 GiB. */
function guestAddress({ model }: Site, domain: Domain): bigint | undefined {
  if (domain.memory.state !== 'value') return undefined;
  const shared = model.sharedUses
    .map(shmGuestRange)
    .filter((it) => it?.domain.node.path === domain.node.path)
    .filter((it) => it !== undefined);
  const taken = [...guestRam(domain.memory.value * 1024n), ...shared];
  const wish = { size, alignment: blockSize, from: 0x80000000n };
  return (
    freeAddress([guestWindow], taken, wish) ??
    freeAddress([guestWindow], taken, { ...wish, from: guestWindow.start })
  );
}

/** `shared-0`, or the next that no node has; Xen takes 15 characters (common/device-tree/static-shmem.c). */
function freeId({ model }: Site): string {
  const taken = new Set(model.sharedMemory.map((it) => it.id));
  let number = 0;
  while (taken.has(`shared-${number}`)) number++;
  return `shared-${number}`;
}
