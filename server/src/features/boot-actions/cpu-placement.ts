/** CPU pools of the board's CPUs, and vCPUs pinned to them. */
import { cpusOf } from '../../model/cpupool';
import type { Domain } from '../../model/xen-late-pass';
import { compatiblesOf } from '../../tree/value';
import type { NodeRef } from '../../tree/node-ref';
import type { CodeAction } from '../code-action';
import { blockFor, freeName, nodeEdit } from './insert';
import { findingsOf, offer, type Site } from './site';

/** In `/chosen`, or where a finding says that CPUs are in no pool. */
export function cpupoolActions(site: Site): readonly CodeAction[] {
  const { chosen, cpupools } = site.model;
  const diagnostics = findingsOf(site, ['xen/cpupool-unassigned']);
  if (chosen === undefined) return [];
  if (site.node.path !== chosen.path && diagnostics.length === 0) return [];
  const assigned = new Set(cpupools.flatMap((it) => it.cpus ?? []).map((it) => it.node));
  const free = cpusOf(site.tree).filter((it) => !assigned.has(it.node));
  const groups = cpupools.length === 0 ? groupsOf(site, free) : [free];
  if (groups.length === 0 || free.length === 0 || !canComeUp(site)) return [];
  const name = freeName(chosen, 'cpupool');
  const lines = groups.flatMap((cpus, i) => [
    ...(i > 0 ? [''] : []),
    `${groups.length > 1 ? freeName(chosen, `cpupool-${i}`) : name} {`,
    '\tcompatible = "xen,cpupool";',
    `\tcpupool-cpus = <${cpus.map(referenceTo).join(' ')}>;`,
    '};',
  ]);
  const lists = groups.map((cpus) => cpus.map((it) => it.node.name).join(', '));
  const title =
    lists.length > 1
      ? `Split the CPUs into ${lists.length} pools: ${lists.join(' | ')}`
      : `Add a CPU pool of ${lists.join('')}`;
  return offer(site, title, { text: [nodeEdit(blockFor(site, chosen), lines)] }, { diagnostics });
}

/** One pool for each type of CPU; of a single type the boot CPU by itself, as dom0 runs in its pool. */
function groupsOf({ tree }: Site, cpus: readonly NodeRef[]): readonly (readonly NodeRef[])[] {
  const types = [...new Set(cpus.map((it) => compatiblesOf(tree, it)[0]))];
  if (types.length > 1)
    return types.map((type) => cpus.filter((it) => compatiblesOf(tree, it)[0] === type));
  return cpus.length < 2 ? [] : [cpus.slice(0, 1), cpus.slice(1)];
}

/** Xen brings up other types than that of the boot CPU with `hmp-unsafe` only (docs/misc/arm/big.LITTLE.txt). */
function canComeUp({ tree, model }: Site): boolean {
  const types = new Set(cpusOf(tree).map((it) => compatiblesOf(tree, it)[0]));
  return types.size === 1 || model.commandLine?.text.includes('hmp-unsafe') === true;
}

function referenceTo({ node, path }: NodeRef): string {
  const label = node.labels[0]?.name;
  return label === undefined ? `&{${path}}` : `&${label}`;
}

/** How many vCPUs are written out at most. */
const mostVcpus = 32;

/** In a domain without vCPU nodes, on a board whose CPUs are in one pool: each vCPU on a CPU of its own, in turn. */
export function vcpuActions(site: Site): readonly CodeAction[] {
  const { domain, model, tree } = site;
  if (domain === undefined || domain.node.path !== site.node.path) return [];
  const { cpus, vcpus, node } = domain;
  const count = cpusOf(tree).length;
  if (cpus.state !== 'value' || cpus.value < 1 || cpus.value > mostVcpus) return [];
  if (vcpus.length > 0 || count === 0 || model.cpupools.length > 0) return [];
  const first = vcpusBefore(model.domains, domain);
  const pinned = Array.from({ length: cpus.value }, (_, i) => (first + i) % count);
  const lines = pinned.flatMap((cpu, i) => [
    ...(i > 0 ? [''] : []),
    `${freeName(node, `vcpu${i}`)} {`,
    '\tcompatible = "xen,vcpu";',
    `\tid = <${i}>;`,
    `\thard-affinity = "${cpu}";`,
    '};',
  ]);
  const where = pinned.length === 1 ? `CPU ${pinned.join('')}` : `CPUs ${pinned.join(', ')}`;
  const what = pinned.length === 1 ? 'the vCPU' : `the ${pinned.length} vCPUs`;
  const title = `Pin ${what} of ${node.node.name} to ${where}`;
  return offer(site, title, { text: [nodeEdit(blockFor(site, node), lines)] });
}

/** Domains take the CPUs one after the other. */
function vcpusBefore(domains: readonly Domain[], domain: Domain): number {
  const before = domains.filter((it) => it.id < domain.id);
  return before.reduce((sum, { cpus }) => sum + (cpus.state === 'value' ? cpus.value : 0), 0);
}
