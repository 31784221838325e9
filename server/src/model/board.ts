/**
 * What no devicetree holds and Xen's verdict depends on: how Xen is built, where it is loaded, how large the files
 * are. It comes from the `board` section of `.dts-chosen.json`; a fact that is absent decides nothing.
 */

/** Options of Xen's build that decide about properties, by their names in Kconfig, without `CONFIG_`. */
export const buildOptions = [
  'ACPI',
  'ARM_PA_BITS_32',
  'ARM64_SVE',
  'BOOT_TIME_CPUPOOLS',
  'DOM0LESS_BOOT',
  'LLC_COLORING',
  'MPU',
  'SBSA_VUART_CONSOLE',
  'SCMI_SMC',
  'STATIC_EVTCHN',
  'STATIC_MEMORY',
  'STATIC_SHM',
  'XSM_FLASK',
] as const;

export type BuildOption = (typeof buildOptions)[number];

export interface Board {
  /** Where Xen's image is loaded, in bytes. */
  readonly xen?: Stretch;
  /** Where the devicetree blob is loaded, in bytes. */
  readonly devicetree?: Stretch;
  /** An option that is absent may be on or off. */
  readonly options?: Readonly<Partial<Record<BuildOption, boolean>>>;
  /** Whether Xen starts as a UEFI application. */
  readonly uefi?: boolean;
  /** Of Xen: 32 on Armv7. */
  readonly bits?: 32 | 64;
  /** How many CPUs Xen starts. */
  readonly cpus?: number;
  /** How many colours the last-level cache has. */
  readonly llcColors?: number;
  /** Size of the file of a boot module in bytes, by the path of its node. */
  readonly files?: ReadonlyMap<string, bigint>;
}

/** A size that is absent is not known. */
export interface Stretch {
  readonly address: bigint;
  readonly size?: bigint;
}

/** Nothing is known. */
export const unknownBoard: Board = {};

/** Whether an option is known to be off. */
export function isOff({ options }: Board, option: BuildOption): boolean {
  return options?.[option] === false;
}
