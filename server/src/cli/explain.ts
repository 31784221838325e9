/** `dts-chosen explain`: the page of a rule as plain text, made of the rule itself; without a name, all rules. */
import { boardText } from '../rules/describe-rule';
import type { RuleExample, RuleText } from '../rules/rule';
import { rulePage } from '../workspace/rule-page';
import { knownRules, unknownRule } from './known-rules';
import type { ExitStatus } from './exit-status';
import { trouble } from './trouble';

/** Prints to standard output. A name that no rule has is trouble. */
export function explain(name: string | undefined): ExitStatus {
  process.stdout.write(`${name === undefined ? listOfRules() : pageOf(name)}\n`);
  return 0;
}

function listOfRules(): string {
  const width = Math.max(...knownRules.map((it) => it.id.length));
  return knownRules
    .map(({ id, summary }) => `${id.padEnd(width)}  ${summary}`)
    .sort()
    .join('\n');
}

function pageOf(name: string): string {
  const rule = knownRules.find((it) => it.id === name);
  if (rule === undefined)
    throw trouble(unknownRule(name) ?? `"${name}" names several rules: expected one`);
  return rulePageOf(rule);
}

function rulePageOf(rule: RuleText): string {
  const facts = [
    rule.severity,
    ...(rule.isOffByDefault === true ? ['off unless it is given a severity'] : []),
    ...(rule.since === undefined ? [] : [`since Xen ${rule.since}`]),
    ...(rule.until === undefined ? [] : [`until Xen ${rule.until}`]),
  ];
  return [
    `${rule.id} (${facts.join(', ')})`,
    rule.summary,
    wrapped(rule.why),
    `Source: ${rule.source}`,
    ...(rule.requires === undefined
      ? []
      : [`Silent where these have spoken: ${rule.requires.join(', ')}`]),
    ...rule.examples.map(exampleOf),
    `Page: ${rulePage(rule.id)}`,
  ].join('\n\n');
}

function exampleOf({ board, dts, fixed, title }: RuleExample): string {
  const facts = board && ` ("board": ${boardText(board)})`;
  const parts = [`Example: ${title}${facts ?? ''}`, indented(dts)];
  return [...parts, ...(fixed === undefined ? [] : ['After the fix:', indented(fixed)])].join(
    '\n\n',
  );
}

/** The text without the indentation that its lines share, under a margin of four. */
function indented(text: string): string {
  const lines = text
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n');
  const shared = Math.min(
    ...lines.filter((it) => it.trim() !== '').map((it) => it.length - it.trimStart().length),
  );
  return lines.map((it) => `    ${it.slice(shared)}`.trimEnd()).join('\n');
}

/** Lines of at most 100 columns. */
function wrapped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(.{1,100})(?: |$)/g, '$1\n')
    .trimEnd();
}
