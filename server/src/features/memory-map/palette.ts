/**
 * Colours and patterns of the picture. Colours are those of Okabe and Ito ("Color Universal Design", 2008), which
 * people with any colour vision tell apart; each owner has a number as well, each kind a pattern.
 */
import type { MemoryRegion } from '../../model/memory-map';
import type { ClaimKind } from '../../model/claim';

export interface OwnerSign {
  readonly name: string;
  readonly fill: string;
  /** Short, and no other owner's. */
  readonly badge: string;
}

const ofSystem = '#0072b2';
const ofXen = '#f0e442';
const ofNobody = '#999999';
/** Of domains, in turn. Vermilion is kept for overlaps. */
const ofDomains = ['#e69f00', '#56b4e9', '#009e73', '#cc79a7'] as const;

/** What stands for a region that nobody owns. */
export const nobody: OwnerSign = { name: 'reserved, nobody’s', fill: ofNobody, badge: '' };

/** A sign for each owner of the regions, in their order. */
export function ownerSigns(regions: readonly MemoryRegion[]): ReadonlyMap<string, OwnerSign> {
  const names = new Set(regions.flatMap((it) => it.owners));
  const signs = new Map<string, OwnerSign>();
  let domains = 0;
  for (const name of names) {
    const fixed = systemSigns.get(name);
    const fill = ofDomains[domains % ofDomains.length] ?? ofNobody;
    signs.set(name, fixed ?? { name, fill, badge: String(++domains) });
  }
  return signs;
}

const systemSigns: ReadonlyMap<string, OwnerSign> = new Map([
  ['Xen', { name: 'Xen', fill: ofXen, badge: 'X' }],
  ['dom0', { name: 'dom0', fill: ofSystem, badge: '0' }],
  ['Linux', { name: 'Linux', fill: ofSystem, badge: 'L' }],
]);

/** The kinds that look alike, as the legend calls them; modules are plain. */
export type Pattern = 'module' | Exclude<ClaimKind, 'module' | 'initrd'>;

/** What a region looks like. */
export function patternOf({ kind }: MemoryRegion): Pattern {
  return kind === 'initrd' ? 'module' : kind;
}

/** How the legend calls them, in its order. */
export const patternNames: Readonly<Record<Pattern, string>> = {
  module: 'boot module',
  'static-mem': 'static memory',
  'static-heap': 'static heap',
  'shared-mem': 'shared memory',
  'reserved-memory': 'reserved memory',
  memreserve: '/memreserve/',
};

/** Definitions of the patterns, and of the hatching of overlaps. */
export const patternDefinitions = [
  tile('static-mem', 9, 'M-2,11L11,-2M-2,2L2,-2M7,11L11,7'),
  tile('shared-mem', 9, 'M-2,11L11,-2M-2,2L2,-2M7,11L11,7M-2,-2L11,11M-2,7L2,11M7,-2L11,2'),
  tile('static-heap', 7, 'M3.5,0V7'),
  tile('memreserve', 6, 'M0,3H6'),
  '<pattern id="mm-reserved-memory" width="7" height="7" patternUnits="userSpaceOnUse"><circle class="dot" cx="3.5" cy="3.5" r="1.4"/></pattern>',
  '<pattern id="mm-overlap" width="8" height="8" patternUnits="userSpaceOnUse"><path class="clash-line" d="M-2,-2L10,10M-2,6L2,10M6,-2L10,2"/></pattern>',
].join('\n');

function tile(name: Pattern, size: number, d: string): string {
  return `<pattern id="mm-${name}" width="${size}" height="${size}" patternUnits="userSpaceOnUse"><path class="line" d="${d}"/></pattern>`;
}

/** Plain properties rather than variables, which not all viewers of SVG know. */
export const style = `
text { font: 12px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1f2328; }
.page { fill: #ffffff; }
.title { font-size: 16px; font-weight: bold; }
.small { font-size: 11px; }
.quiet { fill: #59636e; }
.owner { font-weight: bold; }
.heading { font-size: 11px; font-weight: bold; paint-order: stroke; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round; }
.alarm { font-weight: bold; fill: #a53f00; }
.ram { fill: #eef1f4; stroke: #59636e; }
.box { stroke: #1f2328; fill: none; }
.lost { stroke-dasharray: 5 3; }
.line { stroke: #000000; stroke-opacity: 0.6; stroke-width: 1.3; fill: none; }
.dot { fill: #000000; fill-opacity: 0.65; }
.badge { fill: #ffffff; stroke: #1f2328; stroke-width: 0.75; }
.number { font-size: 10px; font-weight: bold; text-anchor: middle; }
.leader { stroke: #59636e; fill: none; }
.anchor { fill: #1f2328; stroke: #ffffff; }
.tick { stroke: #59636e; }
.break { stroke: #59636e; fill: none; stroke-width: 1.2; }
.clash { stroke: #d55e00; stroke-width: 3; fill: url(#mm-overlap); }
.clash-line { stroke: #d55e00; stroke-width: 1.8; fill: none; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .page { fill: #0d1117; }
  .quiet { fill: #9da7b1; }
  .heading { stroke: #0d1117; }
  .alarm { fill: #ff9d5c; }
  .ram { fill: #1c2430; stroke: #9da7b1; }
  .box { stroke: #e6edf3; }
  .badge { fill: #0d1117; stroke: #e6edf3; }
  .leader, .tick, .break { stroke: #9da7b1; }
  .anchor { fill: #e6edf3; stroke: #0d1117; }
}
`;
