/** The shortest way from a source to its memory map. */
import { memoryMapOf } from '../../../server/src/model/lay-out-memory';
import type { MemoryMap } from '../../../server/src/model/memory-map';
import { detectTarget } from '../../../server/src/model/detect-target';
import { platformOf } from '../../../server/src/model/platform';
import type { TargetName } from '../../../server/src/model/target';
import { treeOf } from '../../analyse';

/** The map of a source; `/dts-v1/;` is put in front when it lacks it. */
export function mapOf(dts: string, name: TargetName = 'auto'): MemoryMap {
  const tree = treeOf(dts);
  const target = detectTarget(tree, name);
  return memoryMapOf(platformOf(tree, target), target);
}

export interface Parts {
  /** `address size` of each bank, in cells of one 32-bit number. */
  readonly ram?: readonly string[];
  /** What stands in `/chosen`. */
  readonly chosen?: string;
  /** What stands in `/reserved-memory`. */
  readonly reserved?: string;
  /** What stands before the root. */
  readonly before?: string;
}

/** A board with one cell for addresses and sizes everywhere. */
export function board({
  ram = ['0x40000000 0x40000000'],
  chosen,
  reserved,
  before,
}: Parts): string {
  const cells = '#address-cells = <1>; #size-cells = <1>;';
  const reg = ram.map((it) => `<${it}>`).join(', ');
  return `/dts-v1/; ${before ?? ''} / { ${cells}
    ${ram.length === 0 ? '' : `memory@0 { device_type = "memory"; reg = ${reg}; };`}
    chosen { ${cells} ${chosen ?? ''} };
    ${reserved === undefined ? '' : `reserved-memory { ${cells} ranges; ${reserved} };`}
  };`;
}

/** A boot module; `type` is `kernel`, `ramdisk`, `device-tree`. */
export function module(address: string, type: string, size = '0x100000'): string {
  return `module@${address} { compatible = "multiboot,${type}", "multiboot,module"; reg = <0x${address} ${size}>; };`;
}

/** A domain with what stands in it, in cells of one number. */
export function domain(name: string, body: string): string {
  return `${name} { compatible = "xen,domain"; #address-cells = <1>; #size-cells = <1>; ${body} };`;
}

/** A board with so many claims: domains with modules and static memory, shared buffers, reserved memory. */
export function crowdedBoard(domains: number): string {
  const hex = (it: number) => it.toString(16);
  const all = Array.from({ length: domains }, (_, i) => {
    const base = 0x4800_0000 + i * 0x40_0000;
    const shared = hex(0x6000_0000 + Math.floor(i / 2) * 0x2_0000);
    return domain(
      `guest-with-a-name-${i}`,
      `xen,static-mem = <0x${hex(0x6800_0000 + i * 0x10_0000)} 0x80000>;
      ${module(hex(base), 'kernel', '0x180000')} ${module(hex(base + 0x18_0000), 'ramdisk', '0x1000')}
      shared-memory { compatible = "xen,domain-shared-memory-v1"; xen,shm-id = "b${Math.floor(i / 2)}";
        xen,shared-mem = <0x${shared} 0x${shared} 0x10000>; };`,
    );
  });
  const reserved = Array.from(
    { length: domains },
    (_, i) =>
      `fw@${hex(0x7000_0000 + i * 0x4000)} { reg = <0x${hex(0x7000_0000 + i * 0x4000)} 0x2000>; };`,
  );
  return board({ chosen: all.join('\n'), reserved: reserved.join('\n') });
}
