/**
 * Runs rules over a tree: those for its reader and release, node rules in one walk, rules about things of the model
 * item by item, findings silenced where what they require has failed. Rules know nothing of settings, so a rule that is turned off still silences others;
 * who shows the findings leaves its own out.
 */
import { memo } from '../base/memo';
import { isSince, xenVersions, type Target } from '../model/target';
import { isSpan } from '../preprocessor/locate';
import type { Place } from '../preprocessor/problem';
import type { Span } from '../preprocessor/token-stream';
import type { Severity } from '../text/severity';
import type { NodeRef } from '../tree/node-ref';
import { keptNodesOf } from './dtc/kept-nodes';
import type { Fix } from './fix';
import type { Each, EachCheck, Finding, NodeCheck, Rule, RuleInput, RuleText } from './rule';

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

/** All findings of the rules that apply: tree rules in their order, then rules about items, then node rules. */
export function runRules(
  input: RuleInput,
  rules: readonly Rule[],
  chosen: ChosenSeverities = new Map(),
): readonly RawDiagnostic[] {
  const found: Found[] = [];
  const plan = planOf(rules);
  const applies = (rule: RuleText) => isFor(rule, input.target) && isOn(rule, chosen);
  for (const rule of plan.treeRules)
    if (applies(rule))
      survive(rule, input, found, () => {
        rule.check(input, (finding) => found.push({ rule, finding }));
      });
  for (const [each, eachRules] of plan.eachRules)
    checkItems(each, eachRules.filter(applies), input, found);
  checkNodes(plan, input, applies, found);
  return withoutRepeats(withoutSilenced(found, rules)).map(diagnosticOf);
}

/** A mistake in one rule must not cost the findings of the others: it is told, and the run goes on. */
function survive(rule: RuleText, { tree }: RuleInput, found: Found[], run: () => void): void {
  try {
    run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `this rule failed, please report it: ${reason}`;
    found.push({ rule, finding: { at: tree.root.at, severity: 'information', message } });
  }
}

type NodeRule = RuleText & NodeCheck;
type EachRule = RuleText & EachCheck<object>;
type TreeRule = Exclude<Rule, NodeRule | EachRule>;

interface Plan {
  readonly treeRules: readonly TreeRule[];
  /** The rules about the things of each kind. */
  readonly eachRules: ReadonlyMap<Each<object>, readonly EachRule[]>;
  readonly nodeRules: readonly NodeRule[];
  /** Indexes into `nodeRules` of those that see every node. */
  readonly everyNode: readonly number[];
  /** Indexes of those that see nodes with a property of that name; filled as names are met. */
  readonly byProperty: Map<string, readonly number[]>;
}

const planOf = memo((rules: readonly Rule[]): Plan => {
  const treeRules: TreeRule[] = [];
  const nodeRules: NodeRule[] = [];
  const eachRules = new Map<Each<object>, EachRule[]>();
  for (const rule of rules) {
    if ('check' in rule) treeRules.push(rule);
    else if ('checkNode' in rule) nodeRules.push(rule);
    else eachRules.set(rule.each, [...(eachRules.get(rule.each) ?? []), rule]);
  }
  const everyNode = nodeRules.flatMap((it, i) => (it.on === undefined ? [i] : []));
  return { treeRules, eachRules, nodeRules, everyNode, byProperty: new Map() };
});

/** One pass over the things of one kind for all rules that look at them. */
function checkItems(
  each: Each<object>,
  rules: readonly EachRule[],
  input: RuleInput,
  found: Found[],
): void {
  if (rules.length === 0) return;
  const reporters = rules.map((rule) => (finding: Finding) => {
    found.push({ rule, finding });
  });
  for (const item of each(input))
    rules.forEach((rule, i) => {
      const report = reporters[i];
      if (report === undefined) return;
      survive(rule, input, found, () => {
        rule.checkEach(item, input, report);
      });
    });
}

/** One walk for all rules that look at single nodes. */
function checkNodes(
  plan: Plan,
  input: RuleInput,
  applies: (rule: RuleText) => boolean,
  found: Found[],
): void {
  let at: NodeRef | undefined;
  const reporters = plan.nodeRules.map((rule) => (finding: Finding) => {
    const node = finding.node ?? at?.path;
    found.push({ rule, finding: node === undefined ? finding : { ...finding, node } });
  });
  const isActive = plan.nodeRules.map(applies);
  const lastNode = new Int32Array(plan.nodeRules.length).fill(-1);
  const nodes = keptNodesOf(input.tree);
  const check = (rule: number, ref: NodeRef, node: number) => {
    const report = reporters[rule];
    if (isActive[rule] !== true || report === undefined || lastNode[rule] === node) return;
    lastNode[rule] = node;
    const it = plan.nodeRules[rule];
    if (it !== undefined) survive(it, input, found, () => it.checkNode(ref, input, report));
  };
  nodes.forEach((ref, node) => {
    at = ref;
    for (const rule of plan.everyNode) check(rule, ref, node);
    for (const name of ref.node.properties.keys())
      for (const rule of rulesOn(plan, name)) check(rule, ref, node);
  });
}

/** The rules that want to see nodes with that property. */
function rulesOn({ nodeRules, byProperty }: Plan, name: string): readonly number[] {
  const known = byProperty.get(name);
  if (known !== undefined) return known;
  const wanting = nodeRules.flatMap(({ on }, i) => {
    const wants = typeof on === 'function' ? on(name) : (on?.includes(name) ?? false);
    return wants ? [i] : [];
  });
  if (byProperty.size < mostNames) byProperty.set(name, wanting);
  return wanting;
}

/** Property names whose rules are remembered: far more than boards and bindings have. */
const mostNames = 100_000;

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
  const byNode = groupsOf(others, (it) => it.node);
  const isSaidWithin = placesOf(others);
  return found.filter(({ rule, finding: { missing, node, within } }) => {
    if (!rule.id.startsWith('schema/')) return true;
    if (missing !== undefined)
      return !byNode.get(node)?.some((other) => other.message.includes(missing));
    return within === undefined || !isSaidWithin(within);
  });
}

/** Tells whether one of the findings lies within a place, without a look at all of them. */
function placesOf(findings: readonly Finding[]): (outer: Place) => boolean {
  const spans = findings.map((it) => it.at).filter(isSpan);
  const byStream = groupsOf(spans, (it) => it.stream);
  for (const here of byStream.values()) here.sort((a, b) => a.from - b.from);
  return (outer) => {
    if (!isSpan(outer)) return false;
    const here = byStream.get(outer.stream) ?? [];
    for (let i = firstFrom(here, outer.from); (here[i]?.from ?? Infinity) <= outer.to; i++)
      if ((here[i]?.to ?? Infinity) <= outer.to) return true;
    return false;
  };
}

function groupsOf<T, K>(all: readonly T[], keyOf: (it: T) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const it of all) {
    const group = groups.get(keyOf(it));
    if (group === undefined) groups.set(keyOf(it), [it]);
    else group.push(it);
  }
  return groups;
}

/** The first of the ascending spans that begins at or after a place. */
function firstFrom(spans: readonly Span[], from: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
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
