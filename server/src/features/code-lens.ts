/** What Xen makes of `/chosen` and of each domain, in a line above the node: only where Xen reads the tree. */
import type { FileId } from '../lexer/token-chunk';
import { formatSize, hex } from '../memory/format-number';
import type { Claim } from '../model/claim';
import type { PlatformModel } from '../model/platform';
import type { Domain, DomainModule } from '../model/xen-late-pass';
import { valueOf } from '../model/xen-property';
import { locate } from '../preprocessor/locate';
import type { TextRange } from '../text/text-range';
import type { DtNode } from '../tree/dt-node';
import type { Snapshot } from '../workspace/snapshot';

export interface CodeLens {
  /** The name or reference of the first block of the file that writes the node. */
  readonly range: TextRange;
  readonly title: string;
}

/** Stands for what is not there. */
const nothing = '–';

/** The lenses of a file in source order, as its preferred context composes it. */
export function codeLenses(snapshot: Snapshot, id: FileId): readonly CodeLens[] {
  const context = snapshot.contextOf(id);
  if (context === undefined) return [];
  const analysis = snapshot.analysis(context);
  if (analysis.target.xen === undefined) return [];
  const model = analysis.platform();
  if (!model.isXenBoot) return [];
  const lenses: CodeLens[] = [];
  const add = (node: DtNode, title: string) => {
    const range = placeIn(snapshot, id, node);
    if (range !== undefined) lenses.push({ range, title });
  };
  if (model.chosen !== undefined) add(model.chosen.node, chosenTitle(model));
  for (const domain of model.domains) add(domain.node.node, domainTitle(domain));
  return lenses.sort((a, b) => a.range.start - b.range.start);
}

/** Where a file writes a node first; what a macro writes has no line of its own. */
function placeIn(snapshot: Snapshot, id: FileId, { definitions }: DtNode): TextRange | undefined {
  for (const { target } of definitions) {
    const found = locate(target, (file) => snapshot.file(file));
    if (found?.file === id && found.macro === undefined) return found.range;
  }
  return undefined;
}

/** `dom0: kernel 0x50000000 (8 MiB), ramdisk –; 2 domains` */
function chosenTitle({ dom0, domains }: PlatformModel): string {
  const count = `${domains.length} ${domains.length === 1 ? 'domain' : 'domains'}`;
  if (dom0 === undefined) return `no dom0; ${count}`;
  const { kernel, ramdisk } = dom0;
  return `dom0: kernel ${recordText(kernel)}, ramdisk ${recordText(ramdisk)}; ${count}`;
}

/** `domU1: kernel 0x47000000 (8 MiB), ramdisk –, 512 MiB RAM, 2 vCPUs` */
function domainTitle({ node, kernel, ramdisk, deviceTree, memory, cpus }: Domain): string {
  const kib = valueOf(memory);
  const count = valueOf(cpus);
  const parts = [
    `kernel ${moduleText(kernel)}`,
    `ramdisk ${moduleText(ramdisk)}`,
    ...(deviceTree === undefined ? [] : [`device tree ${moduleText(deviceTree)}`]),
    `${kib === undefined ? nothing : formatSize(kib * 1024n)} RAM`,
    `${count ?? nothing} ${count === 1 ? 'vCPU' : 'vCPUs'}`,
  ];
  return `${node.node.name}: ${parts.join(', ')}`;
}

function moduleText(module: DomainModule | undefined): string {
  if (module !== undefined && module.record === undefined) return 'not on record';
  return recordText(module?.record);
}

function recordText(record: Claim | undefined): string {
  if (record === undefined) return nothing;
  return `${hex(record.start)} (${formatSize(record.end - record.start)})`;
}
