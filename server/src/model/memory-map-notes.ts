/** What a memory map cannot show, as sentences: without them an empty stretch could look free. */
import type { MemoryNode } from '../memory/ram';
import { reservedRegionsOf } from '../memory/reserved-memory';
import { isCountedAsRam } from './counted-ram';
import type { PlatformModel } from './platform';
import type { Target } from './target';
import type { PassedByModule } from './xen-early-walk';

const passReasons: readonly PassedByModule['because'][] = [
  'outside /chosen',
  'too deep',
  'path too long',
];

/** Nodes that one note names. */
const mostNames = 4;

/** The notes on a model; none for a tree that tells everything. */
export function memoryMapNotes(
  model: PlatformModel,
  target: Target,
  isRamKnown: boolean,
): readonly string[] {
  const paths = (nodes: readonly { readonly node: { readonly path: string } }[]) =>
    nodes.map((it) => it.node.path);
  const { memoryNodes } = model;
  const reserved = reservedRegionsOf(model.tree).filter((it) => it.isAvailable);
  const unplaced = model.modules.filter((it) => it.region === undefined);
  const notes: readonly (string | undefined)[] = [
    isRamKnown
      ? undefined
      : 'the tree does not tell the RAM: nothing can be said about what is free',
    about(paths(memoryNodes.filter((it) => !it.isAvailable)), 'not counted as RAM: status'),
    about(
      paths(memoryNodes.filter((it) => it.isAvailable && !isCountedAsRam(it, target))),
      target.xen
        ? 'not counted as RAM: Xen wants the name memory and device_type = "memory"'
        : 'not counted as RAM: Linux wants device_type = "memory"',
    ),
    about(
      paths(memoryNodes.filter(hasEmptyBank)),
      'has a bank without size: the boot loader’s to fill in',
    ),
    about(
      paths(reserved.filter((it) => it.reg === undefined && it.node.node.properties.has('size'))),
      'not placed yet: the operating system chooses where',
    ),
    about(
      paths(unplaced.filter((it) => !it.node.node.properties.has('reg'))),
      'not shown: without reg, whoever loads it chooses where',
    ),
    about(
      paths(unplaced.filter((it) => it.node.node.properties.has('reg'))),
      'not shown: its address cannot be told from reg',
    ),
    ...passReasons.map((reason) =>
      about(
        paths(model.passedBy.filter((it) => it.because === reason)),
        `not shown: Xen passes modules by that lie here (${reason})`,
      ),
    ),
  ];
  return notes.filter((it) => it !== undefined);
}

function hasEmptyBank({ reg }: MemoryNode): boolean {
  return reg?.entries.some((it) => it?.size === 0n) === true;
}

/** The nodes by their paths, of many only the first, and what there is to say about them. */
function about(paths: readonly string[], what: string): string | undefined {
  if (paths.length === 0) return undefined;
  const others = paths.length - mostNames;
  const named = paths.slice(0, mostNames).join(', ');
  return `${named}${others > 0 ? ` and ${others} more` : ''}: ${what}`;
}
