import { describe, expect, test } from 'vitest';
import { checkedBoard } from './checked-board';
import { devicesIn, dom0lessBoard, flatBoard } from './generate';

describe('a flat board', () => {
  test.each([100, 1000, 2100, 10_000])('has about %d lines', (lines) => {
    const made = flatBoard(lines).split('\n').length - 1;
    expect(made).toBeLessThanOrEqual(lines);
    expect(made).toBeGreaterThan(lines - 20);
  });

  test('has a device even where there is hardly room', () => {
    expect(devicesIn(1)).toBe(1);
    expect(flatBoard(1)).toContain('device0: serial');
  });

  test('has the devices that it is said to have', () => {
    const text = flatBoard(5000);
    expect(text.match(/device\d+: serial@/g)).toHaveLength(devicesIn(5000));
  });

  test('spreads its devices over buses', () => {
    expect(flatBoard(5000).match(/bus\d+: bus@/g)).toHaveLength(Math.ceil(devicesIn(5000) / 200));
  });

  test('has no findings', () => {
    expect(checkedBoard(flatBoard(3000))).toEqual([]);
  });
});

describe('a board of domains', () => {
  test('has the domains and modules that were asked for, besides those of dom0', () => {
    const text = dom0lessBoard(3, 4);
    expect(text.match(/compatible = "xen,domain"/g)).toHaveLength(3);
    expect(text.match(/module@/g)).toHaveLength(2 + 3 * 4);
  });

  test('has no findings as long as Xen has use for all modules', () => {
    expect(checkedBoard(dom0lessBoard(4, 3))).toEqual([]);
  });

  test('has one finding for each domain with a second kernel', () => {
    expect(checkedBoard(dom0lessBoard(3, 4))).toEqual(
      Array.from({ length: 3 }, () => 'xen/domain-module-duplicate'),
    );
  });
});
