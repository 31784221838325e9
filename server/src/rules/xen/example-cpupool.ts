/** Boards with CPUs and CPU pools for the examples of rules. */
import { chosenBoard } from './example-board';

const cpus = `cpus {
    cpu0: cpu0 { device_type = "cpu"; compatible = "arm,cortex-a53"; reg = <0>; };
    cpu1: cpu1 { device_type = "cpu"; compatible = "arm,cortex-a53"; reg = <1>; };
};
timer: timer { };`;

/** A board with two CPUs whose /chosen holds `body`. */
export function cpuBoard(body: string): string {
  return chosenBoard(body, cpus);
}

/** A pool with those lines. */
export function pool(name: string, lines: string): string {
  return `${name}: ${name} {
    compatible = "xen,cpupool";
${lines.replace(/^/gm, '    ')}
};`;
}
