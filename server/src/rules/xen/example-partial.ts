/** Trees of a guest with one device of the board, for the examples of the rules about them. */

export interface PartialParts {
  /** Lines of the device besides its compatible. */
  readonly device?: string;
  /** Lines of `/passthrough` besides the device. */
  readonly bus?: string;
  readonly gic?: string;
  /** More lines in the root. */
  readonly more?: string;
}

export const soundReg = 'xen,reg = <0x9010000 0x1000 0x9010000>;';
export const soundPath = 'xen,path = "/pl031@9010000";';

/** The whole source; cells are 1. */
export function partialTree({
  device = `${soundReg}\n${soundPath}`,
  bus = soundBus,
  gic = soundGic,
  more = '',
}: PartialParts): string {
  return `/dts-v1/;
/ {
    #address-cells = <1>;
    #size-cells = <1>;
${indent(gic, 4)}${indent(more, 4)}    passthrough {
${indent(bus, 8)}        rtc@9010000 {
            compatible = "arm,pl031";
${indent(device, 12)}        };
    };
};
`;
}

export const soundBus = `compatible = "simple-bus";
ranges;
#address-cells = <1>;
#size-cells = <1>;`;

const soundGic = `gic: gic {
    #interrupt-cells = <3>;
    interrupt-controller;
};`;

function indent(text: string, depth: number): string {
  return text
    .split('\n')
    .filter((it) => it.trim() !== '')
    .map((it) => `${' '.repeat(depth)}${it}\n`)
    .join('');
}
