/**
 * Runs rules over a tree: those for its reader and release, node rules in one walk, findings silenced where what
 * they require has failed. Rules know nothing of settings, so a rule that is turned off still silences others;
 * who shows the findings leaves its own out. `live-rules.ts` finds the same on a tree that is edited.
 */
import { rootOf, walk } from '../tree/node-ref';
import { isKept } from './dtc/kept-nodes';
import { foundBy, survive, type Found, type RawDiagnostic } from './found';
import type { Rule, RuleInput } from './rule';
import { applies, itemRules, nodeRunner, planOf, type ChosenSeverities } from './rule-plan';
import { toldOf } from './told';

/** All findings of the rules that apply: tree rules in their order, then rules about items, then node rules. */
export function runRules(
  input: RuleInput,
  rules: readonly Rule[],
  chosen: ChosenSeverities = new Map(),
): readonly RawDiagnostic[] {
  const found: Found[] = [];
  const report = (it: Found) => found.push(it);
  const plan = planOf(rules);
  const { tree, target } = input;
  for (const rule of plan.treeRules)
    if (applies(rule, target, chosen))
      survive(rule, tree, report, () => {
        rule.check(input, (finding) => report(foundBy(rule, finding)));
      });
  for (const { each, check } of itemRules(plan, input, chosen))
    for (const item of each(input)) check(item, report);
  const checkNode = nodeRunner(plan, input, chosen);
  for (const ref of walk(rootOf(tree))) checkNode(ref, isKept(tree, ref.node), report);
  return toldOf(found, rules);
}
