/**
 * `reg` and its like in words: each range with both ends inside and its size, and which node's cell counts cut it.
 * Xen looks further up than dtc for counts that are not declared, and reads a domain's `xen,static-mem` with the counts
 * of `/chosen` (Xen common/device-tree/bootfdt.c, bootinfo-fdt.c); where the two differ, both are told.
 */
import { describeCells, inheritedCells, strictCells, type Cells } from '../../memory/cells';
import { formatRange, formatSize } from '../../memory/format-number';
import { readReg, type RegReading } from '../../memory/reg';
import { rootOf } from '../../tree/node-ref';
import type { DtProperty } from '../../tree/dt-node';
import { bullets, code, paragraphs } from './markdown';
import type { Subject } from './subject';

/** Entries of one property that are listed. */
const mostEntries = 8;

/** The decoded ranges of a property; undefined for properties that hold none. */
export function describeRanges(subject: Subject, property: DtProperty): string | undefined {
  if (property.name === 'xen,shared-mem') return sharedMemory(subject);
  const readers = cellsFor(subject, property.name);
  if (readers === undefined) return undefined;
  const { cells, other } = readers;
  const reading = cells && readReg(subject.model.tree, property, cells);
  if (cells === undefined || reading === undefined) return undefined;
  const differs = other && (other.address !== cells.address || other.size !== cells.size);
  return paragraphs([
    rangesOf(reading),
    differs
      ? `Xen reads ${describeCells(cells)}${decidedBy(cells)}; dtc and others read ${describeCells(other)}${decidedBy(other)}.`
      : `${describeCells(cells)}${decidedBy(cells)}.`,
  ]);
}

/** Host address (which may be absent since 4.19), guest address and size, as Xen takes them apart. */
function sharedMemory({ model, node }: Subject): string | undefined {
  const shared = model.sharedMemory.find((it) => it.node === node);
  if (shared?.guestAddress === undefined || shared.size === undefined) return undefined;
  const { guestAddress, size, host, cells } = shared;
  const guest = { start: guestAddress, end: guestAddress + size };
  return paragraphs([
    bullets([
      host ? `host ${code(formatRange(host))}` : 'host memory that Xen picks',
      `guest ${code(formatRange(guest))}`,
      formatSize(size),
    ]),
    cells && `${describeCells(cells)}${decidedBy(cells)}.`,
  ]);
}

interface Readers {
  readonly cells: Cells | undefined;
  /** What dtc goes by, where Xen is the reader. */
  readonly other?: Cells | undefined;
}

function cellsFor({ target, model, node }: Subject, name: string): Readers | undefined {
  const { tree } = model;
  const { parent } = node;
  switch (name) {
    case 'reg': {
      if (parent === undefined) return undefined;
      const isXens = target.xen !== undefined && node.path.startsWith('/chosen');
      if (!isXens) return { cells: strictCells(tree, parent) };
      const recorded = model.modules.find((it) => it.node.node === node.node)?.cells;
      return { cells: recorded ?? inheritedCells(tree, parent), other: strictCells(tree, parent) };
    }
    case 'xen,static-mem':
      return parent && { cells: inheritedCells(tree, parent) };
    case 'xen,static-heap':
      return { cells: inheritedCells(tree, rootOf(tree)) };
    default:
      return undefined;
  }
}

function rangesOf(reading: RegReading): string | undefined {
  const lines = reading.entries.slice(0, mostEntries).map((it) => {
    if (it === undefined) return 'a range that the source does not tell';
    return `${code(formatRange(it))}, ${formatSize(it.size)}`;
  });
  const more = reading.entries.length - lines.length;
  const rest = reading.trailing === 1 ? '1 cell' : `${reading.trailing} cells`;
  const [only] = lines;
  const whole = lines.length === 1 && more === 0 ? only : bullets(lines);
  return paragraphs([
    whole,
    more > 0 ? `and ${more} more` : undefined,
    reading.trailing > 0 ? `**${rest} left over** behind the last whole range.` : undefined,
  ]);
}

function decidedBy({ addressFrom, sizeFrom }: Cells): string {
  if (addressFrom === undefined && sizeFrom === undefined)
    return ', the default, as no node says otherwise';
  if (addressFrom?.node === sizeFrom?.node) return `, as ${code(addressFrom?.path ?? '')} says`;
  const address = addressFrom ? code(addressFrom.path) : 'the default';
  const size = sizeFrom ? code(sizeFrom.path) : 'the default';
  return `, address from ${address}, size from ${size}`;
}
