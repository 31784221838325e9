/** Who has which memory: banks, regions and their owners, what is free, and what overlaps. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxListedOverlaps } from '../../server/src/base/limits';
import { overlaps } from '../../server/src/memory/interval';
import { isSound, summaryOf } from '../../server/src/model/memory-map';
import type { TargetName } from '../../server/src/model/target';
import { board, domain, mapOf, module, type Parts } from '../features/memory-map/map-of';

const hex = (it: bigint) => it.toString(16);
const regionsOf = (parts: Parts, target?: TargetName) =>
  mapOf(board(parts), target).regions.map(
    (it) => `${hex(it.start)} ${it.what}: ${it.owners.join(' + ')}`,
  );
const overlapsOf = (parts: Parts, target?: TargetName) =>
  mapOf(board(parts), target).overlaps.map(
    (it) => `${it.first.label} | ${it.second.label} ${hex(it.start)} ${hex(it.end)} ${it.outcome}`,
  );

test('modules belong to dom0, to the domain that they lie in, or to Xen', () => {
  const chosen = `${module('41000000', 'kernel')} ${module('42000000', 'ramdisk')}
    policy@43000000 { compatible = "xen,xsm-policy", "multiboot,module"; reg = <0x43000000 0x1000>; };
    ${domain('domU1', module('44000000', 'device-tree'))}`;
  expect(regionsOf({ chosen })).toEqual([
    '41000000 kernel: dom0',
    '42000000 ramdisk: dom0',
    '43000000 XSM policy: Xen',
    '44000000 guest device tree: domU1',
  ]);
});

test('static memory belongs to its domain, the static heap to Xen, what is reserved to nobody', () => {
  const chosen = `xen,static-heap = <0x50000000 0x1000000>;
    ${domain('domU1', 'xen,static-mem = <0x48000000 0x1000000>, <0x4a000000 0x1000000>;')}`;
  const reserved = 'fw@60000000 { reg = <0x60000000 0x1000>; };';
  const before = '/memreserve/ 0x70000000 0x1000;';
  expect(regionsOf({ chosen, reserved, before })).toEqual([
    '48000000 static memory: domU1',
    '4a000000 static memory: domU1',
    '50000000 static heap: Xen',
    '60000000 reserved memory: ',
    '70000000 /memreserve/: ',
  ]);
});

test('the ramdisk of the boot loader is dom0’s under Xen and Linux’s without', () => {
  const chosen = 'linux,initrd-start = <0x50000000>; linux,initrd-end = <0x50100000>;';
  expect(regionsOf({ chosen }, 'xen')).toEqual(['50000000 ramdisk: dom0']);
  expect(regionsOf({ chosen }, 'none')).toEqual(['50000000 ramdisk: Linux']);
});

test('shared memory is one region with all its users, the owner first', () => {
  const shm = (role: string) =>
    `shm { compatible = "xen,domain-shared-memory-v1"; xen,shm-id = "a"; role = "${role}";
      xen,shared-mem = <0x50000000 0x50000000 0x1000>; };`;
  const chosen = `${domain('domU1', shm('borrower'))} ${domain('domU2', shm('owner'))}`;
  expect(regionsOf({ chosen })).toEqual(['50000000 shared memory: domU2 + domU1']);
});

test('a kernel that two domains name is one region of both', () => {
  const kernel = module('50000000', 'kernel');
  const map = mapOf(board({ chosen: domain('a', kernel) + domain('b', kernel) }));
  expect(map.regions.map((it) => it.owners)).toEqual([['a', 'b']]);
  expect(map.regions[0]?.claims.map((it) => it.node?.path)).toEqual([
    '/chosen/a/module@50000000',
    '/chosen/b/module@50000000',
  ]);
  expect(map.overlaps).toEqual([]);
});

test('a module that comes second is dropped, and what only overlaps it is moot', () => {
  const chosen = `${module('50000000', 'kernel', '0x2000')} ${module('50001000', 'ramdisk', '0x2000')}
    ${domain('a', 'xen,static-mem = <0x50002000 0x1000>;')}`;
  expect(overlapsOf({ chosen })).toEqual([
    'module@50000000 | module@50001000 50001000 50002000 dropped',
    'module@50001000 | xen,static-mem of a 50002000 50003000 moot',
  ]);
  const { regions } = mapOf(board({ chosen }));
  expect(regions.map((it) => it.state)).toEqual(['kept', 'dropped', 'kept']);
});

test('a region that is no module ends the boot when it comes second; old releases do not look', () => {
  const chosen = domain('a', 'xen,static-mem = <0x50000000 0x2000>, <0x50001000 0x2000>;');
  const pair = 'xen,static-mem of a | xen,static-mem of a 50001000 50002000';
  expect(overlapsOf({ chosen })).toEqual([`${pair} panic`]);
  expect(overlapsOf({ chosen }, 'xen@4.17')).toEqual([`${pair} unnoticed`]);
});

test('what lies in a /memreserve/ is tolerated and is no loss', () => {
  const before = '/memreserve/ 0x50000000 0x10000;';
  const reserved = 'fw@50000000 { reg = <0x50000000 0x1000>; };';
  const pair = '/memreserve/ | /reserved-memory/fw@50000000 50000000 50001000';
  expect(overlapsOf({ before, reserved }, 'xen')).toEqual([`${pair} tolerated`]);
  expect(overlapsOf({ before, reserved }, 'none')).toEqual([`${pair} tolerated`]);
  expect(summaryOf(mapOf(board({ before, reserved })))).toContain('no overlap');
});

test('what Xen lets pass stays so when the same region clashes with another', () => {
  const before = '/memreserve/ 0x50000000 0x10000;';
  const chosen = `xen,static-heap = <0x50000000 0x2000>;
    ${domain('a', 'xen,static-mem = <0x50001000 0x2000>;')}`;
  const common = '50001000 50002000';
  expect(overlapsOf({ before, chosen })).toEqual([
    '/memreserve/ | xen,static-heap 50000000 50002000 tolerated',
    `xen,static-heap | xen,static-mem of a ${common} panic`,
    '/memreserve/ | xen,static-mem of a 50001000 50003000 tolerated',
  ]);
});

test('one id of shared memory at two places that overlap ends the boot', () => {
  const shm = (name: string, address: string) =>
    `${name} { compatible = "xen,domain-shared-memory-v1"; xen,shm-id = "a";
      xen,shared-mem = <${address} ${address} 0x2000>; };`;
  const chosen = domain('a', shm('s', '0x50000000')) + domain('b', shm('s', '0x50001000'));
  expect(overlapsOf({ chosen })).toEqual([
    'shared memory a/s | shared memory b/s 50001000 50002000 panic',
  ]);
});

test('a map is sound when all claims hold; what is merely reserved may lie outside RAM', () => {
  const isSoundWith = (parts: Parts) => isSound(mapOf(board(parts)));
  const kernel = module('50000000', 'kernel');
  const outside = 'fw@10000000 { reg = <0x10000000 0x1000>; };';
  expect(isSoundWith({ chosen: kernel, reserved: outside })).toBe(true);
  expect(isSoundWith({ chosen: module('10000000', 'kernel') })).toBe(false);
  expect(isSoundWith({ chosen: kernel + module('50080000', 'ramdisk') })).toBe(false);
  const many = Array.from({ length: 31 }, (_, i) =>
    module((0x5000_0000 + i * 0x10_0000).toString(16), 'x'),
  );
  expect(isSoundWith({ chosen: many.join('') })).toBe(false);
  expect(isSoundWith({ chosen: many.slice(1).join('') })).toBe(true);
});

test('Linux goes on with two regions of reserved memory that overlap', () => {
  const reserved =
    'a@50000000 { reg = <0x50000000 0x2000>; }; b@50001000 { reg = <0x50001000 0x2000>; };';
  expect(overlapsOf({ reserved }, 'none')).toEqual([
    '/reserved-memory/a@50000000 | /reserved-memory/b@50001000 50001000 50002000 unnoticed',
  ]);
});

test('a region tells how much of it is RAM', () => {
  const chosen = ['3ff00000', '50000000', '7ff80000', '90000000']
    .map((it) => module(it, 'kernel'))
    .join('\n');
  const states = (ram?: readonly string[]) =>
    mapOf(board({ chosen, ...(ram && { ram }) })).regions.map((it) => it.inRam);
  expect(states()).toEqual(['none', 'all', 'part', 'none']);
  expect(states([])).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
});

test('who counts as RAM depends on the reader', () => {
  const bare = '/ { #address-cells = <1>; #size-cells = <1>; memory@0 { reg = <0 0x1000>; }; };';
  const other =
    '/ { #address-cells = <1>; #size-cells = <1>; ram@0 { device_type = "memory"; reg = <0 0x1000>; }; };';
  const banks = (dts: string, target: TargetName) => mapOf(dts, target).banks.length;
  expect([banks(bare, 'xen@4.19'), banks(bare, 'xen@4.20'), banks(bare, 'none')]).toEqual([
    1, 0, 0,
  ]);
  expect([banks(other, 'xen@4.19'), banks(other, 'xen'), banks(other, 'none')]).toEqual([0, 0, 1]);
  expect(mapOf(bare, 'xen').notes.join('\n')).toContain('/memory@0: not counted as RAM');
});

test('banks that touch are one stretch of RAM, and nothing is free where the RAM is not known', () => {
  const ram = ['0x50000000 0x1000', '0x40000000 0x10000000', '0x60000000 0x1000'];
  const map = mapOf(board({ ram }));
  expect(map.banks.map((it) => hex(it.start))).toEqual(['40000000', '50000000', '60000000']);
  expect(map.ram?.map((it) => `${hex(it.start)} ${hex(it.end)}`)).toEqual([
    '40000000 50001000',
    '60000000 60001000',
  ]);
  const unknown = mapOf(board({ ram: ['0x0 0x0'] }));
  expect(unknown.ram).toBeUndefined();
  expect(unknown.free).toEqual([]);
  expect(unknown.notes.join('\n')).toContain('/memory@0: has a bank without size');
});

test('what cannot be placed is told: modules without address, passed by, memory not placed yet', () => {
  const chosen = 'm { compatible = "multiboot,kernel", "multiboot,module"; };';
  const reserved = 'cma { size = <0x100000>; };';
  const notes = mapOf(board({ chosen, reserved })).notes.join('\n');
  expect(notes).toContain('/chosen/m: not shown');
  expect(notes).toContain('/reserved-memory/cma: not placed yet');
  const deep = `x { y { ${module('50000000', 'kernel')} }; };`;
  expect(mapOf(board({ chosen: deep })).notes.join('\n')).toContain('(too deep)');
});

const stretch = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 }));
const cells = ([start, size]: readonly [number, number]) => `0x${start.toString(16)} ${size}`;

test('a byte is free exactly when it is RAM and nobody claims it', () => {
  fc.assert(
    fc.property(
      fc.array(stretch, { minLength: 1, maxLength: 4 }),
      fc.array(stretch, { maxLength: 8 }),
      (banks, claims) => {
        const reserved = claims.map((it, i) => `r${i} { reg = <${cells(it)}>; };`).join('\n');
        const { free } = mapOf(board({ ram: banks.map(cells), reserved }));
        const has = (all: readonly (readonly [number, number])[], byte: number) =>
          all.some(([start, size]) => byte >= start && byte < start + size);
        for (let byte = 0; byte < 60; byte++) {
          const isFree = free.some((it) => it.start <= byte && byte < it.end);
          expect(isFree, `byte ${byte}`).toBe(has(banks, byte) && !has(claims, byte));
        }
        free.forEach((it, i) => expect(it.start > (free[i - 1]?.end ?? -1n)).toBe(true));
      },
    ),
    { numRuns: 200 },
  );
});

test('every pair that overlaps is listed, once', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(30), fc.nat(8)), { maxLength: 9 }), (claims) => {
      const reserved = claims.map((it, i) => `r${i} { reg = <${cells(it)}>; };`).join('\n');
      const { regions, overlaps: found } = mapOf(board({ reserved }));
      const pairs = regions.flatMap((a, i) =>
        regions.slice(i + 1).flatMap((b) => (overlaps(a, b) ? [[a.label, b.label].sort()] : [])),
      );
      const listed = found.map((it) => [it.first.label, it.second.label].sort());
      expect(listed.map(String).sort()).toEqual(pairs.map(String).sort());
    }),
    { numRuns: 200 },
  );
});

test('of very many overlaps only the first are listed', () => {
  const reserved = Array.from({ length: 60 }, (_, i) => `r${i} { reg = <0x50000000 ${i + 1}>; };`);
  const map = mapOf(board({ reserved: reserved.join('\n') }));
  expect(map.overlaps).toHaveLength(maxListedOverlaps);
  expect(map.hasMoreOverlaps).toBe(true);
  expect(summaryOf(map)).toContain(`at least ${maxListedOverlaps} OVERLAPS`);
});
