import { expect, test } from 'vitest';
import { domainBoard, dom0Board } from '../../../server/src/rules/xen/example-board';
import { findingsOf, messagesOf } from './findings-of';

const overlap = dom0Board(
  'ramdisk@50080000 { compatible = "multiboot,ramdisk", "multiboot,module"; reg = <0x50080000 0x100000>; };',
);

test('a release that compares modules drops the second, an earlier one lets it overwrite the first', () => {
  expect(messagesOf(overlap, 'xen/module-overlap', 'xen@4.18')[0]).toContain('drops it');
  expect(messagesOf(overlap, 'xen/module-overlap', 'xen@4.17')[0]).toContain('does not compare');
});

test('a range inside a /memreserve/ costs the module in 4.19 only', () => {
  const dts = dom0Board('').replace('/dts-v1/;', '/dts-v1/;\n/memreserve/ 0x50000000 0x200000;');
  const isDropped = (target: `xen@${string}`) =>
    findingsOf(dts, target).includes('error xen/module-vs-memreserve');
  expect(isDropped('xen@4.18')).toBe(false);
  expect(isDropped('xen@4.19')).toBe(true);
  expect(isDropped('xen@4.20')).toBe(false);
});

test('values of a property are judged by releases that read it', () => {
  const dts = domainBoard('capabilities = <0x8>;');
  expect(findingsOf(dts, 'xen@4.21')).toEqual(['error xen/capabilities-invalid']);
  expect(findingsOf(dts, 'xen@4.20')).toEqual(['warning xen/unknown-domain-property']);
});

test('static memory of a disabled domain is fatal since 4.19', () => {
  const dts = domainBoard('xen,static-mem = <0x60000000 0x4000000>;\nstatus = "disabled";');
  expect(findingsOf(dts, 'xen@4.18')).toContain('warning xen/domain-status-ignored');
  expect(findingsOf(dts, 'xen@4.19')).toContain('error xen/domain-status-ignored');
});

test('shared memory may come without a host address since 4.19', () => {
  const dts = domainBoard(
    'shared { compatible = "xen,domain-shared-memory-v1"; xen,shm-id = "ring"; xen,shared-mem = <0x80000000 0x100000>; };',
  );
  expect(findingsOf(dts, 'xen@4.18')).toContain('error xen/shm-prop-length');
  expect(findingsOf(dts, 'xen@4.19')).not.toContain('error xen/shm-prop-length');
});
