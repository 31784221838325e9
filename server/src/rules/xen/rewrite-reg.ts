/** The quick fix for a `reg` that was written for other cell counts than apply. */
import { describeCells } from '../../memory/cells';
import { encodeReg } from '../../memory/encode-reg';
import type { BootModule } from '../../model/boot-module';
import { meantReg } from '../../model/meant-reg';
import type { DeviceTree } from '../../tree/dt-node';
import type { Fix } from '../fix';
import { makeFix, setValue } from '../make-fix';

/** Writes the same address and size with the cells that apply; nothing when the intention cannot be told. */
export function rewriteRegFix(tree: DeviceTree, module: BootModule): readonly Fix[] {
  const { node, cells } = module;
  const property = node.node.properties.get('reg');
  const meant = meantReg(tree, node);
  if (cells === undefined || property === undefined || meant === undefined) return [];
  if (cells.address < 1 || cells.size < 1) return [];
  const value = encodeReg([meant], cells.address, cells.size);
  if (value === undefined) return [];
  return makeFix(`Write reg with ${describeCells(cells)}`, [setValue(property, value)]);
}
