/**
 * Every rule, in one list: the single place where a rule is made known. Runner, settings, pages and tests all read
 * this list; the order is that of the groups and carries no meaning.
 */
import { schemaRules } from './schema/schema-rules';
import { aliasPaths } from './dtc/alias-paths';
import { avoidDefaultAddrSize } from './dtc/avoid-default-addr-size';
import { avoidUnnecessaryAddrSize } from './dtc/avoid-unnecessary-addr-size';
import { nodeNameCharsStrict, propertyNameCharsStrict } from './dtc/chars-strict';
import {
  obsoleteChosenInterruptController,
  chosenNodeIsRoot,
  chosenNodeBootargs,
  chosenNodeStdoutPath,
} from './dtc/chosen-node';
import { duplicateLabel } from './dtc/duplicate-label';
import { explicitPhandles } from './dtc/explicit-phandles';
import { gpiosProperty, deprecatedGpioProperty } from './dtc/gpios';
import { graphChildAddress, graphPort, graphEndpoint } from './dtc/graph';
import { i2cBusBridge, i2cBusReg } from './dtc/i2c-bus';
import { interruptsProperty, interruptProvider } from './dtc/interrupts';
import { addressCellsIsCell, sizeCellsIsCell, providerCellRules } from './dtc/is-cell';
import { compatibleIsStringList, namesIsStringList } from './dtc/is-string-list';
import { deviceTypeIsString, modelIsString, statusIsString, labelIsString } from './dtc/is-string';
import { nameIsString } from './dtc/name-is-string';
import { nameProperties } from './dtc/name-properties';
import { nodeNameChars } from './dtc/node-name-chars';
import { nodeNameFormat } from './dtc/node-name-format';
import { nodeNameVsPropertyName } from './dtc/node-name-vs-property-name';
import { pathReferences } from './dtc/path-references';
import { pciBridge } from './dtc/pci-bridge';
import { pciDeviceReg, pciDeviceBusNum } from './dtc/pci-device';
import { phandleReferences } from './dtc/phandle-references';
import { propertyNameChars } from './dtc/property-name-chars';
import { providerRules } from './dtc/providers';
import { rangesFormat, dmaRangesFormat } from './dtc/ranges-format';
import { regFormat } from './dtc/reg-format';
import { simpleBusReg } from './dtc/simple-bus-reg';
import { spiBusBridge, spiBusReg } from './dtc/spi-bus';
import { uniqueUnitAddress, uniqueUnitAddressIfEnabled } from './dtc/unique-unit-address';
import { unitAddressFormat } from './dtc/unit-address-format';
import { unitAddressVsReg } from './dtc/unit-address-vs-reg';
import { compatibleEmbeddedNul } from './boot/compatible-embedded-nul';
import { compatibleEscapedNul } from './boot/compatible-escaped-nul';
import { compatibleMissingComma } from './boot/compatible-missing-comma';
import { compatibleMisspelt } from './boot/compatible-misspelt';
import { moduleCompatibleUnknown } from './boot/module-compatible-unknown';
import { moduleUnitAddressFormat } from './boot/module-unit-address-format';
import { moduleUnitAddress } from './boot/module-unit-address';
import { stdoutPath } from './boot/stdout-path';
import { booleanWithFalseValue } from './xen/boolean-with-false-value';
import { bootargsOnNonkernel } from './xen/bootargs-on-nonkernel';
import { bootargsTooLong } from './xen/bootargs-too-long';
import { bootargsTooMany } from './xen/bootargs-too-many';
import { capabilitiesInvalid } from './xen/capabilities-invalid';
import { capabilitiesTwoControl } from './xen/capabilities-two-control';
import { capabilitiesTwoHardware } from './xen/capabilities-two-hardware';
import { capabilitiesTwoXenstore } from './xen/capabilities-two-xenstore';
import { cellsNotExplicit } from './xen/cells-not-explicit';
import { cellsOutOfRange } from './xen/cells-out-of-range';
import { compatibleCase } from './xen/compatible-case';
import { directMapWithoutStaticMem } from './xen/direct-map-without-static-mem';
import { dom0DtbModule } from './xen/dom0-dtb-module';
import { dom0ModuleDuplicate } from './xen/dom0-module-duplicate';
import { domainCpusLimit } from './xen/domain-cpus-limit';
import { domainCpusMissing } from './xen/domain-cpus-missing';
import { domainCpusZero } from './xen/domain-cpus-zero';
import { domainKernelMissing } from './xen/domain-kernel-missing';
import { domainMemoryHighCell } from './xen/domain-memory-high-cell';
import { domainMemoryMissing } from './xen/domain-memory-missing';
import { domainMemoryNotPage } from './xen/domain-memory-not-page';
import { domainMemoryTooBig } from './xen/domain-memory-too-big';
import { domainMemoryZero } from './xen/domain-memory-zero';
import { domainMisplaced } from './xen/domain-misplaced';
import { domainModuleDuplicate } from './xen/domain-module-duplicate';
import { domainNameBootargsCollision } from './xen/domain-name-bootargs-collision';
import { domainNameTooLong } from './xen/domain-name-too-long';
import { domainStatusIgnored } from './xen/domain-status-ignored';
import { domainUnitAddressBootargs } from './xen/domain-unit-address-bootargs';
import { domuModuleLegacyCompatible } from './xen/domu-module-legacy-compatible';
import { domuModuleUntyped } from './xen/domu-module-untyped';
import { enhancedLegacyNoop } from './xen/enhanced-legacy-noop';
import { enhancedUnknown } from './xen/enhanced-unknown';
import { enhancedWithoutXenstoreDomain } from './xen/enhanced-without-xenstore-domain';
import { firstBankTooSmall } from './xen/first-bank-too-small';
import { hwdomDtbAfter } from './xen/hwdom-dtb-after';
import { hwdomIgnoredProps } from './xen/hwdom-ignored-props';
import { hwdomNoIommu } from './xen/hwdom-no-iommu';
import { hwdomNrSpis } from './xen/hwdom-nr-spis';
import { hwdomPassthroughProp } from './xen/hwdom-passthrough-prop';
import { hwdomStaticMemUnused } from './xen/hwdom-static-mem-unused';
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
import { passthroughDisabledWithDtb } from './xen/passthrough-disabled-with-dtb';
import { passthroughUnknown } from './xen/passthrough-unknown';
import { reservedOverlap } from './xen/reserved-overlap';
import { reservedVsMemreserve } from './xen/reserved-vs-memreserve';
import { shmOverlap } from './xen/shm-overlap';
import { staticHeapOverlap } from './xen/static-heap-overlap';
import { staticMemOverlap } from './xen/static-mem-overlap';
import { stringPropAsCells } from './xen/string-prop-as-cells';
import { u32PropShort } from './xen/u32-prop-short';
import { u32PropTwoCells } from './xen/u32-prop-two-cells';
import { unknownDomainProperty } from './xen/unknown-domain-property';
import { xsmPolicyInDomain } from './xen/xsm-policy-in-domain';
import { frontEndRules } from './front-end';
import type { Rule, RuleText } from './rule';

