/**
 * `linux,initrd-start` and `linux,initrd-end` of `/chosen`: a ramdisk that the boot loader has placed. Each is
 * 32 or 64 bits by its own length (Xen common/device-tree/bootinfo-fdt.c process_chosen_node).
 */
import type { DeviceTree, DtProperty } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import { byteLengthOf, cellsOf } from '../tree/value';
import type { Interval } from './interval';
import { numberOf } from './reg';

export interface InitrdReading {
  readonly start?: DtProperty;
  readonly end?: DtProperty;
  /** Present when both are there, well-formed, and start < end. */
  readonly range?: Interval;
  /** What Xen would refuse. */
  readonly fault?: 'end missing' | 'start length' | 'end length' | 'empty';
}

/** Reads the pair; undefined when neither is there or a value cannot be told. */
export function initrdOf(tree: DeviceTree, chosen: NodeRef): InitrdReading | undefined {
  const start = chosen.node.properties.get('linux,initrd-start');
  const end = chosen.node.properties.get('linux,initrd-end');
  if (start === undefined) return end && { end };
  if (!hasLength(tree, start)) return { start, ...(end && { end }), fault: 'start length' };
  if (end === undefined) return { start, fault: 'end missing' };
  if (!hasLength(tree, end)) return { start, end, fault: 'end length' };
  const from = valueOf(tree, start);
  const to = valueOf(tree, end);
  if (from === undefined || to === undefined) return undefined;
  return from < to
    ? { start, end, range: { start: from, end: to } }
    : { start, end, fault: 'empty' };
}

function hasLength(tree: DeviceTree, property: DtProperty): boolean {
  const length = byteLengthOf(tree, property);
  return length === undefined || length === 4 || length === 8;
}

function valueOf(tree: DeviceTree, property: DtProperty): bigint | undefined {
  const words = cellsOf(tree, property);
  return words && numberOf(words, 0, words.length);
}
