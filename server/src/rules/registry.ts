/**
 * Every rule, in one list: the single place where a rule is made known. Runner, settings, pages and tests all read
 * this list; the order is that of the groups and carries no meaning.
 */
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
import { domuModuleLegacyCompatible } from './xen/domu-module-legacy-compatible';
import { domuModuleUntyped } from './xen/domu-module-untyped';
import { initrdPropsOverlap } from './xen/initrd-props-overlap';
import { moduleMissingGenericCompatible } from './xen/module-missing-generic-compatible';
import { moduleMissingReg } from './xen/module-missing-reg';
import { moduleOutsideRam } from './xen/module-outside-ram';
import { moduleOverlap } from './xen/module-overlap';
import { moduleRegExtra } from './xen/module-reg-extra';
import { moduleRegTooShort } from './xen/module-reg-too-short';
import { moduleSameAddressOtherKind } from './xen/module-same-address-other-kind';
import { moduleVsMemreserve } from './xen/module-vs-memreserve';
import { moduleVsReservedMemory } from './xen/module-vs-reserved-memory';
import { moduleVsSharedMem } from './xen/module-vs-shared-mem';
import { moduleVsStaticHeap } from './xen/module-vs-static-heap';
import { moduleVsStaticMem } from './xen/module-vs-static-mem';
import { moduleZeroSize } from './xen/module-zero-size';
import { reservedOverlap } from './xen/reserved-overlap';
import { reservedVsMemreserve } from './xen/reserved-vs-memreserve';
import { shmOverlap } from './xen/shm-overlap';
import { staticHeapOverlap } from './xen/static-heap-overlap';
import { staticMemOverlap } from './xen/static-mem-overlap';
import type { Rule } from './rule';

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

const xenRules: readonly Rule[] = [
  domuModuleLegacyCompatible,
  domuModuleUntyped,
  initrdPropsOverlap,
  moduleMissingGenericCompatible,
  moduleMissingReg,
  moduleOutsideRam,
  moduleOverlap,
  moduleRegExtra,
  moduleRegTooShort,
  moduleSameAddressOtherKind,
  moduleVsMemreserve,
  moduleVsReservedMemory,
  moduleVsSharedMem,
  moduleVsStaticHeap,
  moduleVsStaticMem,
  moduleZeroSize,
  reservedOverlap,
  reservedVsMemreserve,
  shmOverlap,
  staticHeapOverlap,
  staticMemOverlap,
];

/** All rules. */
export const rules: readonly Rule[] = [...dtcRules, ...xenRules];
