/** A board with all that Xen needs to make trees, and what it keeps from dom0; cells are 1 unless told otherwise. */
import { detectTarget } from '../../../server/src/model/detect-target';
import { platformOf, type PlatformModel } from '../../../server/src/model/platform';
import { printMadeTree } from '../../../server/src/tree/made-tree';
import type { NextTree } from '../../../server/src/model/next-stage/next-tree';
import { treeOf } from '../../analyse';

/** The lines of the root that Xen looks for. */
export const host = `
  cpus { #address-cells = <1>; #size-cells = <0>;
    cpu0: cpu@0 { device_type = "cpu"; compatible = "arm,cortex-a53"; reg = <0>; };
    cpu1: cpu@1 { device_type = "cpu"; compatible = "arm,cortex-a53"; reg = <1>; };
  };
  timer { compatible = "arm,armv8-timer"; interrupts = <1 13 8>, <1 14 8>, <1 11 8>; };
  gic: interrupt-controller@8000000 { compatible = "arm,gic-v3"; #interrupt-cells = <3>; interrupt-controller;
    reg = <0x8000000 0x10000>, <0x80a0000 0x80000>; };`;

/** A board with `chosen` in `/chosen` and `elsewhere` in the root beside the host. */
export function hostBoard(chosen: string, elsewhere = ''): string {
  return `/dts-v1/; / { #address-cells = <1>; #size-cells = <1>; interrupt-parent = <&gic>;
    memory@40000000 { device_type = "memory"; reg = <0x40000000 0x80000000>; };
    chosen { #address-cells = <1>; #size-cells = <1>; ${chosen} }; ${host} ${elsewhere} };`;
}

/** The model for Xen, the newest unless a release is named. */
export function modelOf(dts: string, target: 'xen' | `xen@${string}` = 'xen'): PlatformModel {
  const tree = treeOf(dts);
  return platformOf(tree, detectTarget(tree, target));
}

/** What is printed, with single blanks; why Xen refuses otherwise. */
export function textOf(made: NextTree): string {
  const text = made.kind === 'tree' ? printMadeTree(made.root) : made.reasons.join('; ');
  return text.replace(/\s+/g, ' ').trim();
}
