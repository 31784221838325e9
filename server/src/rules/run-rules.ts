/**
 * Runs rules over a tree: those for its reader and release, node rules in one walk, findings silenced where what
 * they require has failed. Rules know nothing of settings, so a rule that is turned off still silences others;
 * who shows the findings leaves its own out.
 */
import { memo } from '../base/memo';
import { isSince, xenVersions, type Target } from '../model/target';
import { isSpan } from '../preprocessor/locate';
import type { Place } from '../preprocessor/problem';
import type { Severity } from '../text/severity';
import type { NodeRef } from '../tree/node-ref';
import { keptNodesOf } from './dtc/kept-nodes';
import type { Fix } from './fix';
import type { Finding, NodeCheck, Rule, RuleInput, RuleText } from './rule';

/** A finding with its rule's name and severity, before it is known where in which file it lies. */
export interface RawDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Place;
  readonly related: readonly { readonly at: Place; readonly message: string }[];
  readonly fixes: readonly Fix[];
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
  /** Path of the node that the finding is about, when the rule says so. */
  readonly node?: string;
}

/** What the user chose for single rules; a rule that is off by default runs only when it is named here. */
export type ChosenSeverities = ReadonlyMap<string, Severity | 'off'>;

interface Found {
  readonly rule: RuleText;
  readonly finding: Finding;
}

/** All findings of the rules that apply: tree rules in their order, then node rules in the order of the nodes. */
export function runRules(
  input: RuleInput,
  rules: readonly Rule[],
  chosen: ChosenSeverities = new Map(),
): readonly RawDiagnostic[] {
  const found: Found[] = [];
  const { treeRules, nodeRules } = plannedRules(rules);
  const applies = (rule: RuleText) => isFor(rule, input.target) && isOn(rule, chosen);
  for (const rule of treeRules)
    if (applies(rule)) rule.check(input, (finding) => found.push({ rule, finding }));
  const everyNode = nodeRules.everyNode.filter(applies);
  const skipped = new Set(nodeRules.all.filter((it) => !applies(it)));
  for (const at of keptNodesOf(input.tree)) {
    for (const rule of everyNode) checkNode(rule, at, input, found);
    for (const name of at.node.properties.keys()) {
      for (const rule of nodeRules.byProperty.get(name) ?? []) {
        const isFirst = rule.on?.find((it) => at.node.properties.has(it)) === name;
        if (isFirst && !skipped.has(rule)) checkNode(rule, at, input, found);
      }
    }
  }
  return withoutRepeats(withoutSilenced(found, rules)).map(diagnosticOf);
}

type NodeRule = RuleText & NodeCheck;
type TreeRule = Exclude<Rule, NodeRule>;

const plannedRules = memo((rules: readonly Rule[]) => {
  const treeRules: TreeRule[] = [];
  const all: NodeRule[] = [];
  for (const rule of rules) {
    if ('check' in rule) treeRules.push(rule);
    else all.push(rule);
  }
  const byProperty = new Map<string, NodeRule[]>();
  for (const rule of all)
    for (const name of rule.on ?? []) byProperty.set(name, [...(byProperty.get(name) ?? []), rule]);
  const everyNode = all.filter((it) => it.on === undefined);
  return { treeRules, nodeRules: { all, everyNode, byProperty } };
});

function checkNode(rule: NodeRule, at: NodeRef, input: RuleInput, found: Found[]): void {
  rule.checkNode(at, input, (finding) =>
    found.push({
      rule,
      finding: finding.node === undefined ? { ...finding, node: at.path } : finding,
    }),
  );
}

/** Whether the reader of the tree is the rule's, in a release that behaves so. */
function isFor({ reader, since }: RuleText, target: Target): boolean {
  if (reader === 'xen' && target.xen === undefined) return false;
  if (reader === 'system-dt' && target.systemDt !== true) return false;
  const first = xenVersions.find((it) => it === since);
  return first === undefined || target.xen === undefined || isSince(target.xen.version, first);
}

function isOn({ id, isOffByDefault }: RuleText, chosen: ChosenSeverities): boolean {
  return isOffByDefault !== true || (chosen.get(id) ?? 'off') !== 'off';
}

/** Leaves out what stands at a node where a rule that it requires, directly or not, has spoken. */
function withoutSilenced(found: readonly Found[], rules: readonly Rule[]): readonly Found[] {
  const required = requirementsOf(rules);
  const failed = new Map<string, Set<string>>();
  for (const { rule, finding } of found) {
    if (finding.node === undefined) continue;
    const nodes = failed.get(rule.id) ?? new Set();
    failed.set(rule.id, nodes.add(finding.node));
  }
  return found.filter(({ rule, finding: { node } }) => {
    if (node === undefined) return true;
    return !required.get(rule.id)?.some((id) => failed.get(id)?.has(node));
  });
}

/** For each rule with requirements, all rules that silence it. */
const requirementsOf = memo((rules: readonly Rule[]): ReadonlyMap<string, readonly string[]> => {
  const direct = new Map(rules.map((it) => [it.id, it.requires ?? []]));
  const all = new Map<string, readonly string[]>();
  for (const rule of rules) {
    const seen = new Set<string>();
    const pending = [...(rule.requires ?? [])];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      pending.push(...(direct.get(id) ?? []));
    }
    if (seen.size > 0) all.set(rule.id, [...seen]);
  }
  return all;
});

/** Leaves out what a binding schema says of a property, or of its absence, when a rule has said it already. */
function withoutRepeats(found: readonly Found[]): readonly Found[] {
  const isOfSchema = ({ rule }: Found) => rule.id.startsWith('schema/');
  if (!found.some(isOfSchema)) return found;
  const others = found.filter((it) => !isOfSchema(it)).map((it) => it.finding);
  return found.filter(
    (it) => !isOfSchema(it) || !others.some((other) => saysSame(it.finding, other)),
  );
}

function saysSame(schema: Finding, other: Finding): boolean {
  if (schema.missing !== undefined)
    return other.node === schema.node && other.message.includes(schema.missing);
  return schema.within !== undefined && contains(schema.within, other.at);
}

function contains(outer: Place, inner: Place): boolean {
  if (!isSpan(outer) || !isSpan(inner) || outer.stream !== inner.stream) return false;
  return inner.from >= outer.from && inner.to <= outer.to;
}

function diagnosticOf({ rule, finding }: Found): RawDiagnostic {
  return {
    code: rule.id,
    severity: finding.severity ?? rule.severity,
    message: finding.message,
    at: finding.at,
    related: finding.related ?? [],
    fixes: finding.fixes ?? [],
    tags: finding.tags ?? [],
    ...(finding.node !== undefined && { node: finding.node }),
  };
}
