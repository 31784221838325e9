/** A new kernel, ramdisk or devicetree for a domain, or a ramdisk for dom0, at the next free address. */
import { encodeReg } from '../../memory/encode-reg';
import { formatSize, hex } from '../../memory/format-number';
import { kindLabel } from '../../model/boot-module';
import type { Domain, DomainModuleKind } from '../../model/xen-late-pass';
import { longestModulePath } from '../../model/xen-early-walk';
import type { NodeRef } from '../../tree/node-ref';
import type { CodeAction } from '../code-action';
import { alignmentOf, freePlace } from './free-place';
import { blockFor, childCells, nodeEdit, propertyEdits, type ChildCells } from './insert';
import { likelySize } from './likely-size';
import { findingsOf, offer, type Site } from './site';

/** In a domain: what it has not yet. In `/chosen`: a ramdisk where dom0 has a kernel and none. */
export function addModuleActions(site: Site): readonly CodeAction[] {
  const { domain, model, node } = site;
  if (domain?.node.path === node.path) {
    const { kernel, ramdisk, deviceTree } = domain;
    const isPlain = !domain.capabilities.isHardware;
    return [
      ...(kernel === undefined ? addAction(site, node, 'kernel', domain) : []),
      ...(ramdisk === undefined ? addAction(site, node, 'ramdisk', domain) : []),
      ...(deviceTree === undefined && isPlain ? addAction(site, node, 'device-tree', domain) : []),
    ];
  }
  if (node.path !== model.chosen?.path || model.dom0?.kernel === undefined) return [];
  return model.dom0.ramdisk === undefined ? addAction(site, node, 'ramdisk') : [];
}

function addAction(
  site: Site,
  parent: NodeRef,
  kind: DomainModuleKind,
  domain?: Domain,
): readonly CodeAction[] {
  const cells = childCells(site.tree, parent);
  const module = cells && newModule(site, kind, cells, domain);
  if (module === undefined || parent.node.children.has(module.name)) return [];
  if (`${parent.path}/${module.name}`.length > longestModulePath) return [];
  const block = blockFor(site, parent);
  const owner = domain?.node.node.name ?? 'dom0';
  const diagnostics = kind === 'kernel' ? findingsOf(site, ['xen/domain-kernel-missing']) : [];
  return offer(
    site,
    `Add a ${kindLabel(kind)} for ${owner} at ${module.place}`,
    { text: [...propertyEdits(block, cells?.missing ?? []), nodeEdit(block, module.lines)] },
    { diagnostics },
  );
}

export interface NewModule {
  readonly name: string;
  /** `0x4a000000 (16 MiB)` */
  readonly place: string;
  /** Its text, indented with tabs. */
  readonly lines: readonly string[];
}

/** A module in free memory, with `reg` in these cells; undefined when there is no room. */
export function newModule(
  { model }: Site,
  kind: DomainModuleKind,
  cells: Pick<ChildCells, 'address' | 'size'>,
  domain?: Domain,
): NewModule | undefined {
  const size = likelySize(kind, domain);
  const wish = { size, alignment: alignmentOf(kind), addressCells: cells.address };
  const address = freePlace(model, wish);
  const reg = address && encodeReg([{ address, size }], cells.address, cells.size);
  if (address === undefined || reg === undefined) return undefined;
  const name = `${kind}@${address.toString(16)}`;
  const lines = [
    `${name} {`,
    `\tcompatible = "multiboot,${kind}", "multiboot,module";`,
    `\treg = ${reg};`,
    '};',
  ];
  return { name, place: `${hex(address)} (${formatSize(size)})`, lines };
}
