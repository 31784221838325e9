/** The `llc-colors` of every domain, parsed as Xen does. */
import { parseLlcColors, type LlcColors } from '../../model/llc-colors';
import type { PlatformModel } from '../../model/platform';
import { readString } from '../../model/xen-property';
import type { DtProperty } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';

export interface DomainColors extends LlcColors {
  readonly domain: NodeRef;
  readonly property: DtProperty;
  readonly text: string;
}

/** Those that are text, in tree order. */
export function domainColorsOf({ tree, domains }: PlatformModel): readonly DomainColors[] {
  return domains.flatMap(({ node }) => {
    const reading = readString(tree, node, 'llc-colors');
    if (reading.state !== 'value') return [];
    const { property, value: text } = reading;
    return [{ domain: node, property, text, ...parseLlcColors(text) }];
  });
}
