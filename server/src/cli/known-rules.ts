/** The names that `--rule` and `explain` take: every rule, those of the front end included. */
import { frontEndRules } from '../rules/front-end';
import { nearestName } from '../rules/nearest-name';
import { isRuleName, rules } from '../rules/registry';
import type { RuleText } from '../rules/rule';

/** What is written about every rule. */
export const knownRules: readonly RuleText[] = [...rules, ...frontEndRules];

/** Why a name stands for nothing; undefined when it names a rule or, as `group/*`, a group of them. */
export function unknownRule(name: string): string | undefined {
  if (isRuleName(name)) return undefined;
  const ids = knownRules.map((it) => it.id);
  const near = ids.find((it) => it.endsWith(`/${name}`)) ?? nearestName(name, ids);
  return `no rule is called "${name}"${near === undefined ? '' : `: did you mean ${near}?`}`;
}
