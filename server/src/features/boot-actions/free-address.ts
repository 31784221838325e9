/** *Move module@48000000 to 0x4a000000*: a module that meets something, or lies outside RAM, gets the next free place. */
import { encodeReg } from '../../memory/encode-reg';
import { formatSize, hex } from '../../memory/format-number';
import { kindLabel, type BootModule } from '../../model/boot-module';
import { addressInName } from '../../model/meant-reg';
import type { SourceEdit } from '../../rules/fix';
import { renameNode } from '../../rules/source-edits';
import { baseName, unitAddress } from '../../tree/node-ref';
import { cellsOf } from '../../tree/value';
import type { CodeAction } from '../code-action';
import { pathReferences } from '../move-module/path-references';
import { writeNumber } from './cell-text';
import { alignmentOf, blockSize, freePlace } from './free-place';
import { likelySize } from './likely-size';
import { findingsOf, offer, type Change, type Site } from './site';

const displaced = [
  'xen/module-overlap',
  'xen/module-same-address-other-kind',
  'xen/module-vs-memreserve',
  'xen/module-vs-reserved-memory',
  'xen/module-vs-shared-mem',
  'xen/module-vs-static-heap',
  'xen/module-vs-static-mem',
  'xen/module-outside-ram',
];

/** The quick fixes for a module in the wrong place or without one, and a copy of its own for a module that is shared. */
export function freeAddressActions(site: Site): readonly CodeAction[] {
  const { module } = site;
  if (module === undefined || module.node.path !== site.node.path) return [];
  const misplaced = findingsOf(site, displaced);
  const missing = findingsOf(site, ['xen/module-missing-reg']);
  return [
    ...(misplaced.length > 0 ? moveActions(site, module, misplaced) : []),
    ...(missing.length > 0 ? regActions(site, module, missing) : []),
    ...ownCopyActions(site, module),
  ];
}

function moveActions(
  site: Site,
  module: BootModule,
  diagnostics: CodeAction['diagnostics'],
): readonly CodeAction[] {
  const address = nextFree(site, module);
  if (address === undefined) return [];
  const what = alignmentOf(module.kind) === blockSize ? '2 MiB block' : 'page';
  const title = `Move ${module.node.node.name} to ${hex(address)}, the next free ${what}`;
  return offer(site, title, relocation(site, module, address), { diagnostics, isPreferred: true });
}

/** Two nodes that name one blob become two blobs. */
function ownCopyActions(site: Site, module: BootModule): readonly CodeAction[] {
  const { shared } = site.model.settlement;
  const first = shared.find((it) => it.module.node.path === module.node.path)?.original.module;
  if (first === undefined || first.domain?.path === module.domain?.path) return [];
  const address = nextFree(site, module);
  if (address === undefined) return [];
  const owner = module.domain?.node.name ?? 'dom0';
  const title = `Give ${owner} its own copy of this ${kindLabel(module.kind)} at ${hex(address)}`;
  const { name } = module.node.node;
  return offer(site, `${title} (${name})`, relocation(site, module, address));
}

function nextFree(site: Site, { node, kind, region, cells }: BootModule): bigint | undefined {
  if (region === undefined || region.size === 0n || cells === undefined) return undefined;
  return freePlace(site.model, {
    size: region.size,
    alignment: alignmentOf(kind),
    addressCells: cells.address,
    from: region.start,
    isIgnored: (it) => it.kind === 'module' && it.node?.path === node.path,
  });
}

/** The address in `reg`, the unit address, and the `&{/path}` references that follow it. */
function relocation(site: Site, module: BootModule, address: bigint): Change {
  const { node, reg, cells } = module;
  const words = reg && cellsOf(site.tree, reg.property);
  const range = { from: 0, count: cells?.address ?? 0 };
  const written = words ? writeNumber(words, range, address, site.files) : [undefined];
  const renaming = unitAddress(node.node.name) === undefined ? {} : rename(site, module, address);
  return {
    source: [...written, ...(renaming.source ?? [])],
    text: renaming.text ?? [],
  };
}

function rename(site: Site, { node }: BootModule, address: bigint): Change {
  const name = `${baseName(node.node.name)}@${address.toString(16)}`;
  if (name === node.node.name) return {};
  if (node.parent?.node.children.has(name) === true) return { source: [undefined] };
  const path = `${node.parent?.path === '/' ? '' : (node.parent?.path ?? '')}/${name}`;
  const references = pathReferences(site.analysis, [], node.path, site.files);
  return {
    source: renameNode(node.node, name) ?? [undefined],
    text: references.map(({ file, range, below }) => ({
      file,
      edit: { range, newText: `&{${path}${below}}` },
    })),
  };
}

function regActions(
  site: Site,
  module: BootModule,
  diagnostics: CodeAction['diagnostics'],
): readonly CodeAction[] {
  const { node, kind, cells, domain } = module;
  const compatible = node.node.properties.get('compatible')?.definitions.at(-1);
  if (cells === undefined || compatible === undefined) return [];
  const owner = site.model.domains.find((it) => it.node.path === domain?.path);
  const size = likelySize(kind, owner);
  const wish = { size, alignment: alignmentOf(kind), addressCells: cells.address };
  const stated = addressInName(node.node.name);
  const address = freePlace(site.model, { ...wish, ...(stated !== undefined && { from: stated }) });
  const value = address && encodeReg([{ address, size }], cells.address, cells.size);
  if (address === undefined || value === undefined) return [];
  const insertion: SourceEdit = {
    kind: 'insert-line-after',
    at: compatible,
    text: `reg = ${value};`,
  };
  const { source = [], text = [] } = rename(site, module, address);
  const title = `Give ${node.node.name} a reg at ${hex(address)} with ${formatSize(size)}, to be set to the size of its file`;
  return offer(
    site,
    title,
    { source: [insertion, ...source], text },
    { diagnostics, isPreferred: true },
  );
}
