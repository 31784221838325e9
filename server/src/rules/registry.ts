/**
 * Every rule, in one list: the single place where a rule is made known. Runner, settings, pages and tests all read
 * this list; the order is that of the groups and carries no meaning.
 */
import { xenPassthroughRules } from './xen-passthrough-rules';
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
import { xenDomainRules } from './xen-domain-rules';
import { xenBoardRules } from './xen-board-rules';
import { xenHostRules } from './xen-host-rules';
import { xenMemoryRules } from './xen-memory-rules';
import { xenModuleRules } from './xen-module-rules';
import { xenNodeRules } from './xen-node-rules';
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

/** All rules. */
export const rules: readonly Rule[] = [
  ...dtcRules,
  ...bootRules,
  ...xenModuleRules,
  ...xenDomainRules,
  ...xenMemoryRules,
  ...xenNodeRules,
  ...xenHostRules,
  ...xenBoardRules,
  ...xenPassthroughRules,
  ...schemaRules,
];

/** Everything that can be reported: the rules, and what the front end says itself. */
export const documentedRules: readonly RuleText[] = [...rules, ...frontEndRules];

const names = new Set(
  documentedRules.flatMap(({ id }) => [id, `${id.slice(0, id.indexOf('/'))}/*`]),
);

/** Whether a name stands for a rule, or for a group of them (`dtc/*`). */
export function isRuleName(name: string): boolean {
  return names.has(name);
}
