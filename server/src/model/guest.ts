/** A guest's own devicetree beside the tree of the board that it is for. */
import type { DeviceTree } from '../tree/dt-node';

export interface Guest {
  /** The name of its domain's node in `/chosen`. */
  readonly domain: string;
  /** As in the file, which `partial-tree.ts` takes apart. */
  readonly tree: DeviceTree;
}
