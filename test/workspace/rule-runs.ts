/**
 * Counts how often the checks of rules run. A test puts the counted rules in the place of the registry's with
 * `vi.mock`; whatever runs rules then runs these.
 */
import type { Rule } from '../../server/src/rules/rule';

export interface RuleRuns {
  /** The same rules; each call of one of their checks is counted. */
  counted(rules: readonly Rule[]): readonly Rule[];
  /** Runs since this was asked last, by rule and kind of check: `xen/module-overlap check`. */
  take(): ReadonlyMap<string, number>;
}

export function countRuleRuns(): RuleRuns {
  const runs = new Map<string, number>();
  const known = new Map<Check, Check>();
  /** Rules that share a check share the counted one, which bears the name of the first of them. */
  const counting = (name: string, check: Check): Check => {
    const counted = (...input: readonly unknown[]): unknown => {
      runs.set(name, (runs.get(name) ?? 0) + 1);
      return check(...input);
    };
    const found = known.get(check) ?? counted;
    known.set(check, found);
    return found;
  };
  const countedRule = (rule: Rule): Rule => {
    const checks = Object.entries(rule).flatMap(([kind, it]: [string, unknown]) =>
      isCheck(kind, it) ? [[kind, counting(`${rule.id} ${kind}`, it)]] : [],
    );
    return { ...rule, ...Object.fromEntries(checks) };
  };
  return {
    counted: (rules) => rules.map(countedRule),
    take: () => {
      const taken = new Map([...runs].sort());
      runs.clear();
      return taken;
    },
  };
}

type Check = (...input: readonly unknown[]) => unknown;

/** `check`, `checkNode` and the like, and `partAt`. */
function isCheck(kind: string, it: unknown): it is Check {
  return typeof it === 'function' && (kind.startsWith('check') || kind === 'partAt');
}
