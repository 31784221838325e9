/**
 * The things that rules about Xen look at one by one. Each is a list of the model or of the tree whose members stay the
 * same objects for as long as they say the same, so that after an edit only what has changed is looked at again.
 */
import type { BootModule } from '../model/boot-module';
import type { Clash, SharedBlob } from '../model/claim';
import type { Cpupool } from '../model/cpupool';
import type { EventChannel } from '../model/event-channel';
import type { SharedMemory, SharedRegion } from '../model/shared-memory';
import type { SharedUse } from '../model/shared-use';
import type { PassedByModule } from '../model/xen-early-walk';
import type { Domain } from '../model/xen-late-pass';
import { assignedDevicesOf, type AssignedDevice } from '../model/partial-tree';
import { cpupoolCompatible, domainCompatible, evtchnCompatible } from '../model/xen-names';
import { nodesListing, nodesWithUnknownStrings, xenNodesOf } from '../model/xen-nodes';
import type { MemoryNode } from '../memory/ram';
import { reservedRegionsOf, type ReservedRegion } from '../memory/reserved-memory';
import type { NodeRef } from '../tree/node-ref';
import type { Each } from './rule';
import { uefiModulesOf } from './xen/uefi-modules';

/** The domains that Xen builds besides dom0, with their vCPUs. */
export const eachDomain: Each<Domain> = ({ model }) => model.domains;

/** The boot modules that Xen reads, whether it keeps them or not. */
export const eachModule: Each<BootModule> = ({ model }) => model.modules;

/** The modules whose command lines Xen has no room for. */
export const eachSurplusCommandLine: Each<BootModule> = ({ model }) => model.surplusCommandLines;

/** The module nodes that Xen passes by. */
export const eachPassedBy: Each<PassedByModule> = ({ model }) => model.passedBy;

/** Two claims to the same memory. */
export const eachClash: Each<Clash> = ({ model }) => model.settlement.clashes;

/** The modules that name a blob which another has named before. */
export const eachSharedBlob: Each<SharedBlob> = ({ model }) => model.settlement.shared;

/** The nodes of static shared memory. */
export const eachSharedMemory: Each<SharedMemory> = ({ model }) => model.sharedMemory;

/** The same with who uses them. */
export const eachSharedUse: Each<SharedUse> = ({ model }) => model.sharedUses;

/** Regions of shared memory, each with all its nodes. */
export const eachSharedRegion: Each<SharedRegion> = ({ model }) => model.sharedRegions;

/** The ends of event channels that Xen visits. */
export const eachEventChannel: Each<EventChannel> = ({ model }) => model.eventChannels;

/** The CPU pools that Xen makes. */
export const eachCpupool: Each<Cpupool> = ({ model }) => model.cpupools;

/** The nodes that are RAM, or are meant to be. */
export const eachMemoryNode: Each<MemoryNode> = ({ model }) => model.memoryNodes;

/** The nodes below `/reserved-memory`. */
export const eachReservedRegion: Each<ReservedRegion> = ({ tree }) => reservedRegionsOf(tree);

/** The nodes that may concern Xen, and their ancestors. */
export const eachXenNode: Each<NodeRef> = ({ tree }) => xenNodesOf(tree);

/** Those of them with a compatible string that Xen does not know letter by letter. */
export const eachUnknownCompatible: Each<NodeRef> = ({ tree }) => nodesWithUnknownStrings(tree);

/** The nodes that name a file for the UEFI stub. */
export const eachUefiModule: Each<NodeRef> = ({ tree }) => uefiModulesOf(tree);

/** The nodes that call themselves domains, wherever they are. */
export const eachDomainNode: Each<NodeRef> = ({ tree }) => nodesListing(tree, domainCompatible);

/** The nodes that call themselves event channels, wherever they are. */
export const eachEventChannelNode: Each<NodeRef> = ({ tree }) =>
  nodesListing(tree, evtchnCompatible);

/** The nodes that call themselves CPU pools, wherever they are. */
export const eachCpupoolNode: Each<NodeRef> = ({ tree }) => nodesListing(tree, cpupoolCompatible);

/** The devices of a guest's own tree. */
export const eachAssignedDevice: Each<AssignedDevice> = ({ tree }) => assignedDevicesOf(tree);
