/**
 * `hard-affinity` of a vCPU as Xen parses it: numbers and ranges of logical CPUs, separated by commas, each number
 * read like C's strtoul with base 0. Parsing stops silently at anything else; a place where a number is missing
 * counts as CPU 0 (Xen common/device-tree/dom0less-build.c domain_vcpu_affinity, lib/strtoul.c).
 */

export interface HardAffinity {
  /** First and last CPU as written; none when last < first. */
  readonly ranges: readonly { readonly first: number; readonly last: number }[];
  /** What Xen does not read, from the character where it stops; "" when it reads all. */
  readonly unread: string;
  /** A number is missing where one should stand (a blank after a comma, a word): CPU 0 is meant. */
  readonly hasGap: boolean;
  /** Numbers with a leading zero, which are octal. */
  readonly octal: readonly string[];
}

/** Parses the text as Xen does. */
export function parseHardAffinity(text: string): HardAffinity {
  const ranges: { readonly first: number; readonly last: number }[] = [];
  const octal: string[] = [];
  let hasGap = false;
  let at = 0;
  const number = (): number => {
    const digits = numberAt(text.slice(at));
    if (digits === '') hasGap = true;
    if (/^0[0-9]/.test(digits)) octal.push(digits);
    at += digits.length;
    return valueOf(digits);
  };
  while (at < text.length) {
    const first = number();
    const isRange = text[at] === '-';
    if (isRange) at++;
    ranges.push({ first, last: isRange ? number() : first });
    if (text[at] !== ',') break;
    at++;
  }
  return { ranges, unread: text.slice(at), hasGap, octal };
}

/** Whether any CPU is named at all. */
export function namesCpu({ ranges }: HardAffinity): boolean {
  return ranges.some((it) => it.first <= it.last);
}

/** The longest number at the start, as strtoul takes it: octal numbers end at 8 and 9. */
function numberAt(text: string): string {
  return /^(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)/.exec(text)?.[0] ?? '';
}

function valueOf(digits: string): number {
  if (/^0[xX]/.test(digits)) return Number.parseInt(digits, 16);
  return Number.parseInt(digits, digits.startsWith('0') ? 8 : 10) || 0;
}
