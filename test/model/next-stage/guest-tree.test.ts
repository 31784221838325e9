import { expect, test } from 'vitest';
import { guestTree } from '../../../server/src/model/next-stage/guest-tree';
import type { XenVersion } from '../../../server/src/model/target';
import { domain } from '../../../server/src/rules/xen/example-board';
import { hostBoard, modelOf, textOf } from './example-host';

/** The tree of the first domain of a board. */
function guestOf(dts: string, version: XenVersion = '4.22'): string {
  const model = modelOf(dts, `xen@${version}`);
  const [first] = model.domains;
  return first === undefined ? 'no domain' : textOf(guestTree(model, first, version));
}

const module = (kind: string, at: string, more = '') =>
  `${kind}@${at} { compatible = "multiboot,${kind}", "multiboot,module"; reg = <0x${at} 0x1000>; ${more} };`;
const guest = (body: string) => guestOf(hostBoard(domain('domU1', body)));

test('a domain sees what Xen makes, in its order, and nothing of the board', () => {
  const text = guest('vpl011; xen,enhanced;');
  const names = [...text.matchAll(/(?:^| )([\w@-]+) \{/g)].map((it) => it[1]);
  expect(names).toEqual([
    'chosen',
    'cpus',
    'cpu@0',
    'memory@40000000',
    'interrupt-controller@3001000',
    'timer',
    'hypervisor',
    'psci',
    'sbsa-uart@22000000',
  ]);
  expect(text).toContain('timer { compatible = "arm,armv8-timer"; interrupts = <0x1 0xd 0xf08>');
  expect(text).toContain('interrupt-parent = <65000>;');
  expect(text).toContain('reg = <0x0 0x22000000 0x0 0x1000>; interrupts = <0x0 0x0 0xf04>;');
});

test('without xen,enhanced, and before 4.17, there is no hypervisor node; without vpl011 no UART', () => {
  expect(guest('')).not.toMatch(/hypervisor|sbsa-uart/);
  const enhanced = hostBoard(domain('domU1', 'xen,enhanced;'));
  expect(guestOf(enhanced, '4.16')).not.toContain('hypervisor');
  expect(guestOf(enhanced, '4.17')).toContain('compatible = "xen,xen-4.17", "xen,xen";');
});

test('the hypervisor node has the grant frames and the hole behind the RAM', () => {
  const text = guestOf(
    hostBoard(domain('domU1', 'xen,enhanced; memory = <0 0x80000>;', { without: ['memory'] })),
  );
  expect(text).toContain('reg = <0x0 0x38000000 0x0 0x1000000>, <0x0 0x60000000 0x0 0xa0000000>;');
  expect(text).toContain('the extended region from 0x200000000 to the end');
});

test('the command line and the ramdisk of the domain are in /chosen, those of /chosen are not', () => {
  const text = guestOf(
    hostBoard(
      `bootargs = "host"; xen,dom0-bootargs = "dom0"; ${domain(
        'domU1',
        `
        ${module('ramdisk', '53000000')} ${module('kernel', '54000000', 'bootargs = "say \\"hi\\"";')}`,
      )}`,
    ),
  );
  expect(text).toContain(
    'chosen { bootargs = "say \\"hi\\""; linux,initrd-start = <0x0 0x0>; /* filled in at boot: where Xen puts ramdisk@53000000 (0x53000000–0x53000fff) */',
  );
  expect(text).not.toMatch(/host|dom0/);
  expect(guest('')).toContain('/* no bootargs: no module of the domain has bootargs */');
});

test('RAM beyond 3 GiB goes to the second bank', () => {
  const text = guestOf(
    hostBoard(domain('domU1', 'memory = <0 0x400000>;', { without: ['memory'] })),
  );
  expect(text).toContain('reg = <0x0 0x40000000 0x0 0xc0000000>, <0x2 0x0 0x0 0x40000000>;');
});

test('vCPUs are counted in clusters of 16', () => {
  const text = guestOf(hostBoard(domain('domU1', 'cpus = <18>;', { without: ['cpus'] })));
  expect(text).toMatch(/cpu@f \{.*cpu@100 \{.*reg = <0x100>;.*cpu@101 \{/);
});

test('a direct-mapped domain finds RAM, interrupt controller and UART at the addresses of the board', () => {
  const text = guestOf(
    hostBoard(
      `stdout-path = "/serial@9000000:115200"; ${domain('domU1', 'vpl011; direct-map; memory = <0 0x8000>; xen,static-mem = <0x70000000 0x2000000>;', { without: ['memory'] })}`,
      'serial@9000000 { reg = <0x9000000 0x1000>; interrupts = <0 5 4>; };',
    ),
  );
  expect(text).toContain(
    'memory@70000000 { device_type = "memory"; reg = <0x0 0x70000000 0x0 0x2000000>;',
  );
  expect(text).toContain('interrupt-controller@8000000 {');
  expect(text).toContain('reg = <0x0 0x8000000 0x0 0x10000>, <0x0 0x80a0000 0x0 0x80000>;');
  expect(text).toContain('sbsa-uart@9000000 {');
  expect(text).toContain('interrupts = <0x0 0x5 0xf04>;');
});

test('shared memory is reserved, and from 4.19 on part of the memory', () => {
  const dts = hostBoard(
    domain(
      'domU1',
      `shm { compatible = "xen,domain-shared-memory-v1"; xen,shm-id = "a"; role = "owner";
      xen,shared-mem = <0x70000000 0x60000000 0x10000>; };`,
    ),
  );
  expect(guestOf(dts)).toContain(
    'xen-shmem@60000000 { compatible = "xen,shared-memory-v1"; reg = <0x0 0x60000000 0x0 0x10000>; xen,id = "a"; xen,offset = <0x0 0x0>; };',
  );
  const both = /reg = <0x0 0x40000000 [^>]*>, <0x0 0x60000000 0x0 0x10000>;/;
  expect(guestOf(dts)).toMatch(both);
  expect(guestOf(dts, '4.18')).not.toMatch(both);
});

test('a partial device tree is named, and may change the phandle', () => {
  const text = guest(module('device-tree', '53000000'));
  expect(text).toContain('partial device tree in device-tree@53000000 (0x53000000–0x53000fff)');
  expect(text).toMatch(/ phandle = <65000>; \/\* filled in at boot: the phandle of \/gic/);
});

test('what Xen panics over is told instead of a tree', () => {
  const refused = (without: readonly ('memory' | 'cpus' | 'kernel')[], body = '') =>
    guestOf(hostBoard(domain('domU1', body, { without })));
  expect(refused(['kernel'])).toBe('no child lists "multiboot,kernel"');
  expect(refused(['memory'])).toBe('memory is missing');
  expect(refused(['memory'], 'memory = <0x1000>;')).toBe(
    'memory is too short and counts as missing',
  );
  expect(refused(['memory'], 'memory = <0 3>;')).toBe(
    'memory of 3 KiB is no whole number of pages',
  );
  expect(refused(['cpus'], 'cpus = <0>;')).toBe('cpus is 0');
  expect(refused([], 'direct-map;')).toBe('direct-map needs xen,static-mem');
  expect(refused([], 'xen,static-mem = <0x70000000 0x1000>;')).toMatch(/xen,static-mem has 4 KiB$/);
  expect(guestOf(hostBoard(domain('domU1', '')).replace('arm,gic-v3', 'x'))).toBe(
    'the board has no interrupt controller that Xen drives',
  );
});
