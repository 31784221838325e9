/**
 * What Xen itself makes of the nodes that it reads: how it classifies each module, which domain a node becomes, and
 * which command line is its own. The story is told in `xen-early-walk.ts` and `xen-late-pass.ts`.
 */
import { formatRange, formatSize } from '../../memory/format-number';
import type { DtNode } from '../../tree/dt-node';
import { kindLabel, type BootModule } from '../boot-module';
import { xenBootArgs } from '../boot-args';
import type { Settlement } from '../claim';
import type { PlatformModel } from '../platform';

/** A remark for each node that Xen makes something of. */
export function xenRemarks(model: PlatformModel): ReadonlyMap<DtNode, string> {
  const remarks = new Map<DtNode, string>();
  for (const it of model.modules) remarks.set(it.node.node, moduleRemark(model, it));
  for (const { node, because } of model.passedBy)
    remarks.set(node.node, `Xen does not see this module: it is ${because}`);
  for (const { node, id, capabilities } of model.domains)
    remarks.set(
      node.node,
      `Xen builds domain ${id}${capabilities.isHardware ? ', the hardware domain' : ''}`,
    );
  if (model.chosen !== undefined) remarks.set(model.chosen.node, chosenRemark(model));
  return remarks;
}

/** What a module is to Xen, and what becomes of it. */
function moduleRemark({ settlement }: PlatformModel, module: BootModule): string {
  const { decidedBy, domain, kind, node, region } = module;
  const owner = domain === undefined ? 'dom0' : domain.node.name;
  const how = decidedBy === 'position' ? ', by its place among untyped modules' : '';
  const what = `${kindLabel(kind)} of ${owner}${how}`;
  if (region !== undefined)
    return `Xen: ${what}, ${formatRange(region)}, ${formatSize(region.size)}${fate(settlement, module)}`;
  const isLoaded = node.node.properties.has('xen,uefi-binary');
  return isLoaded
    ? `Xen: ${what}; filled in at boot: reg, once the UEFI stub has loaded it`
    : `Xen panics: ${what}, but where it lies cannot be told`;
}

function fate({ clashes, shared, surplus }: Settlement, module: BootModule): string {
  const clash = clashes.find((it) => it.second.module === module);
  if (clash?.outcome === 'dropped') return `; dropped, as it overlaps ${clash.first.label}`;
  const same = shared.find((it) => it.module === module);
  if (same !== undefined) return `; the same as ${same.original.label}`;
  return surplus.some((it) => it.module === module) ? '; ignored, the table is full' : '';
}

function chosenRemark(model: PlatformModel): string {
  const { source, because } = xenBootArgs(model);
  return source === undefined
    ? `Xen has no command line from here: ${because}`
    : `Xen's command line: ${because}`;
}
