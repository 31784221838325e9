/** All pages of the rules, by their paths below `docs/rules/`, and the index that leads to them. */
import { quietened } from './dtc/levels';
import { describeRule } from './describe-rule';
import { documentedRules } from './registry';
import type { RuleText } from './rule';

const groups = [
  ['xen', 'Xen', 'How Xen reads boot modules, domains and memory.'],
  [
    'boot',
    'Boot descriptions',
    'What holds for every reader of `/chosen`, memory and reservations.',
  ],
  ['sdt', 'System Devicetree', 'Execution domains and what they are given.'],
  [
    'schema',
    'Binding schemas',
    'Types, required properties and allowed values, from the schemas in `schemas/`.',
  ],
  ['dtc', 'dtc', 'The checks of dtc 1.6.1, under the names that dtc gives them.'],
  ['syntax', 'Language', 'What dtc’s parser refuses.'],
  ['cpp', 'Preprocessor', 'What the C preprocessor refuses.'],
  ['suppress', 'Comments that silence', 'Comments that silence nothing.'],
] as const;

/** `README.md` and `<group>/<name>.md`, each with its text. */
export function rulePages(): ReadonlyMap<string, string> {
  const pages = new Map([['README.md', index(documentedRules)]]);
  for (const rule of documentedRules) pages.set(`${rule.id}.md`, describeRule(rule));
  return pages;
}

function index(rules: readonly RuleText[]): string {
  const sections = groups.flatMap(([group, title, about]) => {
    const members = rules
      .filter((it) => it.id.startsWith(`${group}/`))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    if (members.length === 0) return [];
    const notes = group === 'dtc' ? [dtcLevels()] : [];
    return [`## ${title}`, about, ...notes, table(members)];
  });
  return (
    [
      '# Rules',
      'These pages are written by `node scripts/rule-docs.mjs` from the rules themselves.',
      'An **error** is what the reader of the tree refuses, or loses without a word. A **warning** is what it ignores, or what is likely a mistake. **Information** and **hints** are style and advice.',
      'A comment `// dts-chosen: ignore RULE -- reason` on the line of a finding or the line above silences it; the setting `dts-chosen.rules` and `--rule NAME=off|hint|information|warning|error` give a rule another severity.',
      ...sections,
    ].join('\n\n') + '\n'
  );
}

function dtcLevels(): string {
  const lines = [...quietened].map(
    ([check, { severity, because }]) => `- \`dtc/${check}\`: ${severity}, because ${because}.`,
  );
  return [
    'Errors of dtc are errors, its warnings are warnings, and what it runs only when asked to is off. Some of its warnings are shown more quietly:',
    lines.join('\n'),
    'The missing `#address-cells` of `dtc/interrupt_provider` is a hint, because dtc 1.7.0 took that half of the check back. Where a check depends on another one, only the nodes at which that one fails are passed over; dtc itself gives the whole check up.',
  ].join('\n\n');
}

function table(rules: readonly RuleText[]): string {
  const rows = rules.map(({ id, severity, isOffByDefault, summary }) => {
    const shown = isOffByDefault === true ? 'off' : severity;
    return `| [${id}](${id}.md) | ${shown} | ${summary.replaceAll('|', '\\|')} |`;
  });
  return ['| rule | severity | what |', '| --- | --- | --- |', ...rows].join('\n');
}
