/**
 * What lies in memory when Xen starts: the files of the boot modules that the devicetree describes, as small as Xen
 * takes them, and the few instructions that hand over to Xen.
 */
import { inheritedCells } from '../../../server/src/memory/cells';
import { compatiblesOf } from '../../../server/src/model/node-compatibles';
import type { DeviceTree } from '../../../server/src/tree/dt-node';
import { childOf, rootOf, walk, type NodeRef } from '../../../server/src/tree/node-ref';
import { writeDtb } from '../../../server/src/tree/write-dtb';
import { bytesOf } from '../../../server/src/tree/value';
import { treeOf } from '../../analyse';

export interface BootFile {
  /** Physical. */
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** QEMU's `virt` board with this much memory; places of Xen and the devicetree that no board of ours uses otherwise. */
export const board = {
  ramStart: 0x40000000,
  ramSize: 0x80000000,
  stub: 0x40100000,
  xen: 0x40200000,
  /** How much of the memory from there is Xen's own. */
  xenWindow: 0x400000,
} as const;

/** Where the devicetree may lie: the first place that no module is said to be near. */
const places = [0x48000000, 0xbf000000, 0x41000000] as const;
const nearness = 0x4000000;

/** All files, those that Xen cannot do without last: where two lie on one another the later one is there. */
export function bootFilesOf(tree: DeviceTree, xen: Uint8Array): readonly BootFile[] {
  const modules = moduleFiles(tree).filter(isInRam);
  const isNear = (place: number, { address }: BootFile) =>
    address > place - nearness && address < place + nearness;
  const place = places.find((it) => !modules.some((module) => isNear(it, module))) ?? places[0];
  return [
    ...modules,
    { address: place, bytes: writeDtb(tree, { symbols: false }) },
    { address: board.xen, bytes: xen },
    { address: board.stub, bytes: stub(place) },
  ];
}

function isInRam({ address, bytes }: BootFile): boolean {
  const end = board.ramStart + board.ramSize;
  return address >= board.ramStart && address + bytes.length <= end;
}

/** A file for everything that looks like a module, right or wrong: who loads it goes by addresses, not by Xen's rules. */
function moduleFiles(tree: DeviceTree): readonly BootFile[] {
  const chosen = childOf(rootOf(tree), 'chosen');
  if (chosen === undefined) return [];
  const files: BootFile[] = [];
  let untyped = 0;
  for (const ref of walk(chosen)) {
    if (ref === chosen || !looksLikeModule(tree, ref)) continue;
    const address = addressOf(tree, ref);
    if (address === undefined) continue;
    const known = contentOf(compatiblesOf(tree, ref));
    const guessed = untyped === 0 || ref.parent !== chosen ? kernel() : ramdisk();
    if (known === undefined) untyped++;
    files.push({ address, bytes: known ?? guessed });
  }
  return files;
}

function looksLikeModule(tree: DeviceTree, ref: NodeRef): boolean {
  const isNamed = /^(module|kernel|ramdisk|initrd)(@|$)/.test(ref.node.name);
  return isNamed || compatiblesOf(tree, ref).some((it) => /multiboot|xen,(linux|xsm)/.test(it));
}

function addressOf(tree: DeviceTree, ref: NodeRef): number | undefined {
  const property = ref.node.properties.get('reg');
  const bytes = property && bytesOf(tree, property);
  const cells = ref.parent && inheritedCells(tree, ref.parent);
  const count = (cells?.address ?? 2) * 4;
  if (bytes === undefined || bytes.length < count || count < 4) return undefined;
  const low = new DataView(bytes.buffer, bytes.byteOffset).getUint32(count - 4);
  const high = count < 8 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(count - 8);
  return high * 2 ** 32 + low;
}

function contentOf(compatibles: readonly string[]): Uint8Array | undefined {
  const has = (...names: readonly string[]) => names.some((it) => compatibles.includes(it));
  if (has('multiboot,kernel', 'xen,linux-zimage')) return kernel();
  if (has('multiboot,ramdisk', 'xen,linux-initrd')) return ramdisk();
  if (has('multiboot,device-tree')) return guestTree();
  return has('xen,xsm-policy') ? policy() : undefined;
}

/** An Image with the header of arm64 (Linux Documentation/arch/arm64/booting.rst) that sleeps for ever. */
function kernel(): Uint8Array {
  const image = new DataView(new ArrayBuffer(72));
  image.setUint32(0, 0x14000010, true); // b 0x40
  image.setUint32(16, 0x1000, true); // image_size
  image.setUint32(24, 0xa, true); // flags: 4 KiB pages, anywhere in memory
  image.setUint32(56, 0x644d5241, true); // "ARM\x64"
  image.setUint32(64, 0xd503207f, true); // wfi
  image.setUint32(68, 0x17ffffff, true); // b -4
  return new Uint8Array(image.buffer);
}

function ramdisk(): Uint8Array {
  return new TextEncoder().encode('070701 no ramdisk to speak of\n');
}

/** Begins as Xen wants a policy to begin (xen/xsm/flask/include/security.h: XSM_MAGIC, little endian). */
function policy(): Uint8Array {
  return Uint8Array.of(0x8c, 0xff, 0x7c, 0xf9, 0, 0, 0, 0);
}

function guestTree(): Uint8Array {
  return writeDtb(treeOf(guestSource), { symbols: false });
}

const guestSource = `/dts-v1/;
/ {
  #address-cells = <2>;
  #size-cells = <2>;
  gic: gic { #interrupt-cells = <3>; interrupt-controller; };
  passthrough {
    compatible = "simple-bus";
    ranges;
    #address-cells = <2>;
    #size-cells = <2>;
    rtc@9010000 {
      compatible = "arm,pl031", "arm,primecell";
      reg = <0x0 0x9010000 0x0 0x1000>;
      interrupt-parent = <&gic>;
      interrupts = <0 2 4>;
      xen,reg = <0x0 0x9010000 0x0 0x1000 0x0 0x9010000>;
      xen,path = "/pl031@9010000";
      xen,force-assign-without-iommu;
    };
  };
};`;

/** Jumps to Xen as boot loaders do: x0 is the devicetree, x1 to x3 are 0 (Linux Documentation/arch/arm64/booting.rst). */
function stub(devicetree: number): Uint8Array {
  const code = [
    0x580000c0, // ldr x0, +24
    0xaa1f03e1, // mov x1, xzr
    0xaa1f03e2, // mov x2, xzr
    0xaa1f03e3, // mov x3, xzr
    0x58000084, // ldr x4, +16
    0xd61f0080, // br x4
    devicetree,
    0,
    board.xen,
    0,
  ];
  const bytes = new DataView(new ArrayBuffer(code.length * 4));
  code.forEach((it, i) => {
    bytes.setUint32(i * 4, it, true);
  });
  return new Uint8Array(bytes.buffer);
}
