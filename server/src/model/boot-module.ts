/**
 * A boot module as Xen's early walk records it, and how its kind is decided: by `compatible`, by the legacy
 * names, else by the order in which untyped modules are met (Xen common/device-tree/bootfdt.c fdt_node_to_kind,
 * bootinfo-fdt.c process_multiboot_node).
 */
import type { Cells } from '../memory/cells';
import type { RegEntry, RegReading } from '../memory/reg';
import type { DtProperty } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import { isSameCells, isSameReg } from './keep';
import { kindNames, lists, type BootModuleKind } from './xen-names';

export type { BootModuleKind } from './xen-names';

export interface BootModule {
  readonly node: NodeRef;
  readonly kind: BootModuleKind;
  /** `position`: the node says nothing, Xen guesses by order. */
  readonly decidedBy: 'compatible' | 'legacy name' | 'position';
  /** The domain node it lies in; absent for what Xen takes as dom0's (or its own). */
  readonly domain?: NodeRef | undefined;
  /** The cells that its `reg` is read with; absent when they cannot be told. */
  readonly cells?: Cells | undefined;
  /** Absent without a `reg`, or when its length or cells cannot be told. */
  readonly reg?: RegReading | undefined;
  /** The first entry of `reg`, the only one that Xen reads. */
  readonly region?: RegEntry | undefined;
  /** The command line that stands on it. */
  readonly bootargs?: DtProperty | undefined;
}

/** Whether two readings of a module say the same. */
export function isSameModule(a: BootModule, b: BootModule): boolean {
  return (
    a.node === b.node &&
    a.kind === b.kind &&
    a.decidedBy === b.decidedBy &&
    a.domain === b.domain &&
    a.bootargs === b.bootargs &&
    isSameCells(a.cells, b.cells) &&
    isSameReg(a.reg, b.reg)
  );
}

/** The kind that a `compatible` states; undefined when it states none. Letter case matters. */
export function statedKind(
  compatibles: readonly string[],
): Pick<BootModule, 'kind' | 'decidedBy'> | undefined {
  const found = kindNames.find((it) => lists(compatibles, it.compatible));
  return found && { kind: found.kind, decidedBy: found.isLegacy ? 'legacy name' : 'compatible' };
}

/** The kind of the n-th untyped module (0 for the first), as Xen guesses when no policy magic is met. */
export function guessedKind(n: number): BootModuleKind {
  return n === 0 ? 'kernel' : n === 1 ? 'ramdisk' : 'unknown';
}

/** What messages call a kind: `guest device tree`, `XSM policy`. */
export function kindLabel(kind: BootModuleKind): string {
  switch (kind) {
    case 'device-tree':
      return 'guest device tree';
    case 'xsm-policy':
      return 'XSM policy';
    case 'unknown':
      return 'module of unknown kind';
    case 'kernel':
    case 'ramdisk':
    case 'microcode':
      return kind;
  }
}
