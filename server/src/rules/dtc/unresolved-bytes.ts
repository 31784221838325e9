/**
 * The bytes of a property as dtc has them before it resolves references, when its first checks run: a phandle is
 * all ones and a path is not there yet (dtc dt-parser.y; checks.c runs name_is_string before path_references).
 */
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import { partBytes } from '../../tree/value';

/** The bytes; undefined when the text or a missing file leaves them unknown. */
export function unresolvedBytes(
  tree: DeviceTree,
  property: DtProperty,
): readonly number[] | undefined {
  const bytes: number[] = [];
  for (const part of property.parts) {
    if (part.kind === 'path') continue;
    const known = partBytes(tree, part.kind === 'cells' ? { ...part, references: [] } : part);
    if (known === undefined) return undefined;
    for (const byte of known) bytes.push(byte);
  }
  return bytes;
}

/** Whether bytes are one string: a NUL at the end and nowhere else (dtc data.c data_is_one_string). */
export function isOneString(bytes: readonly number[] | Uint8Array): boolean {
  return bytes.length > 0 && bytes.indexOf(0) === bytes.length - 1;
}
