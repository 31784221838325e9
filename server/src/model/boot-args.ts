/**
 * Which command line Xen, dom0 and each domain really get, from which property, and why the others do not count.
 * Four properties compete: `xen,xen-bootargs`, `xen,dom0-bootargs` and `bootargs` of `/chosen`, and `bootargs` of
 * modules (Xen common/device-tree/bootinfo-fdt.c boot_fdt_cmdline for Xen itself; kernel.c kernel_probe with
 * arch/arm/domain_build.c write_properties for dom0, with domain-build.c make_chosen_node for a domain).
 */
import type { DeviceTree, DtProperty } from '../tree/dt-node';
import { baseName, type NodeRef } from '../tree/node-ref';
import { firstString } from '../tree/value';
import type { BootModule } from './boot-module';
import { isSameSpan } from './keep';
import { maxCommandLines } from './xen-early-walk';
import type { Dom0, Domain } from './xen-late-pass';

/** What Xen's own command line is found in. */
export interface XenBootArgsInput {
  readonly tree: DeviceTree;
  readonly chosen?: NodeRef;
  /** In the order in which Xen reads them. */
  readonly modules: readonly BootModule[];
}

/** What all command lines are found in; a platform model is one. */
export interface BootArgsInput extends XenBootArgsInput {
  readonly dom0?: Dom0;
  readonly domains: readonly Domain[];
}

/** A property that may hold a command line. */
export interface BootArgsProperty {
  readonly node: NodeRef;
  readonly property: DtProperty;
  /** Its first string; absent when the source does not tell. */
  readonly text?: string;
}

export interface IgnoredBootArgs extends BootArgsProperty {
  /** Why it does not count, a clause. */
  readonly because: string;
}

/** The command line of one reader. */
export interface BootArgs {
  readonly reader: 'xen' | 'dom0' | Domain;
  /** The property that counts; absent when the reader gets no command line from the tree. */
  readonly source?: BootArgsProperty;
  /** Why it counts, or why there is none, a clause. */
  readonly because: string;
  /** Properties that a reader of the tree might expect to count. */
  readonly ignored: readonly IgnoredBootArgs[];
}

/** A property before it is known whether it counts. */
interface Candidate {
  readonly entry: BootArgsProperty;
  /** What it has when it counts, and when another one does. */
  readonly because: string;
}

/** Xen's table keeps this many characters of the name of a module's parent (include/xen/bootfdt.h DT_MAX_NAME). */
const longestName = 40;
/** Characters that Xen keeps of a module's `bootargs`: its buffer has 1024 bytes with the NUL (BOOTMOD_MAX_CMDLINE). */
const longestBootargs = 1023;

/** The command lines of Xen, of dom0 when there is one, and of the domains, in this order. */
export function bootArgsOf(model: BootArgsInput): readonly BootArgs[] {
  const dom0 = dom0BootArgs(model);
  return [
    xenBootArgs(model),
    ...(dom0 ? [dom0] : []),
    ...model.domains.map((it) => domainBootArgs(model, it)),
  ];
}

/** Xen's own: `xen,xen-bootargs`; else `bootargs`, provided that dom0's kernel has another one. */
export function xenBootArgs(model: XenBootArgsInput): BootArgs {
  const own = chosenProperty(model, 'xen,xen-bootargs');
  const shared = chosenProperty(model, 'bootargs');
  if (own !== undefined) {
    const because = 'xen,xen-bootargs, which comes first';
    return {
      reader: 'xen',
      source: own,
      because,
      ignored: ignore([shared], 'xen,xen-bootargs comes first'),
    };
  }
  const other = dom0OtherThanShared(model);
  if (shared === undefined)
    return {
      reader: 'xen',
      because: 'neither xen,xen-bootargs nor bootargs is there',
      ignored: [],
    };
  if (other !== undefined)
    return {
      reader: 'xen',
      source: shared,
      because: `bootargs of /chosen, as ${other}`,
      ignored: [],
    };
  const because = 'bootargs of /chosen is for dom0 as long as dom0 has no other command line';
  return {
    reader: 'xen',
    because: 'there is no xen,xen-bootargs',
    ignored: ignore([shared], because),
  };
}

/** dom0's: `xen,dom0-bootargs`, even an empty one; else that of its kernel module; else `bootargs` of `/chosen`. */
export function dom0BootArgs(model: BootArgsInput): BootArgs | undefined {
  if (model.dom0 === undefined) return undefined;
  return hardwareBootArgs(model, 'dom0', dom0Kernel(model));
}

/**
 * A domain's: the first `bootargs` on record under its name, whatever module it stands on; `/chosen` has none for it.
 * The hardware domain (4.21 on) is served as dom0 is, since its tree is made by the same code.
 */
export function domainBootArgs(model: BootArgsInput, domain: Domain): BootArgs {
  const recorded = recordedUnder(model, domain);
  if (domain.capabilities.isHardware) return hardwareBootArgs(model, domain, recorded);
  const own = ownModules(model, domain);
  const others = own.filter((it) => it.node !== recorded?.node);
  if (recorded !== undefined)
    return {
      reader: domain,
      source: recorded,
      because:
        recorded.node.parent === domain.node
          ? `bootargs of ${recorded.node.node.name}`
          : `bootargs of ${recorded.node.path}, which Xen finds under the same name`,
      ignored: ignore(others, `Xen takes the first on record, that of ${recorded.node.path}`),
    };
  return {
    reader: domain,
    because: whyNone(domain, own),
    ignored: ignore(own, whyNone(domain, own)),
  };
}

