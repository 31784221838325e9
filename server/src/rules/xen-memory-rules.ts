/** The rules about RAM, reserved, static and shared memory (Xen docs/misc/arm/device-tree/booting.txt). */
import type { Rule } from './rule';
import { memoryNoReg } from './xen/memory-no-reg';
import { memoryNodeShape } from './xen/memory-node-shape';
import { memoryNone } from './xen/memory-none';
import { memoryTooMany } from './xen/memory-too-many';
import { reservedCellsDefault } from './xen/reserved-cells-default';
import { reservedDisabled } from './xen/reserved-disabled';
import { reservedDynamic } from './xen/reserved-dynamic';
import { reservedOverlap } from './xen/reserved-overlap';
import { reservedTooMany } from './xen/reserved-too-many';
import { reservedVsMemreserve } from './xen/reserved-vs-memreserve';
import { shmAlign } from './xen/shm-align';
import { shmDirectMapMismatch } from './xen/shm-direct-map-mismatch';
import { shmDirectMapNoHost } from './xen/shm-direct-map-no-host';
import { shmDom0ReservedMemoryCells } from './xen/shm-dom0-reserved-memory-cells';
import { shmGuestOverlapDevices } from './xen/shm-guest-overlap-devices';
import { shmGuestOverlapRam } from './xen/shm-guest-overlap-ram';
import { shmIdAlias } from './xen/shm-id-alias';
import { shmIdEmpty } from './xen/shm-id-empty';
import { shmIdMismatch } from './xen/shm-id-mismatch';
import { shmIdMissing } from './xen/shm-id-missing';
import { shmIdTooLong } from './xen/shm-id-too-long';
import { shmMisplaced } from './xen/shm-misplaced';
import { shmMixedHostAddress } from './xen/shm-mixed-host-address';
import { shmNoOwner } from './xen/shm-no-owner';
import { shmOutsideRam } from './xen/shm-outside-ram';
import { shmOverlap } from './xen/shm-overlap';
import { shmOwnerOnly } from './xen/shm-owner-only';
import { shmPropLength } from './xen/shm-prop-length';
import { shmPropMissing } from './xen/shm-prop-missing';
import { shmRoleInvalid } from './xen/shm-role-invalid';
import { shmRoleMixed } from './xen/shm-role-mixed';
import { shmSizeZero } from './xen/shm-size-zero';
import { shmTooMany } from './xen/shm-too-many';
import { shmTwoOwners } from './xen/shm-two-owners';
import { staticHeapAlign } from './xen/static-heap-align';
import { staticHeapCells } from './xen/static-heap-cells';
import { staticHeapInDom0Memory } from './xen/static-heap-in-dom0-memory';
import { staticHeapOutsideRam } from './xen/static-heap-outside-ram';
import { staticHeapOverlap } from './xen/static-heap-overlap';
import { staticMem416Cells } from './xen/static-mem-416-cells';
import { staticMemAlign } from './xen/static-mem-align';
import { staticMemCells } from './xen/static-mem-cells';
import { staticMemDirectMapGnttab } from './xen/static-mem-direct-map-gnttab';
import { staticMemOutsideRam } from './xen/static-mem-outside-ram';
import { staticMemOverlap } from './xen/static-mem-overlap';
import { staticMemSum } from './xen/static-mem-sum';
import { staticMemTooManyBanks } from './xen/static-mem-too-many-banks';

export const xenMemoryRules: readonly Rule[] = [
  memoryNoReg,
  memoryNodeShape,
  memoryNone,
  reservedCellsDefault,
  reservedDisabled,
  reservedDynamic,
  reservedOverlap,
  reservedVsMemreserve,
  shmAlign,
  shmDirectMapMismatch,
  shmDirectMapNoHost,
  shmGuestOverlapDevices,
  shmGuestOverlapRam,
  shmIdAlias,
  shmIdEmpty,
  shmIdMismatch,
  shmIdMissing,
  shmIdTooLong,
  shmMisplaced,
  shmMixedHostAddress,
  shmNoOwner,
  shmOutsideRam,
  shmOverlap,
  shmOwnerOnly,
  shmPropLength,
  shmPropMissing,
  shmRoleInvalid,
  shmRoleMixed,
  shmSizeZero,
  shmTooMany,
  shmTwoOwners,
  staticHeapAlign,
  staticHeapCells,
  staticHeapOutsideRam,
  staticHeapOverlap,
  staticMemAlign,
  staticMemCells,
  staticMemDirectMapGnttab,
  staticMemOutsideRam,
  staticMemOverlap,
  staticMemSum,
  staticMemTooManyBanks,
  memoryTooMany,
  reservedTooMany,
  staticMem416Cells,
  staticHeapInDom0Memory,
  shmDom0ReservedMemoryCells,
];
