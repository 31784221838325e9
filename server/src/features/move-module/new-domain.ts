/** The text of a minimal Xen domain (Xen docs/misc/arm/device-tree/booting.txt): what must be there, and nothing else. */
import { childrenOf, type NodeRef } from '../../tree/node-ref';
import type { Indentation } from './indentation';
import { reindent } from './indentation';

/** `domU1`, or the next number that no child of `/chosen` has. */
export function freeDomainName(chosen: NodeRef): string {
  const taken = new Set(childrenOf(chosen).map((it) => it.node.name.toLowerCase()));
  let number = 1;
  while (taken.has(`domu${number}`)) number++;
  return `domU${number}`;
}

/** A domain with one CPU and 128 MiB around a module's text; not indented, ends with a line end. */
export function newDomainText(
  name: string,
  counts: { readonly address: number; readonly size: number },
  module: string,
  indentation: Indentation,
): string {
  const { step } = indentation;
  const lines = [
    'compatible = "xen,domain";',
    `#address-cells = <${counts.address}>;`,
    `#size-cells = <${counts.size}>;`,
    'memory = <0x0 0x20000>;',
    'cpus = <1>;',
  ];
  const inner = reindent(module, indentation, { base: step, step });
  return [`${name} {`, ...lines.map((it) => step + it), '', inner.trimEnd(), '};', ''].join('\n');
}
