/** The rules about the shape of the tree, boot modules and how UEFI loads them (Xen docs/misc/arm/device-tree/booting.txt). */
import type { Rule } from './rule';
import { booleanWithFalseValue } from './xen/boolean-with-false-value';
import { bootargsOnNonkernel } from './xen/bootargs-on-nonkernel';
import { bootargsTooLong } from './xen/bootargs-too-long';
import { bootargsTooMany } from './xen/bootargs-too-many';
import { cellsNotExplicit } from './xen/cells-not-explicit';
import { cellsOutOfRange } from './xen/cells-out-of-range';
import { chosenMissing } from './xen/chosen-missing';
import { compatibleCase } from './xen/compatible-case';
import { dom0DtbModule } from './xen/dom0-dtb-module';
import { dom0ModuleDuplicate } from './xen/dom0-module-duplicate';
import { dom0lessMode } from './xen/dom0less-mode';
import { domainKernelMissing } from './xen/domain-kernel-missing';
import { domainMisplaced } from './xen/domain-misplaced';
import { domainModuleDuplicate } from './xen/domain-module-duplicate';
import { domainNameBootargsCollision } from './xen/domain-name-bootargs-collision';
import { domainNameTooLong } from './xen/domain-name-too-long';
import { domainStatusIgnored } from './xen/domain-status-ignored';
import { domainUnitAddressBootargs } from './xen/domain-unit-address-bootargs';
import { domuModuleLegacyCompatible } from './xen/domu-module-legacy-compatible';
import { domuModuleUntyped } from './xen/domu-module-untyped';
import { firstBankTooSmall } from './xen/first-bank-too-small';
import { hyperlaunchDesignOnly } from './xen/hyperlaunch-design-only';
import { initrdPropsBeatRamdiskNode } from './xen/initrd-props-beat-ramdisk-node';
import { initrdPropsInvalid } from './xen/initrd-props-invalid';
import { initrdPropsOverlap } from './xen/initrd-props-overlap';
import { microcodeModuleArm } from './xen/microcode-module-arm';
import { misspeltProperty } from './xen/misspelt-property';
import { moduleInContainer } from './xen/module-in-container';
import { moduleMissingGenericCompatible } from './xen/module-missing-generic-compatible';
import { moduleMissingReg } from './xen/module-missing-reg';
import { moduleMultipleTypes } from './xen/module-multiple-types';
import { moduleOrderGuess } from './xen/module-order-guess';
import { moduleOutsideChosen } from './xen/module-outside-chosen';
import { moduleOutsideRam } from './xen/module-outside-ram';
import { moduleOverlap } from './xen/module-overlap';
import { modulePathTooLong } from './xen/module-path-too-long';
import { moduleRegExtra } from './xen/module-reg-extra';
import { moduleRegTooShort } from './xen/module-reg-too-short';
import { moduleSameAddressOtherKind } from './xen/module-same-address-other-kind';
import { moduleSharedByDomains } from './xen/module-shared-by-domains';
import { moduleSharedDom0Order } from './xen/module-shared-dom0-order';
import { moduleTooDeep } from './xen/module-too-deep';
import { moduleTooMany } from './xen/module-too-many';
import { moduleUnknownIgnored } from './xen/module-unknown-ignored';
import { moduleVsMemreserve } from './xen/module-vs-memreserve';
import { moduleVsReservedMemory } from './xen/module-vs-reserved-memory';
import { moduleVsSharedMem } from './xen/module-vs-shared-mem';
import { moduleVsStaticHeap } from './xen/module-vs-static-heap';
import { moduleVsStaticMem } from './xen/module-vs-static-mem';
import { moduleZeroSize } from './xen/module-zero-size';
import { noKernelAtAll } from './xen/no-kernel-at-all';
import { nodeNestedTooDeep } from './xen/node-nested-too-deep';
import { nodeStatusIgnored } from './xen/node-status-ignored';
import { stringPropAsCells } from './xen/string-prop-as-cells';
import { u32PropShort } from './xen/u32-prop-short';
import { u32PropTwoCells } from './xen/u32-prop-two-cells';
import { uefiBinaryAndReg } from './xen/uefi-binary-and-reg';
import { uefiBinaryInContainer } from './xen/uefi-binary-in-container';
import { uefiCfgSkipped } from './xen/uefi-cfg-skipped';
import { uefiChildWithoutCompatible } from './xen/uefi-child-without-compatible';
import { uefiChosenCellsAdded } from './xen/uefi-chosen-cells-added';
import { uefiChosenRanges } from './xen/uefi-chosen-ranges';
import { uefiDomainCellsMissing } from './xen/uefi-domain-cells-missing';
import { uefiLegacyCompatible } from './xen/uefi-legacy-compatible';
import { uefiTooManyFiles } from './xen/uefi-too-many-files';
import { unknownDomainProperty } from './xen/unknown-domain-property';
import { xsmPolicyInDomain } from './xen/xsm-policy-in-domain';

export const xenModuleRules: readonly Rule[] = [
  booleanWithFalseValue,
  bootargsOnNonkernel,
  bootargsTooLong,
  bootargsTooMany,
  cellsNotExplicit,
  cellsOutOfRange,
  compatibleCase,
  dom0DtbModule,
  dom0ModuleDuplicate,
  domainKernelMissing,
  domainMisplaced,
  domainModuleDuplicate,
  domainNameBootargsCollision,
  domainNameTooLong,
  domainStatusIgnored,
  domainUnitAddressBootargs,
  domuModuleLegacyCompatible,
  domuModuleUntyped,
  firstBankTooSmall,
  hyperlaunchDesignOnly,
  initrdPropsBeatRamdiskNode,
  initrdPropsInvalid,
  initrdPropsOverlap,
  microcodeModuleArm,
  misspeltProperty,
  moduleInContainer,
  moduleMissingGenericCompatible,
  moduleMissingReg,
  moduleMultipleTypes,
  moduleOrderGuess,
  moduleOutsideChosen,
  moduleOutsideRam,
  moduleOverlap,
  modulePathTooLong,
  moduleRegExtra,
  moduleRegTooShort,
  moduleSameAddressOtherKind,
  moduleSharedByDomains,
  moduleSharedDom0Order,
  moduleTooDeep,
  moduleTooMany,
  moduleUnknownIgnored,
  moduleVsMemreserve,
  moduleVsReservedMemory,
  moduleVsSharedMem,
  moduleVsStaticHeap,
  moduleVsStaticMem,
  moduleZeroSize,
  noKernelAtAll,
  nodeNestedTooDeep,
  nodeStatusIgnored,
  stringPropAsCells,
  u32PropShort,
  u32PropTwoCells,
  uefiBinaryAndReg,
  uefiBinaryInContainer,
  uefiChildWithoutCompatible,
  uefiChosenCellsAdded,
  uefiChosenRanges,
  uefiDomainCellsMissing,
  uefiLegacyCompatible,
  uefiTooManyFiles,
  unknownDomainProperty,
  xsmPolicyInDomain,
  chosenMissing,
  dom0lessMode,
  uefiCfgSkipped,
];
