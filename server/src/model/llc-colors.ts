/**
 * `llc-colors` of a domain as Xen parses it, and how many colours the last-level cache has when Xen's command line
 * says it (Xen common/llc-coloring.c parse_color_config, llc_coloring_init).
 */
import { optionOf, type XenCommandLine } from './xen-command-line';

export interface ColorRange {
  readonly first: number;
  readonly last: number;
}

export interface LlcColors {
  readonly ranges: readonly ColorRange[];
  /** What Xen refuses; absent when the text is well-formed. */
  readonly fault?: string;
}

/** Xen's own bound: 2 to the power of CONFIG_LLC_COLORS_ORDER, 7 by default. */
export const mostColors = 128;

/** Parses the text; a single trailing comma is accepted as by Xen. */
export function parseLlcColors(text: string): LlcColors {
  if (text === '') return { ranges: [] };
  const ranges: ColorRange[] = [];
  for (const token of text.replace(/,$/, '').split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(token);
    if (match === null) return { ranges, fault: token === '' ? 'an empty entry' : `"${token}"` };
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (last < first) return { ranges, fault: `the reversed range "${token}"` };
    ranges.push({ first, last });
  }
  return { ranges };
}

export type Coloring =
  /** The command line turns it on, or leaves it off. */
  { readonly isOn: boolean; readonly colors?: number } | undefined;

/** Whether colouring is on, and how many colours there are; undefined when the tree gives Xen no command line. */
export function coloringOf(line: XenCommandLine | undefined): Coloring {
  if (line === undefined) return undefined;
  const option = optionOf(line, 'llc-coloring');
  const size = bytesOf(optionOf(line, 'llc-size'));
  const ways = Number(optionOf(line, 'llc-nr-ways') ?? 0);
  const isOff = option !== undefined && /^(0|off|no|false|disable)$/.test(option);
  const hasGeometry = size > 0 && ways > 0;
  const isOn = !isOff && (option !== undefined || hasGeometry);
  const colors = hasGeometry ? Math.floor(size / ways / 4096) : undefined;
  return { isOn, ...(colors !== undefined && { colors }) };
}

/** A size such as `1M`; 0 when there is none. */
function bytesOf(text: string | undefined): number {
  const match = /^(0x[0-9a-f]+|\d+)([bkmg]?)/i.exec(text ?? '');
  const unit =
    { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(match?.[2] ?? '').toLowerCase()] ?? 1024;
  return match === null ? 0 : Number(match[1]) * unit;
}
