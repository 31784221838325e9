/**
 * How nodes with a compatible string are usually named (Xen docs/misc/arm/device-tree/booting.txt and its neighbours).
 * Names mean nothing to Xen; they only tell what somebody is about to write.
 */
import { chosenCompatibles, genericModule, legacyGenericModule } from '../../model/xen-names';

/** `#` stands for a free number, a final `@` wants an address. */
const usualNames: ReadonlyMap<string, string> = new Map([
  ['xen,domain', 'domU#'],
  ['xen,vcpu', 'vcpu#'],
  ['xen,cpupool', 'cpupool#'],
  ['xen,evtchn-v1', 'evtchn#'],
  ['xen,domain-shared-memory-v1', 'shared-mem@'],
]);

/** The usual name of a node with that string; undefined when there is none. */
export function usualName(compatible: string): string | undefined {
  const known = usualNames.get(compatible);
  if (known !== undefined) return known;
  return chosenCompatibles.includes(compatible) ? 'module@' : undefined;
}

/** Whether a node of that name is likely to carry the string. */
export function suggests(nodeName: string, compatible: string): boolean {
  const stem = usualName(compatible)?.replace(/[#@]$/, '').toLowerCase();
  if (stem === undefined) return false;
  return nodeName.toLowerCase().startsWith(stem === 'domu' ? 'dom' : stem);
}

/** Whether a string says that a node is a boot module, but not of which kind. */
export function isGeneric(compatible: string): boolean {
  return compatible === genericModule || compatible === legacyGenericModule;
}
