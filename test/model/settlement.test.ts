/** Settling many claims says what comparing every pair says. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BootModule } from '../../server/src/model/boot-module';
import {
  isModule,
  maxModules,
  settleClaims,
  type Claim,
  type ClaimKind,
} from '../../server/src/model/claim';
import { contains, overlaps } from '../../server/src/memory/interval';
import { isSince, type XenVersion } from '../../server/src/model/target';
import { treeOf } from '../analyse';
import { rootOf } from '../../server/src/tree/node-ref';

const node = rootOf(treeOf('/ { };'));
const at = node.node.at;
const kinds: readonly ClaimKind[] = [
  'memreserve',
  'static-heap',
  'initrd',
  'module',
  'module',
  'module',
  'static-mem',
  'shared-mem',
  'reserved-memory',
];

const claim = fc
  .record({
    start: fc.bigInt(0n, 60n),
    size: fc.bigInt(0n, 10n),
    kind: fc.constantFrom(...kinds),
    type: fc.constantFrom<BootModule['kind']>('kernel', 'ramdisk'),
    shmId: fc.constantFrom('a', 'b', undefined),
  })
  .map(({ start, size, kind, type, shmId }): Claim => {
    const module: BootModule = { node, kind: type, decidedBy: 'compatible' };
    return {
      start,
      end: start + size,
      kind,
      label: kind,
      at,
      ...(kind === 'module' && { module }),
      ...(kind === 'shared-mem' && { shmId }),
    };
  });

/** Xen's rules, claim by claim against all that are on record. */
function naive(claims: readonly Claim[], version: XenVersion) {
  const pinned: Claim[] = [];
  const recorded: Claim[] = [];
  const said: string[] = [];
  const numberOf = (it: Claim) => claims.indexOf(it);
  for (const it of claims) {
    const first = pinned.find((other) => overlaps(it, other) && !lets(it, other, version));
    const blob = pinned
      .filter((other) => isSameBlob(other, it) && other.end > other.start)
      .sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0))[0];
    const original = first === undefined || isSameBlob(first, it) ? blob : undefined;
    if (isModule(it) && recorded.length >= maxModules) said.push(`${numberOf(it)} is too many`);
    else if (original !== undefined) {
      if (it.module) said.push(`${numberOf(it)} is ${numberOf(original)}`);
    } else {
      const isOld = !isSince(version, '4.18');
      const outcome = isOld ? 'unnoticed' : isModule(it) ? 'dropped' : 'panic';
      if (first) said.push(`${numberOf(it)} hits ${numberOf(first)}: ${outcome}`);
      if (first === undefined || outcome !== 'dropped') pinned.push(it);
      if (isModule(it) && (first === undefined || isOld)) recorded.push(it);
    }
  }
  return { said: said.sort(), recorded: recorded.map(numberOf) };
}

function lets(it: Claim, recorded: Claim, version: XenVersion): boolean {
  if (it.shmId !== undefined && it.shmId === recorded.shmId) return true;
  if (recorded.kind !== 'memreserve') return false;
  if (it.kind === 'memreserve' || !isSince(version, '4.19')) return true;
  return isSince(version, '4.20') && it.kind !== 'shared-mem' && contains(recorded, it);
}

function isSameBlob(a: Claim, b: Claim): boolean {
  const kind = (it: Claim) => (it.kind === 'initrd' ? 'ramdisk' : it.module?.kind);
  return isModule(a) && isModule(b) && a.start === b.start && kind(a) === kind(b);
}

function settled(claims: readonly Claim[], version: XenVersion) {
  const numberOf = (it: Claim) => claims.indexOf(it);
  const { clashes, recorded, shared, surplus } = settleClaims(claims, version);
  const said = [
    ...clashes.map((it) => `${numberOf(it.second)} hits ${numberOf(it.first)}: ${it.outcome}`),
    ...shared.map(
      (it) => `${claims.findIndex((c) => c.module === it.module)} is ${numberOf(it.original)}`,
    ),
    ...surplus.map((it) => `${numberOf(it)} is too many`),
  ];
  return { said: said.sort(), recorded: recorded.map(numberOf) };
}

test.each(['4.17', '4.18', '4.19', '4.20', '4.22'] as const)('as Xen %s would', (version) => {
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 50 }), (claims) => {
      expect(settled(claims, version)).toEqual(naive(claims, version));
    }),
    { numRuns: 200 },
  );
});
