/** Reads the `board` section of `.dts-chosen.json` (its shape: dts-chosen.schema.json). */
import {
  buildOptions,
  unknownBoard,
  type Board,
  type BuildOption,
  type Stretch,
} from '../model/board';
import type { Reader, Section } from './section-reader';

const keys = ['xen', 'devicetree', 'options', 'uefi', 'bits', 'cpus', 'llcColors', 'files'];

/** The facts that can be used; each that cannot is complained about and left out. */
export function readBoard(reader: Reader, where: string, value: unknown): Board {
  const top = reader.record(where, value);
  if (top === undefined) return unknownBoard;
  reader.onlyKeys(where, top, keys);
  const xen = readStretch(reader, `${where}.xen`, top['xen']);
  const devicetree = readStretch(reader, `${where}.devicetree`, top['devicetree']);
  const options = readOptions(reader, `${where}.options`, top['options']);
  const uefi = readFlag(reader, `${where}.uefi`, top['uefi']);
  const bits = readNumber(reader, `${where}.bits`, top['bits']);
  const cpus = readNumber(reader, `${where}.cpus`, top['cpus']);
  const llcColors = readNumber(reader, `${where}.llcColors`, top['llcColors']);
  const files = readFiles(reader, `${where}.files`, top['files']);
  if (bits !== undefined && bits !== 32n && bits !== 64n)
    reader.complain(`${where}.bits`, 'expected 32 or 64');
  return {
    ...(xen && { xen }),
    ...(devicetree && { devicetree }),
    ...(options && { options }),
    ...(uefi !== undefined && { uefi }),
    ...(bits === 32n && { bits: 32 as const }),
    ...(bits === 64n && { bits: 64 as const }),
    ...(cpus !== undefined && { cpus: Number(cpus) }),
    ...(llcColors !== undefined && { llcColors: Number(llcColors) }),
    ...(files && { files }),
  };
}

function readStretch(reader: Reader, where: string, value: unknown): Stretch | undefined {
  const entry = reader.record(where, value);
  if (entry === undefined) return undefined;
  reader.onlyKeys(where, entry, ['address', 'size']);
  const address = readNumber(reader, `${where}.address`, entry['address']);
  const size = readNumber(reader, `${where}.size`, entry['size']);
  if (address === undefined) return reader.complain(where, 'expected an address');
  return size === undefined ? { address } : { address, size };
}

function readOptions(reader: Reader, where: string, value: unknown): Board['options'] {
  const entry = reader.record(where, value);
  if (entry === undefined) return undefined;
  const options: Partial<Record<BuildOption, boolean>> = {};
  for (const [name, it] of Object.entries(entry)) {
    const option = buildOptions.find((known) => known === name);
    const isOn = readFlag(reader, `${where}.${name}`, it);
    if (option === undefined)
      reader.complain(`${where}.${name}`, `unknown option: expected ${buildOptions.join(', ')}`);
    else if (isOn !== undefined) options[option] = isOn;
  }
  return options;
}

function readFiles(reader: Reader, where: string, value: unknown): Board['files'] {
  const entry: Section | undefined = reader.record(where, value);
  if (entry === undefined) return undefined;
  const files = new Map<string, bigint>();
  for (const [path, it] of Object.entries(entry)) {
    const size = readNumber(reader, `${where}.${path}`, it);
    if (!path.startsWith('/')) reader.complain(`${where}.${path}`, 'expected the path of a node');
    else if (size !== undefined) files.set(path, size);
  }
  return files;
}

function readFlag(reader: Reader, where: string, value: unknown): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  return reader.complain(where, 'expected true or false');
}

/** A whole number that is not negative; as text also in hexadecimal, since JSON knows decimal numbers alone. */
function readNumber(reader: Reader, where: string, value: unknown): bigint | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  if (typeof value === 'string' && /^(0x[0-9a-f]{1,16}|[0-9]{1,20})$/i.test(value))
    return BigInt(value);
  return reader.complain(where, 'expected a number, or text such as "0x40200000"');
}
