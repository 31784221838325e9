/** What a node with `device_type = "pci"` needs as a PCI bridge (dtc checks.c check_pci_bridge; IEEE 1275 PCI binding). */
import type { DeviceTree } from '../../tree/dt-node';
import { baseName, type NodeRef } from '../../tree/node-ref';
import { byteLengthOf, cellsOf, firstString } from '../../tree/value';
import { defineRule, type Finding } from '../rule';
import { statedCellCounts } from './cell-counts';

export const pciBridge = defineRule({
  id: 'dtc/pci_bridge',
  severity: 'warning',
  summary: 'A PCI bridge lacks what the PCI binding asks for.',
  why: 'A PCI address takes three cells and a size two; with other cells, or without `ranges`, the operating system cannot reach the devices behind the bridge.',
  source: 'dtc checks.c, check_pci_bridge; PCI Bus Binding to IEEE 1275',
  requires: ['dtc/device_type_is_string'],
  on: ['device_type'],
  examples: [
    {
      title: 'two address cells and no ranges',
      dts: `
        / {
          pcie {
        //^^^^ has no "ranges"
        //^^^^ "#address-cells" of a PCI bridge is 3, found 2
            device_type = "pci";
            #address-cells = <2>;
            #size-cells = <2>;
          };
        };`,
    },
    {
      title: 'a bus range that ends before it starts',
      dts: `
        / {
          #address-cells = <2>;
          #size-cells = <2>;
          pcie {
            device_type = "pci";
            #address-cells = <3>;
            #size-cells = <2>;
            ranges = <0x2000000 0 0x50000000 0 0x50000000 0 0x1000000>;
            bus-range = <8 1>;
          //^^^^^^^^^^^^^^^^^^ starts at 8 and ends at 1
          };
        };`,
    },
    {
      title: 'a complete bridge',
      dts: `
        / {
          #address-cells = <2>;
          #size-cells = <2>;
          pcie {
            device_type = "pci";
            #address-cells = <3>;
            #size-cells = <2>;
            ranges = <0x2000000 0 0x50000000 0 0x50000000 0 0x1000000>;
            bus-range = <0 255>;
          };
        };`,
    },
  ],
  checkNode(at, { tree, isFragment }, report) {
    const type = at.node.properties.get('device_type');
    if (type === undefined || firstString(tree, type) !== 'pci') return;
    for (const message of nodeComplaints(tree, at, isFragment)) report({ at: at.node.at, message });
    for (const finding of busRangeFindings(tree, at)) report(finding);
  },
});

function nodeComplaints(tree: DeviceTree, at: NodeRef, isFragment: boolean): readonly string[] {
  const name = baseName(at.node.name);
  const cells = statedCellCounts(tree, at, isFragment);
  const complaints: string[] = [];
  if (name !== 'pci' && name !== 'pcie')
    complaints.push(`a PCI bridge is called "pci" or "pcie", found "${name}"`);
  if (!at.node.properties.has('ranges') && !isFragment)
    complaints.push(
      `"${at.node.name}" has no "ranges": a PCI bridge says which addresses it passes on`,
    );
  if (cells !== undefined && cells.address !== 3)
    complaints.push(`"#address-cells" of a PCI bridge is 3, found ${cells.address}`);
  if (cells !== undefined && cells.size !== 2)
    complaints.push(`"#size-cells" of a PCI bridge is 2, found ${cells.size}`);
  return complaints;
}

function busRangeFindings(tree: DeviceTree, { node }: NodeRef): readonly Finding[] {
  const property = node.properties.get('bus-range');
  if (property === undefined) return [];
  const length = byteLengthOf(tree, property);
  if (length === undefined) return [];
  if (length !== 8)
    return [
      {
        at: property.at,
        message: '"bus-range" holds two cells: the first and the last bus number',
      },
    ];
  const [first, last] = (cellsOf(tree, property) ?? []).map((it) => it.value);
  if (first === undefined || last === undefined) return [];
  const findings: Finding[] = [];
  if (first > last)
    findings.push({
      at: property.at,
      message: `"bus-range" starts at ${first} and ends at ${last}: swap them`,
    });
  if (last > 0xff)
    findings.push({
      at: property.at,
      message: `bus ${last} does not exist: bus numbers go up to 255`,
    });
  return findings;
}

/** The buses behind a bridge: 0 only when `bus-range` is absent, undefined when it is malformed. */
export function busRangeOf(
  tree: DeviceTree,
  bridge: NodeRef,
): { readonly first: number; readonly last: number } | undefined {
  const property = bridge.node.properties.get('bus-range');
  if (property === undefined) return { first: 0, last: 0 };
  if (byteLengthOf(tree, property) !== 8) return undefined;
  const [first, last] = (cellsOf(tree, property) ?? []).map((it) => it.value);
  return first === undefined || last === undefined ? undefined : { first, last };
}
