/**
 * The errors for which dtc writes no blob, in dtc's order: its checks run one after the other over the whole tree,
 * and the first that fails ends the run (dtc checks.c process_checks). One quick walk finds out which checks can
 * have anything to say; only those run. Duplicate names are found earlier, by `compose`.
 */
import type { Problem } from '../../preprocessor/problem';
import type { DeviceTree, DtNode } from '../../tree/dt-node';
import { rootOf, walk, type NodeRef } from '../../tree/node-ref';
import type { Finding, RuleText } from '../rule';
import { duplicateLabel } from './duplicate-label';
import { explicitPhandles } from './explicit-phandles';
import { nameIsString } from './name-is-string';
import { nameProperties } from './name-properties';
import { isNodeName, nodeNameChars } from './node-name-chars';
import { hasTwoUnitAddresses, nodeNameFormat } from './node-name-format';
import { openReferencesIn } from './open-references';
import { pathReferences } from './path-references';
import { phandleReferences } from './phandle-references';
import { isPropertyName, propertyNameChars } from './property-name-chars';

/** `code` is `dtc/` and the name of the check. */
export interface DtcError extends Problem {
  /** Path of the node. */
  readonly node: string;
}

/** What the checks at error level look at: they need no model, so a compiler can run them alone. */
interface TreeOnly {
  readonly tree: DeviceTree;
}

type ErrorRule = RuleText &
  (
    | { check(input: TreeOnly, report: (finding: Finding) => void): void }
    | { checkNode(at: NodeRef, input: TreeOnly, report: (finding: Finding) => void): void }
  );

/** dtc's checks at error level that look at the composed tree, in dtc's order. */
export const errorRules: readonly ErrorRule[] = [
  nodeNameChars,
  nodeNameFormat,
  propertyNameChars,
  nameIsString,
  nameProperties,
  duplicateLabel,
  explicitPhandles,
  phandleReferences,
  pathReferences,
];

/** The findings of the first check at error level that fails; empty when dtc takes the tree. */
export function dtcErrors(tree: DeviceTree): readonly DtcError[] {
  const suspects = suspectsOf(tree);
  for (const rule of errorRules) {
    if (!suspects.has(rule)) continue;
    const errors = findingsOf(rule, tree);
    if (errors.length > 0) return errors;
  }
  return [];
}

function findingsOf(rule: ErrorRule, tree: DeviceTree): readonly DtcError[] {
  const errors: DtcError[] = [];
  const reporter =
    (node: string) =>
    ({ at, message, related, node: path = node }: Finding) =>
      errors.push({
        code: rule.id,
        severity: 'error',
        message,
        at,
        node: path,
        ...(related && { related }),
      });
  if ('check' in rule) rule.check({ tree }, reporter('/'));
  else for (const at of walk(rootOf(tree))) rule.checkNode(at, { tree }, reporter(at.path));
  return errors;
}

/** The checks that may fail. Names that were fine once are not looked at again. */
function suspectsOf(tree: DeviceTree): ReadonlySet<ErrorRule> {
  const suspects = new Set<ErrorRule>();
  const goodNames = new Set<string>();
  const labels = new Set<string>();
  const pending: DtNode[] = [tree.root];
  const look = (name: string) => {
    if (labels.has(name)) suspects.add(duplicateLabel);
    labels.add(name);
  };
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!isNodeName(node.name)) suspects.add(nodeNameChars);
    if (hasTwoUnitAddresses(node.name)) suspects.add(nodeNameFormat);
    for (const label of node.labels) look(label.name);
    for (const property of node.properties.values()) {
      if (!goodNames.has(property.name)) suspectName(property.name, goodNames, suspects);
      for (const label of property.labels) look(label.name);
      const { definitions } = property;
      const value = definitions[definitions.length - 1]?.value;
      if (value !== undefined) for (const label of value.labels) look(label.name);
    }
    for (const { kind } of openReferencesIn(tree, { node }))
      suspects.add(kind === 'path' ? pathReferences : phandleReferences);
    for (const child of node.children.values()) pending.push(child);
  }
  return suspects;
}

function suspectName(name: string, goodNames: Set<string>, suspects: Set<ErrorRule>): void {
  if (name === 'name') suspects.add(nameIsString).add(nameProperties);
  else if (name === 'phandle' || name === 'linux,phandle') suspects.add(explicitPhandles);
  else if (!isPropertyName(name)) suspects.add(propertyNameChars);
  goodNames.add(name);
}
