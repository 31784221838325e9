/**
 * Which command line Xen gets, as far as the tree tells: `xen,xen-bootargs` of `/chosen`; else `bootargs`, when it
 * is not dom0's, that is when dom0 has another (Xen common/device-tree/bootinfo-fdt.c boot_fdt_cmdline).
 */
import type { DeviceTree, DtProperty } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import { firstString } from '../tree/value';
import type { BootModule } from './boot-module';

export interface XenCommandLine {
  readonly property: DtProperty;
  readonly text: string;
}

/** Undefined when the tree gives Xen none: a boot loader may still add one. */
export function xenCommandLineOf(
  tree: DeviceTree,
  chosen: NodeRef,
  modules: readonly BootModule[],
): XenCommandLine | undefined {
  const own = commandLine(tree, chosen.node.properties.get('xen,xen-bootargs'));
  if (own !== undefined) return own;
  const hasOther =
    chosen.node.properties.has('xen,dom0-bootargs') || hasKernelBootargs(tree, modules);
  return hasOther ? commandLine(tree, chosen.node.properties.get('bootargs')) : undefined;
}

/** The value of the last `name=value`, "" for a bare `name`; undefined when the option is not given. */
export function optionOf(line: XenCommandLine, name: string): string | undefined {
  let found: string | undefined;
  for (const word of line.text.split(/\s+/)) {
    if (word === name) found = '';
    else if (word.startsWith(`${name}=`)) found = word.slice(name.length + 1);
  }
  return found;
}

function commandLine(
  tree: DeviceTree,
  property: DtProperty | undefined,
): XenCommandLine | undefined {
  const text = firstString(tree, property);
  return property && text !== undefined ? { property, text } : undefined;
}

function hasKernelBootargs(tree: DeviceTree, modules: readonly BootModule[]): boolean {
  return modules.some(
    (it) =>
      it.kind === 'kernel' &&
      it.domain === undefined &&
      (firstString(tree, it.node.node.properties.get('bootargs')) ?? '') !== '',
  );
}
