import { expect, test } from 'vitest';
import { domainBoard, dom0Board, chosenBoard } from '../../../server/src/rules/xen/example-board';
import { findingsOf, messagesOf } from './findings-of';

/** Errors and warnings only: hints do not hide a cascade. */
const problemsOf = (dts: string) => findingsOf(dts).filter((it) => /^(error|warning)/.test(it));

test('a misspelt kernel is reported once, not also as a missing one', () => {
  const dts = domainBoard('').replace('multiboot,kernel', 'multiboot,kernal');
  expect(problemsOf(dts)).toEqual(['error boot/module-compatible-unknown']);
});

test('a kernel without the generic compatible is reported once', () => {
  const dts = dom0Board('').replace(', "multiboot,module"', '');
  expect(problemsOf(dts)).toEqual(['error xen/module-missing-generic-compatible']);
});

test('a reg of the wrong length is reported once, not also as outside RAM or of size 0', () => {
  const dts = domainBoard('').replace('<0x52000000 0x100000>', '<0x0 0x52000000 0x0 0x100000>');
  expect(problemsOf(dts)).toEqual(['error xen/module-reg-extra']);
});

test('a module too deep is reported once, not also as a missing kernel', () => {
  const dts = domainBoard('').replace(/(kernel@[^]*?\};)/, 'group { $1 };');
  expect(problemsOf(dts)).toEqual(['error xen/module-too-deep']);
});

test('a misplaced domain is reported once, not also for its modules', () => {
  const dts = chosenBoard('', domainBoard('').replace(/[^]*(domU1 \{[^]*?\n {8}\};)[^]*/, '$1'));
  expect(problemsOf(dts)).toEqual(['error xen/domain-misplaced']);
});

test('a node of shared memory that is no whole number of cells is not also unaligned', () => {
  const dts = domainBoard(`shared@68000000 {
    compatible = "xen,domain-shared-memory-v1";
    xen,shm-id = "ring";
    xen,shared-mem = <0x68000001 0x80000001 0x100001 0x1>;
};`);
  expect(problemsOf(dts)).toEqual(['error xen/shm-prop-length']);
});

test('two cells for cpus are not also cpus of 0', () => {
  const dts = domainBoard('cpus = <0 1>;', { without: ['cpus'] });
  expect(problemsOf(dts)).toEqual(['error xen/u32-prop-two-cells']);
});

test('each of three modules at one place names the first', () => {
  const module = (name: string) =>
    `${name} { compatible = "multiboot,ramdisk", "multiboot,module"; reg = <0x50080000 0x100000>; };`;
  const dts = dom0Board(`${module('a@50080000')}\n${module('b@50080000')}`);
  expect(messagesOf(dts, 'xen/module-overlap')).toHaveLength(2);
});
