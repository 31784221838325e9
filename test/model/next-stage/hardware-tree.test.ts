import { expect, test } from 'vitest';
import { hardwareTree } from '../../../server/src/model/next-stage/hardware-tree';
import type { XenVersion } from '../../../server/src/model/target';
import { domain } from '../../../server/src/rules/xen/example-board';
import { hostBoard, modelOf, textOf } from './example-host';

const kernel =
  'kernel@50000000 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0x50000000 0x1000>; };';

function dom0Of(chosen: string, elsewhere = '', version: XenVersion = '4.22'): string {
  const model = modelOf(hostBoard(`${kernel} ${chosen}`, elsewhere), `xen@${version}`);
  return textOf(hardwareTree(model, 'dom0', version));
}

test('modules, domains and what Xen emulates are left out, and each place says why', () => {
  const text = dom0Of(
    domain('domU1', ''),
    'psci { compatible = "arm,psci-1.0"; }; pmu { compatible = "arm,armv8-pmuv3"; };',
  );
  for (const it of [
    'kernel@50000000, a boot module',
    'domU1, for Xen only',
    "memory@40000000, dom0's memory is described instead",
    'cpus, Xen makes its own /cpus',
    'psci, Xen makes its own /psci',
    'pmu, Xen does not give it out',
  ])
    expect(text).toContain(`/* left out: ${it} */`);
  expect(text).toMatch(
    /psci \{ compatible = "arm,psci-1.0", "arm,psci-0.2", "arm,psci"; method = "hvc";/,
  );
  expect(dom0Of(domain('domU1', ''), '', '4.17')).toContain('domU1 {');
});

test('/chosen has the new command line and ramdisk and none of the old properties', () => {
  const text = dom0Of(
    `stdout-path = "/x"; bootargs = "B"; xen,dom0-bootargs = "D"; xen,xen-bootargs = "X"; rng-seed = [01];
     linux,initrd-start = <0x53000000>; linux,initrd-end = <0x53001000>;`,
  );
  const chosen = /chosen \{.*?\};/.exec(text)?.[0];
  expect(chosen).toContain('rng-seed = [01]; bootargs = "D";');
  expect(chosen).toContain('linux,initrd-start = <0x0 0x0>; /* filled in at boot:');
  expect(chosen).not.toMatch(/stdout-path|xen,xen|0x53000000/);
});

test('a device for passthrough stays and is disabled, last of its properties', () => {
  const text = dom0Of('', 'dev { status = "okay"; xen,passthrough; a = <1>; child { }; };');
  expect(text).toMatch(/dev \{ a = <0x1>; status = "disabled"; \/\*[^*]*\*\/ child \{ \};/);
});

test('an IOMMU that Xen drives is left out, and devices lose their way to it', () => {
  const iommu = (compatible: string) =>
    dom0Of('', `smmu: iommu { compatible = "${compatible}"; }; dev { iommus = <&smmu 1>; b; };`);
  expect(iommu('arm,smmu-v2')).toMatch(/left out: iommu, .* dev \{ b; \};/);
  expect(iommu('vendor,iommu')).toContain('dev { iommus = <&smmu 0x1>; b; };');
});

test('the console of Xen and nodes with PPIs are left out; others with interrupts stay', () => {
  const text = dom0Of(
    'xen,xen-bootargs = "dtuart=serial0";',
    `aliases { serial0 = &uart0; }; uart0: uart0 { interrupts = <0 1 4>; }; uart1 { interrupts = <0 2 4>; };
     watch { interrupts = <1 6 4>; }; extended { interrupts-extended = <&gic 1 7 4>; };`,
  );
  expect(text).toContain('serial0 = "/uart0";');
  expect(text).toContain("left out: uart0, Xen's console");
  expect(text).toContain('uart1 { interrupts = <0x0 0x2 0x4>; };');
  expect(text).toMatch(/left out: watch, .*\(PPI\).*left out: extended, .*\(PPI\)/);
});

test('a reference to what is left out becomes the number of the blob, and the others keep theirs', () => {
  const text = dom0Of('', 'dev: dev { cpu = <&cpu1>; self = <&dev>; };');
  expect(text).toContain('cpu = <0x2>; self = <&dev>; phandle = <0x3>;');
});

test('the interrupt controller is cut to what dom0 needs and has another name before 4.20', () => {
  expect(dom0Of('')).toMatch(
    /gic: interrupt-controller@8000000 \{ phandle = <0x1>; .*#redistributor-regions = <0x1>; reg = <0x8000000 0x10000>, <0x80a0000 0x80000>;/,
  );
  expect(dom0Of('', '', '4.19')).toContain('gic: interrupt-controller {');
});

test('dom0 has as many CPUs as the board, or as many as Xen is told', () => {
  expect(dom0Of('')).toMatch(/cpu@0 \{.*cpu@1 \{/);
  expect(dom0Of('xen,xen-bootargs = "dom0_max_vcpus=1 dom0_mem=1G";')).not.toContain('cpu@1 {');
  expect(dom0Of('xen,xen-bootargs = "dom0_mem=1G";')).toContain('/memory@…, dom0_mem=1G of');
});

test('reserved ranges come again as a second memory node, /memreserve/ and RAM of domains do not', () => {
  const reserved =
    'reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges; fw@60000000 { reg = <0x60000000 0x1000>; }; };';
  expect(dom0Of('', reserved)).toMatch(
    /memory@60000000 \{ \/\*[^*]*\*\/ device_type = "memory"; reg = <0x60000000 0x1000>; \};/,
  );
});

test('the hardware domain gets the board as well', () => {
  const model = modelOf(hostBoard(domain('hw', 'capabilities = <2>;')));
  const [first] = model.domains;
  expect(first && textOf(hardwareTree(model, first, '4.22'))).toContain(
    'left out: hw, for Xen only',
  );
});

test('without a kernel for dom0 there is no tree', () => {
  const ramdisk =
    'r@51000000 { compatible = "multiboot,ramdisk", "multiboot,module"; reg = <0x51000000 0x1000>; };';
  const model = modelOf(hostBoard(ramdisk));
  expect(textOf(hardwareTree(model, 'dom0', '4.22'))).toBe('no kernel module of dom0 is on record');
});
