/** Boards for the examples of the rules about the host's own hardware. */
import { dom0Board } from './example-board';

export interface HostParts {
  readonly cpus?: string;
  readonly gic?: string;
  readonly timer?: string;
  /** More lines in the root. */
  readonly more?: string;
}

/** A board with dom0's kernel, a CPU, a GIC and a timer, or what is given in their place. */
export function hostBoard({
  cpus = cpu('0'),
  gic = gicNode,
  timer = timerNode,
  more = '',
}: HostParts): string {
  const all = `interrupt-parent = <&gic>;
cpus {
    #address-cells = <1>;
    #size-cells = <0>;
${cpus}
};
${gic}
${timer}
${more}`;
  return dom0Board('', all).replace(/^ +interrupt-parent = <&gic>;\n/m, '');
}

/** A CPU with that number. */
export function cpu(reg: string): string {
  return `    cpu@${reg} {
        device_type = "cpu";
        compatible = "arm,cortex-a57";
        reg = <0x${reg}>;
    };`;
}

const gicNode = `gic: interrupt-controller@8000000 {
    compatible = "arm,gic-v3";
    #interrupt-cells = <3>;
    interrupt-controller;
    reg = <0x8000000 0x10000>, <0x80a0000 0xf60000>;
};`;

const timerNode = `timer {
    compatible = "arm,armv8-timer";
    interrupt-parent = <&gic>;
    interrupts = <1 13 4>, <1 14 4>, <1 11 4>, <1 10 4>;
};`;
