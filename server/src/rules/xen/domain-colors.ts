/** The `llc-colors` of a domain, parsed as Xen does. */
import { parseLlcColors, type LlcColors } from '../../model/llc-colors';
import type { Domain } from '../../model/xen-late-pass';
import { readString } from '../../model/xen-property';
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import { nodeIndex } from '../../tree/node-index';
import type { NodeRef } from '../../tree/node-ref';

export interface DomainColors extends LlcColors {
  readonly domain: NodeRef;
  readonly property: DtProperty;
  readonly text: string;
}

/** Undefined when they are absent or no text. */
export function domainColorsOf(tree: DeviceTree, { node }: Domain): DomainColors | undefined {
  const reading = readString(tree, node, 'llc-colors');
  if (reading.state !== 'value') return undefined;
  const { property, value: text } = reading;
  return { domain: node, property, text, ...parseLlcColors(text) };
}

/** Whether any node has colours: most boards know of none, and nobody need look at their domains. */
export function hasColors(tree: DeviceTree): boolean {
  return coloredNodes.has(tree, 'llc-colors');
}

const coloredNodes = nodeIndex(({ properties }) =>
  properties.has('llc-colors') ? llcColors : noKeys,
);
const llcColors = ['llc-colors'] as const;
const noKeys: readonly never[] = [];
