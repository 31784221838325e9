/** Whether somebody meant a node to be a kernel: then what is wrong with it has a finding of its own. */
import { statedKind } from '../../model/boot-module';
import { chosenCompatibles, isBootModule } from '../../model/xen-names';
import type { DeviceTree } from '../../tree/dt-node';
import { walk, type NodeRef } from '../../tree/node-ref';
import { compatiblesOf } from '../../model/node-compatibles';
import { meantName } from '../boot/meant-name';

/** A kernel, a module that does not say what it is, or one whose compatible is misspelt, at or below `top`. */
export function holdsMeantKernel(tree: DeviceTree, top: NodeRef): boolean {
  for (const node of walk(top)) if (isMeantKernel(compatiblesOf(tree, node))) return true;
  return false;
}

function isMeantKernel(compatibles: readonly string[]): boolean {
  const kind = statedKind(compatibles)?.kind;
  if (kind !== undefined) return kind === 'kernel';
  if (isBootModule(compatibles)) return true;
  return compatibles.some((it) => {
    const meant = meantName(it, chosenCompatibles);
    return it.includes('multiboot') || (meant !== undefined && /multiboot|linux/.test(meant));
  });
}
