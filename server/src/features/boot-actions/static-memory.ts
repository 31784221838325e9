/** `memory` and `xen,static-mem` of a domain made to agree, and static memory set aside where there is room for it. */
import { encodeReg } from '../../memory/encode-reg';
import { formatSize, hex } from '../../memory/format-number';
import { isAvailable } from '../../memory/ram';
import type { RegEntry, RegReading } from '../../memory/reg';
import { inheritedCells } from '../../memory/cells';
import type { Domain } from '../../model/xen-late-pass';
import type { SourceEdit } from '../../rules/fix';
import { insertProperties } from '../../rules/source-edits';
import { cellsOf } from '../../tree/value';
import type { CodeAction } from '../code-action';
import { cellsText, writeNumber } from './cell-text';
import { blockSize, freePlace, isFree, pageSize } from './free-place';
import { findingsOf, offer, type Site } from './site';

/** Each offered in the domain or on one of its two properties, not in its child nodes. */
export function staticMemoryActions(site: Site): readonly CodeAction[] {
  const { domain } = site;
  if (domain === undefined || domain.node.path !== site.node.path) return [];
  if (domain.staticMem === undefined) return reserveActions(site, domain);
  const entries = completeEntries(domain.staticMem);
  if (entries === undefined || domain.capabilities.isHardware) return [];
  const sum = entries.reduce((total, it) => total + it.size, 0n);
  return [
    ...memoryActions(site, domain, sum),
    ...resizeActions(site, domain, domain.staticMem, entries, sum),
  ];
}

/** The ranges when all of them can be told and there is at least one. */
export function completeEntries({ entries }: RegReading): readonly RegEntry[] | undefined {
  const known = entries.filter((it) => it !== undefined);
  return known.length > 0 && known.length === entries.length ? known : undefined;
}

/** `memory` becomes the sum. Where a finding stands on `memory`, its own fix does that. */
function memoryActions(site: Site, { node, memory }: Domain, sum: bigint): readonly CodeAction[] {
  if (sum % 1024n !== 0n || sum === 0n) return [];
  const kib = sum / 1024n;
  const title = `Set memory to ${formatSize(sum)}, the sum of xen,static-mem`;
  if (memory.state === 'absent') {
    const diagnostics = findingsOf(site, ['xen/domain-memory-missing']);
    const text = `memory = ${cellsText([{ value: kib, count: 2 }]) ?? ''};`;
    const compatible = node.node.properties.get('compatible')?.definitions.at(-1);
    const insertion: SourceEdit | undefined = compatible
      ? { kind: 'insert-line-after', at: compatible, text }
      : insertProperties(node.node, text);
    return offer(site, title, { source: [insertion] }, { diagnostics });
  }
  if (memory.state !== 'value' || memory.value === kib) return [];
  if (findingsOf(site, ['xen/static-mem-sum']).length > 0) return [];
  return offer(site, title, { source: memoryEdits(site, memory.property, kib) });
}

/** The edits that make `memory` say so many KiB. */
export function memoryEdits(
  { tree, files }: Site,
  property: Extract<Domain['memory'], { state: 'value' }>['property'],
  kib: bigint,
): readonly (SourceEdit | undefined)[] {
  const words = cellsOf(tree, property) ?? [];
  return writeNumber(words, { from: 0, count: 2 }, kib, files);
}

/** The last range grows or shrinks until the sum is `memory`; not over anything else, nor out of RAM. */
function resizeActions(
  site: Site,
  { node, memory }: Domain,
  { property, cells }: RegReading,
  entries: readonly RegEntry[],
  sum: bigint,
): readonly CodeAction[] {
  const last = entries[entries.length - 1];
  if (memory.state !== 'value' || last === undefined) return [];
  const wanted = memory.value * 1024n;
  const size = last.size + wanted - sum;
  if (wanted === sum || size <= 0n || size % pageSize !== 0n) return [];
  const range = { start: last.start, end: last.start + size };
  const isOwn = (it: { start: bigint; kind: string; node?: { path: string } | undefined }) =>
    it.kind === 'static-mem' && it.node?.path === node.path && it.start === last.start;
  if (size > last.size && !isFree(site.model, range, isOwn)) return [];
  const width = cells.address + cells.size;
  const sizeCells = { from: (entries.length - 1) * width + cells.address, count: cells.size };
  const words = cellsOf(site.tree, property) ?? [];
  const diagnostics = findingsOf(site, ['xen/static-mem-sum']);
  const what = entries.length === 1 ? 'xen,static-mem' : 'the last range of xen,static-mem';
  return offer(
    site,
    `Resize ${what} to ${formatSize(size)}, as memory says`,
    { source: writeNumber(words, sizeCells, size, site.files) },
    { diagnostics },
  );
}

/** A domain without static memory gets as much as `memory` says, in free RAM. */
function reserveActions(site: Site, domain: Domain): readonly CodeAction[] {
  const { node, memory, capabilities } = domain;
  const cells = node.parent && inheritedCells(site.tree, node.parent);
  const { properties } = node.node;
  if (memory.state !== 'value' || capabilities.isHardware || cells === undefined) return [];
  if (properties.has('xen,static-mem') || properties.has('llc-colors')) return [];
  if (!isAvailable(site.tree, node)) return [];
  const size = memory.value * 1024n;
  if (size === 0n || size % pageSize !== 0n || site.model.ram === undefined) return [];
  const alignment = size % blockSize === 0n ? blockSize : pageSize;
  const address = freePlace(site.model, { size, alignment, addressCells: cells.address });
  const value = address && encodeReg([{ address, size }], cells.address, cells.size);
  const at = memory.property.definitions.at(-1);
  if (address === undefined || value === undefined || at === undefined) return [];
  const text = `xen,static-mem = ${value};`;
  const diagnostics = findingsOf(site, ['xen/direct-map-without-static-mem']);
  return offer(
    site,
    `Reserve ${formatSize(size)} at ${hex(address)} as xen,static-mem of ${node.node.name}`,
    { source: [{ kind: 'insert-line-after', at, text }] },
    { diagnostics },
  );
}
