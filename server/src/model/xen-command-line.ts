/** Xen's own command line, as far as the tree tells, and the options in it. */
import type { DeviceTree, DtProperty } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import { xenBootArgs } from './boot-args';
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
  const { source } = xenBootArgs({ tree, chosen, modules });
  return source?.text === undefined ? undefined : { property: source.property, text: source.text };
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
