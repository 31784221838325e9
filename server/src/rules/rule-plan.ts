/** Which rules run where: rules sorted by what they look at, and those that a node's properties call for. */
import { memo } from '../base/memo';
import { isSince, xenVersions, type Target } from '../model/target';
import type { Severity } from '../text/severity';
import type { NodeRef } from '../tree/node-ref';
import { foundBy, survive, type Found } from './found';
import type { Each, EachCheck, Finding, NodeCheck, Rule, RuleInput, RuleText } from './rule';

/** What the user chose for single rules; a rule that is off by default runs only when it is named here. */
export type ChosenSeverities = ReadonlyMap<string, Severity | 'off'>;

export type NodeRule = RuleText & NodeCheck;
export type EachRule = RuleText & EachCheck<object>;
export type TreeRule = Exclude<Rule, NodeRule | EachRule>;

export interface Plan {
  readonly treeRules: readonly TreeRule[];
  /** The rules about the things of each kind. */
  readonly eachRules: ReadonlyMap<Each<object>, readonly EachRule[]>;
  readonly nodeRules: readonly NodeRule[];
  /** Indexes into `nodeRules` of those that see every node. */
  readonly everyNode: readonly number[];
  /** Indexes of those that name the properties they look at. */
  readonly byName: ReadonlyMap<string, readonly number[]>;
  /** Indexes of those that can tell it of any name. */
  readonly choosing: readonly number[];
  /** Indexes of those that see nodes with a property of that name; filled as names are met. */
  readonly byProperty: Map<string, readonly number[]>;
}

/** The plan of a list of rules. */
export const planOf = memo((rules: readonly Rule[]): Plan => {
  const treeRules: TreeRule[] = [];
  const nodeRules: NodeRule[] = [];
  const eachRules = new Map<Each<object>, EachRule[]>();
  for (const rule of rules) {
    if ('check' in rule) treeRules.push(rule);
    else if ('checkNode' in rule) nodeRules.push(rule);
    else eachRules.set(rule.each, [...(eachRules.get(rule.each) ?? []), rule]);
  }
  const everyNode: number[] = [];
  const choosing: number[] = [];
  const byName = new Map<string, number[]>();
  for (const [i, { on }] of nodeRules.entries()) {
    if (on === undefined) everyNode.push(i);
    else if (typeof on === 'function') choosing.push(i);
    else for (const name of on) byName.set(name, [...(byName.get(name) ?? []), i]);
  }
  const byProperty = new Map<string, readonly number[]>();
  return { treeRules, eachRules, nodeRules, everyNode, byName, choosing, byProperty };
});

/** Whether a rule runs for that reader and those settings. */
export function applies(rule: RuleText, target: Target, chosen: ChosenSeverities): boolean {
  return isFor(rule, target) && isOn(rule, chosen);
}

/** All rules that look at the things of one kind. */
export interface ItemRules {
  readonly each: Each<object>;
  check(item: object, report: (found: Found) => void): void;
}

/** The rules that look at single things, by the kind of these, those that apply. */
export function itemRules(
  { eachRules }: Plan,
  input: RuleInput,
  chosen: ChosenSeverities,
): readonly ItemRules[] {
  return [...eachRules].flatMap(([each, all]) => {
    const rules = all.filter((it) => applies(it, input.target, chosen));
    if (rules.length === 0) return [];
    const check: ItemRules['check'] = (item, report) => {
      // One of each for all rules of the thing: most have nothing to tell.
      const current: { rule?: EachRule } = {};
      const tell = (finding: Finding) => {
        if (current.rule !== undefined) report(foundBy(current.rule, finding));
      };
      const judge = () => current.rule?.checkEach(item, input, tell);
      for (const rule of rules) {
        current.rule = rule;
        survive(rule, input.tree, report, judge);
      }
    };
    return [{ each, check }];
  });
}

/** Runs all rules that look at single nodes on one node after the other. */
export function nodeRunner(
  plan: Plan,
  input: RuleInput,
  chosen: ChosenSeverities,
): (ref: NodeRef, isKept: boolean, report: (found: Found) => void) => void {
  const isActive = plan.nodeRules.map((it) => applies(it, input.target, chosen));
  const lastRun = new Int32Array(plan.nodeRules.length);
  const state = { run: 0 };
  return (ref, isKept, report) => {
    const run = (state.run = (state.run % 0x7fffffff) + 1);
    // One of each for all rules of the node: most have nothing to tell.
    const current: { rule?: NodeRule } = {};
    const tell = (finding: Finding) => {
      if (current.rule === undefined) return;
      const placed = finding.node === undefined ? { ...finding, node: ref.path } : finding;
      report(foundBy(current.rule, placed));
    };
    const judge = () => current.rule?.checkNode(ref, input, tell);
    const check = (index: number) => {
      const rule = plan.nodeRules[index];
      if (isActive[index] !== true || rule === undefined || lastRun[index] === run) return;
      lastRun[index] = run;
      if (!isKept && rule.seesOmitted !== true) return;
      current.rule = rule;
      survive(rule, input.tree, report, judge);
    };
    for (const rule of plan.everyNode) check(rule);
    for (const name of ref.node.properties.keys())
      for (const rule of rulesOn(plan, name)) check(rule);
  };
}

/** The rules that want to see nodes with that property. */
function rulesOn(plan: Plan, name: string): readonly number[] {
  const { byName, byProperty, choosing, nodeRules } = plan;
  const known = byProperty.get(name);
  if (known !== undefined) return known;
  const chosen = choosing.filter((i) => {
    const on = nodeRules[i]?.on;
    return typeof on === 'function' && on(name);
  });
  const wanting = [...(byName.get(name) ?? []), ...chosen].sort((a, b) => a - b);
  if (byProperty.size < mostNames) byProperty.set(name, wanting);
  return wanting;
}

/** Property names whose rules are remembered: far more than boards and bindings have. */
const mostNames = 100_000;

/** Whether the reader of the tree is the rule's, in a release that behaves so. */
function isFor({ reader, since, until }: RuleText, { systemDt, xen }: Target): boolean {
  if (reader === 'xen' && xen === undefined) return false;
  if (reader === 'system-dt' && systemDt !== true) return false;
  if (xen === undefined) return true;
  const first = xenVersions.find((it) => it === since);
  const last = xenVersions.find((it) => it === until);
  const isBegun = first === undefined || isSince(xen.version, first);
  return isBegun && (last === undefined || isSince(last, xen.version));
}

function isOn({ id, isOffByDefault }: RuleText, chosen: ChosenSeverities): boolean {
  return isOffByDefault !== true || (chosen.get(id) ?? 'off') !== 'off';
}
