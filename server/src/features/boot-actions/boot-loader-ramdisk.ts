/** dom0's ramdisk: from `linux,initrd-start` and `linux,initrd-end` to a boot module, and back. */
import { encodeReg } from '../../memory/encode-reg';
import { initrdOf } from '../../memory/initrd';
import type { BootModule } from '../../model/boot-module';
import type { NodeRef } from '../../tree/node-ref';
import { removeProperty } from '../../rules/source-edits';
import type { CodeAction } from '../code-action';
import { cellsText } from './cell-text';
import { isFree } from './free-place';
import { blockFor, childCells, nodeEdit, propertyEdits } from './insert';
import { offer, type Site } from './site';

const properties = ['linux,initrd-start', 'linux,initrd-end'];

/** On one of the properties, or in a ramdisk module of dom0. */
export function bootLoaderRamdiskActions(site: Site): readonly CodeAction[] {
  const { chosen } = site.model;
  if (chosen === undefined) return [];
  if (site.node.path === chosen.path && properties.includes(site.property ?? ''))
    return toModule(site, chosen);
  const { module } = site;
  const isOwn = module?.node.path === site.node.path && module.node.parent?.path === chosen.path;
  return isOwn && module.kind === 'ramdisk' ? toProperties(site, chosen, module) : [];
}

function toModule(site: Site, chosen: NodeRef): readonly CodeAction[] {
  const { start, end, range } = initrdOf(site.tree, chosen) ?? {};
  const cells = childCells(site.tree, chosen);
  if (start === undefined || end === undefined || range === undefined || cells === undefined)
    return [];
  const numbers = { address: range.start, size: range.end - range.start };
  const reg = encodeReg([numbers], cells.address, cells.size);
  const name = `ramdisk@${range.start.toString(16)}`;
  if (reg === undefined || chosen.node.children.has(name)) return [];
  const lines = [
    `${name} {`,
    '\tcompatible = "multiboot,ramdisk", "multiboot,module";',
    `\treg = ${reg};`,
    '};',
  ];
  const block = blockFor(site, chosen);
  return offer(site, `Make this ramdisk a boot module ${name}`, {
    source: [...removeProperty(start), ...removeProperty(end)],
    text: [...propertyEdits(block, cells.missing), nodeEdit(block, lines)],
  });
}

function toProperties(
  site: Site,
  chosen: NodeRef,
  { node, region, bootargs }: BootModule,
): readonly CodeAction[] {
  const hasInitrd = properties.some((it) => chosen.node.properties.has(it));
  const [definition, ...others] = node.node.definitions;
  if (region === undefined || region.size === 0n || hasInitrd || bootargs !== undefined) return [];
  if (!isFree(site.model, region, (it) => it.node?.path === node.path)) return [];
  if (definition === undefined || others.length > 0 || node.node.labels.length > 0) return [];
  const value = (address: bigint) =>
    cellsText([{ value: address, count: address >> 32n === 0n ? 1 : 2 }]) ?? '';
  const lines = [
    `linux,initrd-start = ${value(region.start)};`,
    `linux,initrd-end = ${value(region.end)};`,
  ];
  return offer(site, `Give ${node.node.name} by linux,initrd-start and linux,initrd-end`, {
    source: [{ kind: 'remove', at: definition }],
    text: propertyEdits(blockFor(site, chosen), lines),
  });
}
