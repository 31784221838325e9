/**
 * The boards that were booted on the real Xen, one defect each or sound (see the header of each): an error where
 * Xen panicked or lost something, a warning where it ignored or misread something, silence where all was well.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../analyse';
import { findingsIn } from './findings-of';

interface Verdict {
  readonly expect: 'error' | 'warning' | 'clean';
  readonly firm: boolean;
  readonly defect: string | null;
}

const folder = resolve(__dirname, '../../conformance/xen');
const read = (name: string) => readFileSync(`${folder}/${name}`, 'utf8');
const verdicts = JSON.parse(read('verdicts.json')) as Readonly<Record<string, Verdict>>;
const others = { '/virt.dtsi': read('virt.dtsi') };

/** The mistake lies in a second file, the guest's devicetree, that the source does not name. */
const notInTheSource = ['196-passthrough-dtb-missing-path.dts'];

const names = readdirSync(folder).filter((it) => it.endsWith('.dts') && verdicts[it]);

test('there is a board for each verdict', () => {
  expect(names.length).toBe(Object.keys(verdicts).length);
  for (const name of notInTheSource) expect(existsSync(`${folder}/${name}`)).toBe(true);
});

describe.each(names.map((name) => ({ name, ...verdicts[name] })))('$name: $defect', (verdict) => {
  const { tree } = analyse(read(verdict.name), others);
  const severities = new Set(findingsIn(tree).map((it) => it.severity));

  test(`deserves: ${verdict.expect ?? ''}`, () => {
    const isAccused = severities.has('error');
    const isWarned = isAccused || severities.has('warning');
    if (verdict.expect === 'error') expect(isAccused).toBe(!notInTheSource.includes(verdict.name));
    else expect(isWarned).toBe(verdict.expect === 'warning');
  });
});
