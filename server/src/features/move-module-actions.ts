/** Offers *move module into domain* where the cursor stands in a boot module: each other domain, and a new one. */
import type { FileId } from '../lexer/token-chunk';
import { chosenOf } from '../model/xen-late-pass';
import { domainCompatible, listsInAnyCase } from '../model/xen-names';
import type { TextRange } from '../text/text-range';
import type { DeviceTree } from '../tree/dt-node';
import { childrenOf, type NodeRef } from '../tree/node-ref';
import { compatiblesOf } from '../tree/value';
import type { Snapshot } from '../workspace/snapshot';
import { nodeOfBlock } from './composed';
import type { CodeAction } from './code-action';
import { diagnosticsAt } from './diagnostic-fixes';
import { freeDomainName } from './move-module/new-domain';
import {
  movableModule,
  moveIntoDomain,
  moveIntoNewDomain,
  type Move,
} from './move-module/move-module';
import { positionIn, type Position } from './position';

/** Findings that say that a module is in the wrong place: there, moving it is a quick fix. */
const placementCodes: ReadonlySet<string> = new Set([
  'xen/module-outside-chosen',
  'xen/module-too-deep',
  'xen/module-in-container',
  'xen/module-path-too-long',
  'xen/dom0-dtb-module',
  'xen/dom0-module-duplicate',
]);

/**
 * The actions for the module at the start of a range; none outside of a module. They are quick fixes where a finding
 * says that the module is in the wrong place and `mayBeFixes`.
 */
export function moveModuleActions(
  snapshot: Snapshot,
  file: FileId,
  range: TextRange,
  mayBeFixes: boolean,
): readonly CodeAction[] {
  const position = positionIn(snapshot, file, range.start);
  const node = position?.isActive === true ? moduleAt(position) : undefined;
  if (position === undefined || node === undefined) return [];
  const { analysis } = position;
  const module = movableModule(snapshot, analysis, node);
  const diagnostics = diagnosticsAt(snapshot, file, range).filter((it) =>
    placementCodes.has(it.code),
  );
  const kind = mayBeFixes && diagnostics.length > 0 ? 'quickfix' : 'refactor.move';
  const action = (title: string, move: Move): CodeAction => ({
    title,
    kind,
    diagnostics,
    isPreferred: false,
    ...('refusal' in move
      ? { edits: new Map(), disabled: `${node.node.name} cannot be moved: ${move.refusal}` }
      : { edits: move.edits, ...(move.renames && { renames: move.renames }) }),
  });
  const chosen = chosenOf(analysis.tree);
  if (chosen === undefined) return [];
  const domains = domainsOf(analysis.tree, chosen).filter((it) => it !== node.parent);
  return [
    ...domains.map((domain) =>
      action(
        `Move module into domain "${domain.node.name}"`,
        'refusal' in module ? module : moveIntoDomain(module, domain),
      ),
    ),
    action(
      'Move module into a new domain…',
      'refusal' in module ? module : moveIntoNewDomain(module, chosen, freeDomainName(chosen)),
    ),
  ];
}

/** The nodes that Xen builds domains from. */
function domainsOf(tree: DeviceTree, chosen: NodeRef): readonly NodeRef[] {
  return childrenOf(chosen).filter((it) =>
    listsInAnyCase(compatiblesOf(tree, it), domainCompatible),
  );
}

/** The innermost boot module around the position, be it in its braces or on its name. */
function moduleAt(position: Position): NodeRef | undefined {
  const { tree } = position.analysis;
  const onNode = position.path.findLast((it) => it.kind === 'node');
  const innermost = onNode ? nodeOfBlock(tree, onNode) : position.node;
  for (let at = innermost; at !== undefined; at = at.parent)
    if (compatiblesOf(tree, at).some((it) => moduleLike.test(it))) return at;
  return undefined;
}

/** Boot modules, misspelt ones included (Xen docs/misc/arm/device-tree/booting.txt). */
const moduleLike = /^(multiboot,|xen,(multiboot-module|linux-zimage|linux-initrd|xsm-policy)$)/i;
