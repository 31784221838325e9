/** Boards for the examples of the rules about UEFI. */
import { chosenBoard, domain } from './example-board';

/** A domain whose kernel the stub loads, and that also holds `body`. */
export function uefiDomain(body = '', without: readonly 'cells'[] = []): string {
  return domain(
    'domU1',
    `${body}
kernel {
    compatible = "multiboot,kernel", "multiboot,module";
    xen,uefi-binary = "guest.img";
};`,
    { without: ['kernel', ...without] },
  );
}

/** A board with that domain. */
export function uefiBoard(body = ''): string {
  return chosenBoard(uefiDomain(body));
}
