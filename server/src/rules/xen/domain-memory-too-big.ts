/** The domains want more memory than there is. */
import { memo } from '../../base/memo';
import { formatSize } from '../../memory/format-number';
import { intersection, merge, type Interval } from '../../memory/interval';
import type { Claim } from '../../model/claim';
import type { PlatformModel } from '../../model/platform';
import type { Domain } from '../../model/xen-late-pass';
import { valueOf } from '../../model/xen-property';
import { defineRule } from '../rule';
import { chosenBoard, domain } from './example-board';

/** Two banks: 3 GiB and 1016 GiB (include/public/arch-arm.h GUEST_RAM0_SIZE, GUEST_RAM1_SIZE). */
const largestGuest = 1019n << 30n;
const big = (memory: string) => domain('domU1', memory, { without: ['memory'] });

export const domainMemoryTooBig = defineRule({
  id: 'xen/domain-memory-too-big',
  severity: 'error',
  summary: 'The domains want more memory than the board has, or than a guest can have.',
  why: 'Xen panics when it cannot allocate the memory of a domain. What is reserved or static memory of domains is not there for others, and Xen needs some itself.',
  source: 'Xen common/device-tree/domain-build.c: allocate_memory',
  requires: ['xen/domain-memory-high-cell', 'xen/domain-memory-not-page'],
  reader: 'xen',
  examples: [
    {
      title: 'All that the board has',
      dts: chosenBoard(
        big(`
        memory = <0x0 0x200000>;
      //^^^^^^^^^^^^^^^^^^^^^^^^ ask for 2 GiB
      `),
      ),
    },
    { title: 'Half of it', dts: chosenBoard(big('memory = <0x0 0x100000>;')) },
  ],
  check({ model }, report) {
    const free = freeMemory(model);
    const all = allOf(model.domains);
    let wanted = 0n;
    for (const { node, memory, staticMem, isDirectMap } of model.domains) {
      if (memory.state !== 'value' || memory.value >> 32n !== 0n) continue;
      const size = memory.value * 1024n;
      if (staticMem === undefined) wanted += size;
      const problem =
        size > largestGuest && !isDirectMap
          ? `a guest can have ${formatSize(largestGuest)}`
          : staticMem === undefined && free !== undefined && wanted >= free
            ? `${all} ask for ${formatSize(wanted)} of the ${formatSize(free)} of the board, and Xen needs some of it`
            : undefined;
      if (problem === undefined) continue;
      report({
        at: memory.property.at,
        node: node.path,
        message: `${formatSize(size)} is too much for ${node.node.name}: ${problem}; Xen panics, ask for less`,
      });
    }
  },
});

function allOf(domains: readonly Domain[]): string {
  const names = domains
    .filter((it) => it.staticMem === undefined && valueOf(it.memory) !== undefined)
    .map((it) => it.node.node.name);
  return names.length > 3 ? 'the domains' : names.join(' and ');
}

/** RAM without what is reserved or given to domains for good, in bytes; undefined when RAM is not told. */
function freeMemory({ ram, claims }: PlatformModel): bigint | undefined {
  return ram && sizeOf(ram) - sizeOfCommon(ram, takenBy(claims));
}

/** Claims stay the same list until one of them is another. */
const takenBy = memo((claims: readonly Claim[]): readonly Interval[] =>
  merge(claims.filter((it) => it.kind === 'reserved-memory' || it.kind === 'static-mem')),
);

/** The bytes that two lists of ascending, disjoint intervals have in common. */
function sizeOfCommon(a: readonly Interval[], b: readonly Interval[]): bigint {
  let sum = 0n;
  let i = 0;
  for (const it of b) {
    while ((a[i]?.end ?? it.end) <= it.start) i++;
    for (let j = i; (a[j]?.start ?? it.end) < it.end; j++) {
      const shared = intersection(a[j] ?? it, it);
      if (shared !== undefined) sum += shared.end - shared.start;
    }
  }
  return sum;
}

function sizeOf(intervals: readonly Interval[]): bigint {
  return intervals.reduce((sum, it) => sum + it.end - it.start, 0n);
}