/** Who gets a property, told by where it is written, and who does not although one might think so. */
export function readersOf(
  lines: readonly BootArgs[],
  property: DtProperty,
): {
  readonly given: readonly BootArgs[];
  readonly notGiven: readonly (readonly [BootArgs, string])[];
} {
  return {
    given: lines.filter((it) => isSameSpan(it.source?.property.at, property.at)),
    notGiven: lines.flatMap((line) =>
      line.ignored
        .filter((it) => isSameSpan(it.property.at, property.at))
        .map((it) => [line, it.because] as const),
    ),
  };
}

/** What a reader is called: `Xen`, `dom0`, or the name of the domain. */
export function readerName({ reader }: BootArgs): string {
  if (reader === 'xen') return 'Xen';
  return reader === 'dom0' ? 'dom0' : reader.node.node.name;
}

function hardwareBootArgs(
  model: BootArgsInput,
  reader: 'dom0' | Domain,
  kernel: BootArgsProperty | undefined,
): BootArgs {
  const stated = chosenProperty(model, 'xen,dom0-bootargs');
  const shared = chosenProperty(model, 'bootargs');
  const candidates = [
    stated && { entry: stated, because: 'xen,dom0-bootargs, which comes first' },
    kernel?.text !== '' &&
      kernel && { entry: kernel, because: `bootargs of ${kernel.node.node.name}` },
    shared && { entry: shared, because: 'bootargs of /chosen, as there is no other' },
  ].filter((it): it is Candidate => typeof it === 'object');
  const [winner, ...losers] = candidates;
  if (winner === undefined) return { reader, because: 'the tree gives none', ignored: [] };
  const name =
    winner.entry === stated ? 'xen,dom0-bootargs' : `bootargs of ${winner.entry.node.path}`;
  return {
    reader,
    source: winner.entry,
    because: winner.because,
    ignored: ignore(
      losers.map((it) => it.entry),
      `${name} comes first`,
    ),
  };
}

/** Why `bootargs` of `/chosen` is not dom0's; undefined when it may be (boot_fdt_cmdline). */
function dom0OtherThanShared(model: XenBootArgsInput): string | undefined {
  if (chosenProperty(model, 'xen,dom0-bootargs') !== undefined)
    return 'xen,dom0-bootargs is there for dom0';
  const kernel = dom0Kernel(model);
  if (kernel === undefined || kernel.text === '') return undefined;
  return `dom0's kernel ${kernel.node.node.name} has bootargs of its own`;
}

/** The first command line on record of a kernel that is no domain's (bootinfo.c boot_cmdline_find_by_kind). */
function dom0Kernel(model: XenBootArgsInput): BootArgsProperty | undefined {
  const module = onRecord(model).find((it) => it.kind === 'kernel' && it.domain === undefined);
  return module && moduleProperty(model, module);
}

/** Found by the domain's name without unit address, but recorded under the whole name (boot_cmdline_find_by_name). */
function recordedUnder(model: BootArgsInput, domain: Domain): BootArgsProperty | undefined {
  const name = baseName(domain.node.node.name);
  const module = onRecord(model).find(
    (it) => it.node.parent?.node.name.slice(0, longestName) === name,
  );
  return module && moduleProperty(model, module);
}

function ownModules(model: BootArgsInput, domain: Domain): readonly BootArgsProperty[] {
  return model.modules
    .filter((it) => it.node.parent === domain.node)
    .flatMap((it) => moduleProperty(model, it) ?? []);
}

function whyNone(domain: Domain, own: readonly BootArgsProperty[]): string {
  const { name } = domain.node.node;
  if (own.length === 0) return 'no module of the domain has bootargs';
  if (name.includes('@'))
    return `Xen records bootargs under ${name} and looks for ${baseName(name)}: a domain's name must have no unit address`;
  if (name.length > longestName)
    return `Xen keeps ${longestName} characters of the name and then does not find ${name}`;
  return `Xen's table of ${maxCommandLines} command lines is full`;
}

/** The modules whose command line is in Xen's table, in its order. */
function onRecord({ modules }: XenBootArgsInput): readonly BootModule[] {
  return modules.filter((it) => it.bootargs !== undefined).slice(0, maxCommandLines);
}

function chosenProperty(
  { tree, chosen }: XenBootArgsInput,
  name: 'bootargs' | 'xen,xen-bootargs' | 'xen,dom0-bootargs',
): BootArgsProperty | undefined {
  const property = chosen?.node.properties.get(name);
  if (chosen === undefined || property === undefined) return undefined;
  const text = firstString(tree, property);
  return { node: chosen, property, ...(text !== undefined && { text }) };
}

function moduleProperty(
  { tree }: XenBootArgsInput,
  { node, bootargs }: BootModule,
): BootArgsProperty | undefined {
  if (bootargs === undefined) return undefined;
  const text = firstString(tree, bootargs)?.slice(0, longestBootargs);
  return { node, property: bootargs, ...(text !== undefined && { text }) };
}

function ignore(
  entries: readonly (BootArgsProperty | undefined)[],
  because: string,
): readonly IgnoredBootArgs[] {
  return entries.flatMap((it) => (it === undefined ? [] : [{ ...it, because }]));
}
