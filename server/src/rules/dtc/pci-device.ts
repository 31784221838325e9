/**
 * `reg` of a PCI device starts with its configuration space address: bus, device and function in the first cell,
 * nothing in the other two (dtc checks.c check_pci_device_reg, check_pci_device_bus_num; PCI binding to IEEE 1275).
 */
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import { unitAddress, type NodeRef } from '../../tree/node-ref';
import { cellsOf } from '../../tree/value';
import { defineRule, type Finding } from '../rule';
import { busMarksOf } from './bus';
import { cellCountsOf } from './cell-counts';
import { busRangeOf } from './pci-bridge';
import { renameUnitFixes } from './rename-unit';

const bridge = `device_type = "pci";
            #address-cells = <3>;
            #size-cells = <2>;
            ranges = <0x2000000 0 0x50000000 0 0x50000000 0 0x1000000>;`;

export const pciDeviceReg = defineRule({
  id: 'dtc/pci_device_reg',
  severity: 'warning',
  summary: '`reg` and the unit address of a PCI device do not agree.',
  why: 'The unit address of a PCI device is its device number, with `,` and the function unless that is 0; the operating system matches found devices by `reg`.',
  source: 'dtc checks.c, check_pci_device_reg; PCI Bus Binding to IEEE 1275 4.1.1',
  requires: ['dtc/reg_format'],
  on: ['reg'],
  examples: [
    {
      title: 'a unit address that is not the device number',
      dts: `
        / {
          #address-cells = <2>;
          #size-cells = <2>;
          pcie {
            ${bridge}
            ethernet@800 {
          //^^^^^^^^^^^^ expected unit address "1,0"
              reg = <0x800 0 0 0 0>;
            };
          };
        };`,
      fixed: `
        / {
          #address-cells = <2>;
          #size-cells = <2>;
          pcie {
            ${bridge}
            ethernet@1,0 {
              reg = <0x800 0 0 0 0>;
            };
          };
        };`,
    },
    {
      title: 'device 1, function 0',
      dts: `
        / {
          #address-cells = <2>;
          #size-cells = <2>;
          pcie {
            ${bridge}
            ethernet@1 { reg = <0x800 0 0 0 0>; };
          };
        };`,
    },
  ],
  checkNode(at, { tree }, report) {
    const reg = pciRegOf(tree, at);
    if (reg === undefined) return;
    for (const finding of [...cellFindings(reg), ...unitFindings(at, reg.words[0])])
      report(finding);
  },
});

export const pciDeviceBusNum = defineRule({
  id: 'dtc/pci_device_bus_num',
  severity: 'warning',
  summary: 'A PCI device is on a bus that its bridge does not lead to.',
  why: 'The bus number in `reg` lies outside the bridge’s `bus-range` (bus 0 when it has none), so the operating system does not find the device there.',
  source: 'dtc checks.c, check_pci_device_bus_num',
  requires: ['dtc/reg_format'],
  on: ['reg'],
  examples: [
    {
      title: 'bus 1 behind a bridge to bus 0',
      dts: `
        / {
          #address-cells = <2>;
          #size-cells = <2>;
          pcie {
            ${bridge}
            ethernet@1,0 {
              reg = <0x10800 0 0 0 0>;
            //^^^^^^^^^^^^^^^^^^^^^^^^ bus 1 is not behind /pcie, which leads to bus 0
            };
          };
        };`,
    },
    {
      title: 'a bus within the range',
      dts: `
        / {
          #address-cells = <2>;
          #size-cells = <2>;
          pcie {
            ${bridge}
            bus-range = <0 4>;
            ethernet@1,0 { reg = <0x10800 0 0 0 0>; };
          };
        };`,
    },
  ],
  checkNode(at, { tree }, report) {
    const reg = pciRegOf(tree, at);
    const range = at.parent && busRangeOf(tree, at.parent);
    if (reg === undefined || range === undefined || at.parent === undefined) return;
    const bus = (reg.words[0] >>> 16) & 0xff;
    if (bus >= range.first && bus <= range.last) return;
    const { first, last } = range;
    const buses = first === last ? `bus ${first}` : `buses ${first} to ${last}`;
    report({
      at: reg.property.at,
      message: `bus ${bus} is not behind ${at.parent.path}, which leads to ${buses}`,
    });
  },
});

interface PciReg {
  readonly property: DtProperty;
  readonly words: readonly [number, number, number];
}

/** The first three cells of the `reg` of a device behind a sound PCI bridge. */
function pciRegOf(tree: DeviceTree, at: NodeRef): PciReg | undefined {
  const property = at.node.properties.get('reg');
  if (property === undefined || at.parent === undefined) return undefined;
  if (busMarksOf(tree, at.parent).early !== 'pci') return undefined;
  const cells = cellCountsOf(tree, at.parent);
  if (cells?.address !== 3 || cells.size !== 2) return undefined;
  const [first, second, third] = (cellsOf(tree, property) ?? []).map((it) => it.value);
  if (first === undefined || second === undefined || third === undefined) return undefined;
  return { property, words: [first, second, third] };
}

function cellFindings({ property, words: [first, second, third] }: PciReg): readonly Finding[] {
  const findings: Finding[] = [];
  const say = (message: string) => findings.push({ at: property.at, message });
  if (second !== 0 || third !== 0)
    say('the second and third cell of a PCI configuration address are 0');
  if ((first & 0xff000000) !== 0)
    say('the first entry of "reg" of a PCI device is in configuration space: its top byte is 0');
  if ((first & 0xff) !== 0)
    say('the register number of a PCI configuration address, its lowest byte, is 0');
  return findings;
}

function unitFindings(at: NodeRef, first: number): readonly Finding[] {
  const unit = unitAddress(at.node.name) ?? '';
  const device = ((first >>> 11) & 0x1f).toString(16);
  const slot = (first >>> 8) & 7;
  const expected = `${device},${slot}`;
  if (unit === expected || (slot === 0 && unit === device)) return [];
  return [
    {
      at: at.node.at,
      message: `"${at.node.name}" is PCI device 0x${device}, function ${slot}: expected unit address "${expected}"`,
      fixes: renameUnitFixes(at, expected),
    },
  ];
}
