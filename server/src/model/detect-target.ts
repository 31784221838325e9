/**
 * Who reads this tree: the name that the user gave, or, for `auto`, what the content says. Xen's strings in the
 * tree or its properties in `/chosen` mean Xen, a `/domains` node with OpenAMP's compatibles means a System
 * Devicetree; a tree can be both (Lopper makes the one from the other).
 */
import type { DeviceTree } from '../tree/dt-node';
import { childOf, childrenOf, rootOf, walk, type NodeRef } from '../tree/node-ref';
import { compatiblesOf } from './node-compatibles';
import { assignedDevicesOf } from './partial-tree';
import { xenVersionOf, xenVersions, type Target, type TargetName, type XenVersion } from './target';
import { walkXenNodes } from './xen-nodes';
import { chosenCompatibles, listsInAnyCase } from './xen-names';

/** The target of a tree; an unknown release counts as the newest. */
export function detectTarget(tree: DeviceTree, name: TargetName): Target {
  switch (name) {
    case 'none':
      return { because: 'the language only, as configured' };
    case 'system-dt':
      return { systemDt: true, because: 'System Devicetree, as configured' };
    case 'auto':
      return detect(tree);
    default:
      return {
        xen: { version: xenVersionOf(name) ?? newest() },
        because: `${name}, as configured`,
      };
  }
}

function detect(tree: DeviceTree): Target {
  const xen = xenEvidence(tree);
  const systemDt = systemDtEvidence(tree);
  if (xen === undefined && systemDt === undefined)
    return { because: 'nothing for a hypervisor or for Lopper found' };
  return {
    ...(xen !== undefined && { xen: { version: newest() } }),
    ...(systemDt !== undefined && { systemDt: true }),
    because: [xen, systemDt].filter((it) => it !== undefined).join('; '),
  };
}

function newest(): XenVersion {
  return xenVersions[xenVersions.length - 1] ?? '4.22';
}

/** Where Xen is spoken of, as a sentence for the status item; undefined when nowhere. */
function xenEvidence(tree: DeviceTree): string | undefined {
  for (const node of walkXenNodes(tree)) {
    const compatibles = compatiblesOf(tree, node);
    const found =
      chosenCompatibles.find((it) => listsInAnyCase(compatibles, it)) ??
      compatibles.find((it) => node.path.startsWith('/chosen/') && it.startsWith('multiboot,'));
    if (found !== undefined) return `"${found}" found in ${node.path}`;
    const property = node.path === '/chosen' ? xenProperty(node) : undefined;
    if (property !== undefined) return `${property} found in ${node.path}`;
  }
  const [device] = assignedDevicesOf(tree);
  return device && `a device of the board for a guest found in ${device.node.path}`;
}

function xenProperty(node: NodeRef): string | undefined {
  return [...node.node.properties.keys()].find((it) => it.startsWith('xen,'));
}

function systemDtEvidence(tree: DeviceTree): string | undefined {
  const domains = childOf(rootOf(tree), 'domains');
  if (domains === undefined) return undefined;
  for (const node of walk(domains)) {
    const found = compatiblesOf(tree, node).find((it) => it.startsWith('openamp,'));
    if (found !== undefined) return `"${found}" found in ${node.path}`;
  }
  const cluster = childrenOf(rootOf(tree)).find((it) =>
    compatiblesOf(tree, it).some((name) => name === 'cpus,cluster'),
  );
  return cluster && `/domains and the CPU cluster ${cluster.path} found`;
}
