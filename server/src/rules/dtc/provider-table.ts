/** The properties whose references carry arguments, and what tells how many (dtc checks.c, WARNING_PROPERTY_PHANDLE_CELLS). */

export interface Provider {
  /** The stem of dtc's two checks: `clocks_property`, `clocks_is_cell`. */
  readonly check: string;
  readonly property: string;
  readonly cells: string;
  /** A provider without the cells property takes no arguments. */
  readonly isOptional?: boolean;
}

export const providers: readonly Provider[] = [
  { check: 'clocks', property: 'clocks', cells: '#clock-cells' },
  { check: 'cooling_device', property: 'cooling-device', cells: '#cooling-cells' },
  { check: 'dmas', property: 'dmas', cells: '#dma-cells' },
  { check: 'hwlocks', property: 'hwlocks', cells: '#hwlock-cells' },
  { check: 'interrupts_extended', property: 'interrupts-extended', cells: '#interrupt-cells' },
  { check: 'io_channels', property: 'io-channels', cells: '#io-channel-cells' },
  { check: 'iommus', property: 'iommus', cells: '#iommu-cells' },
  { check: 'mboxes', property: 'mboxes', cells: '#mbox-cells' },
  { check: 'msi_parent', property: 'msi-parent', cells: '#msi-cells', isOptional: true },
  { check: 'mux_controls', property: 'mux-controls', cells: '#mux-control-cells' },
  { check: 'phys', property: 'phys', cells: '#phy-cells' },
  { check: 'power_domains', property: 'power-domains', cells: '#power-domain-cells' },
  { check: 'pwms', property: 'pwms', cells: '#pwm-cells' },
  { check: 'resets', property: 'resets', cells: '#reset-cells' },
  { check: 'sound_dai', property: 'sound-dai', cells: '#sound-dai-cells' },
  { check: 'thermal_sensors', property: 'thermal-sensors', cells: '#thermal-sensor-cells' },
];