const dtcRules: readonly Rule[] = [
  aliasPaths,
  avoidDefaultAddrSize,
  avoidUnnecessaryAddrSize,
  nodeNameCharsStrict,
  propertyNameCharsStrict,
  obsoleteChosenInterruptController,
  chosenNodeIsRoot,
  chosenNodeBootargs,
  chosenNodeStdoutPath,
  duplicateLabel,
  explicitPhandles,
  gpiosProperty,
  deprecatedGpioProperty,
  graphChildAddress,
  graphPort,
  graphEndpoint,
  i2cBusBridge,
  i2cBusReg,
  interruptsProperty,
  interruptProvider,
  addressCellsIsCell,
  sizeCellsIsCell,
  ...providerCellRules,
  compatibleIsStringList,
  namesIsStringList,
  deviceTypeIsString,
  modelIsString,
  statusIsString,
  labelIsString,
  nameIsString,
  nameProperties,
  nodeNameChars,
  nodeNameFormat,
  nodeNameVsPropertyName,
  pathReferences,
  pciBridge,
  pciDeviceReg,
  pciDeviceBusNum,
  phandleReferences,
  propertyNameChars,
  ...providerRules,
  rangesFormat,
  dmaRangesFormat,
  regFormat,
  simpleBusReg,
  spiBusBridge,
  spiBusReg,
  uniqueUnitAddress,
  uniqueUnitAddressIfEnabled,
  unitAddressFormat,
  unitAddressVsReg,
];

const bootRules: readonly Rule[] = [
  compatibleEmbeddedNul,
  compatibleEscapedNul,
  compatibleMissingComma,
  compatibleMisspelt,
  moduleCompatibleUnknown,
  moduleUnitAddressFormat,
  moduleUnitAddress,
  stdoutPath,
];

const xenRules: readonly Rule[] = [
  booleanWithFalseValue,
  bootargsOnNonkernel,
  bootargsTooLong,
  bootargsTooMany,
  capabilitiesInvalid,
  capabilitiesTwoControl,
  capabilitiesTwoHardware,
  capabilitiesTwoXenstore,
  cellsNotExplicit,
  cellsOutOfRange,
  compatibleCase,
  directMapWithoutStaticMem,
  dom0DtbModule,
  dom0ModuleDuplicate,
  domainCpusLimit,
  domainCpusMissing,
  domainCpusZero,
  domainKernelMissing,
  domainMemoryHighCell,
  domainMemoryMissing,
  domainMemoryNotPage,
  domainMemoryTooBig,
  domainMemoryZero,
  domainMisplaced,
  domainModuleDuplicate,
  domainNameBootargsCollision,
  domainNameTooLong,
  domainStatusIgnored,
  domainUnitAddressBootargs,
  domuModuleLegacyCompatible,
  domuModuleUntyped,
  enhancedLegacyNoop,
  enhancedUnknown,
  enhancedWithoutXenstoreDomain,
  firstBankTooSmall,
  hwdomDtbAfter,
  hwdomIgnoredProps,
  hwdomNoIommu,
  hwdomNrSpis,
  hwdomPassthroughProp,
  hwdomStaticMemUnused,
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
  passthroughDisabledWithDtb,
  passthroughUnknown,
  reservedOverlap,
  reservedVsMemreserve,
  shmOverlap,
  staticHeapOverlap,
  staticMemOverlap,
  stringPropAsCells,
  u32PropShort,
  u32PropTwoCells,
  unknownDomainProperty,
  xsmPolicyInDomain,
];

/** All rules. */
export const rules: readonly Rule[] = [...dtcRules, ...bootRules, ...xenRules, ...schemaRules];

/** Everything that can be reported: the rules, and what the front end says itself. */
export const documentedRules: readonly RuleText[] = [...rules, ...frontEndRules];

const names = new Set(
  documentedRules.flatMap(({ id }) => [id, `${id.slice(0, id.indexOf('/'))}/*`]),
);

/** Whether a name stands for a rule, or for a group of them (`dtc/*`). */
export function isRuleName(name: string): boolean {
  return names.has(name);
}
