/** Shared-memory nodes for the examples of rules. */
import { chosenBoard, domain } from './example-board';

/** A node with those lines, called `shared@68000000`. */
export function shmNode(lines: string): string {
  return `shared@68000000 {
    compatible = "xen,domain-shared-memory-v1";
${lines.replace(/^/gm, '    ')}
};`;
}

/** A sound region of 1 MiB. */
export const soundShm = `xen,shm-id = "ring";
xen,shared-mem = <0x68000000 0x80000000 0x100000>;`;

/** Two domains with a node each. */
export function twoUsers(first: string, second: string): string {
  return chosenBoard(`${domain('domU1', shmNode(first))}
${domain('domU2', shmNode(second), { kernel: '54000000' })}`);
}
