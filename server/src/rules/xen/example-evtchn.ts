/** Event channels for the examples of rules. */
import { chosenBoard, domain } from './example-board';

/** An end with the label, port and label of the far end. */
export function evtchn(label: string, port: string, remote: string): string {
  return `${label}: evtchn-${label} {
    compatible = "xen,evtchn-v1";
    xen,evtchn = <${port} &${remote}>;
};`;
}

/** Two domains that hold those nodes. */
export function twoDomains(first: string, second: string): string {
  const enhanced = 'xen,enhanced = "no-xenstore";';
  return chosenBoard(`${domain('domU1', `${enhanced}\n${first}`)}
${domain('domU2', `${enhanced}\n${second}`, { kernel: '54000000' })}`);
}

/** A channel between two domains. */
export const soundChannel = twoDomains(evtchn('a', '10', 'b'), evtchn('b', '11', 'a'));
