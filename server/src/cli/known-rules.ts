/** The names that `--rule` and `explain` take: rules, and the codes of the front end. */
import { preprocessorCodes } from '../preprocessor/problem-codes';
import { nearestName } from '../rules/nearest-name';
import { rules } from '../rules/registry';
import { syntaxCodes } from '../syntax/problem-codes';

/** Every code that a finding can have, except those that schemas give. */
export function knownCodes(): readonly string[] {
  return [
    ...rules.map((it) => it.id),
    ...Object.keys(preprocessorCodes),
    ...Object.keys(syntaxCodes),
  ];
}

/** Why there is no rule of that name; undefined when there is one. `group/*` names all of a group. */
export function unknownRule(name: string): string | undefined {
  const codes = knownCodes();
  const isGroup = name.endsWith('/*') && codes.some((it) => it.startsWith(name.slice(0, -1)));
  if (codes.includes(name) || isGroup || name.startsWith('schema/')) return undefined;
  const near = nearestName(name, codes);
  return `no rule is called "${name}"${near === undefined ? '' : `: did you mean ${near}?`}`;
}
