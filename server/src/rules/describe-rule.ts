/**
 * The page of a rule, in Markdown: what the command line explains and `docs/rules/` holds. Everything on it comes
 * from the rule itself.
 */
import type { Board } from '../model/board';
import type { RuleExample, RuleText } from './rule';

/** One page. */
export function describeRule(rule: RuleText): string {
  return (
    [
      `# ${rule.id}`,
      rule.summary,
      standingOf(rule),
      '## Why',
      rule.why,
      ...(rule.examples.length > 0 ? ['## Examples'] : []),
      ...rule.examples.flatMap(describeExample),
      '## Silencing it',
      silencing(rule),
      '## Source',
      `${rule.source}.`,
    ].join('\n\n') + '\n'
  );
}

/** `**error** since Xen 4.18, when Xen reads the tree` */
function standingOf(rule: RuleText): string {
  const { severity, since, until, reader, isOffByDefault, requires } = rule;
  const parts = [`Severity: **${severity}**`];
  if (isOffByDefault === true) parts.push('off unless a setting gives it a severity');
  if (reader === 'xen') parts.push('when Xen reads the tree');
  if (reader === 'system-dt') parts.push('when the tree is a System Devicetree');
  if (since !== undefined && until !== undefined) parts.push(`in Xen ${since} to ${until}`);
  else if (since !== undefined) parts.push(`since Xen ${since}`);
  else if (until !== undefined) parts.push(`until Xen ${until}`);
  const silent =
    requires === undefined || requires.length === 0
      ? ''
      : ` Silent at a node where ${joined(requires.map((it) => `\`${it}\``))} has spoken.`;
  return `${parts.join(', ')}.${silent}`;
}

function joined(names: readonly string[]): string {
  if (names.length < 2) return names.join();
  return `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}

function describeExample(example: RuleExample): readonly string[] {
  const before = code(example.dts);
  const kind = hasMarker(example.dts) ? 'Reported' : 'Fine';
  const facts = example.board && ` (\`"board": ${boardText(example.board)}\`)`;
  const title = `${kind}: ${lowerFirst(example.title)}${facts ?? ''}`;
  if (example.fixed === undefined) return [title, before];
  return [title, before, 'After the quick fix:', code(withoutMarkers(example.fixed))];
}

/** As the configuration file says it: addresses in hexadecimal, tables as objects. */
export function boardText(board: Board): string {
  return JSON.stringify(board, (_, value: unknown) => {
    if (typeof value === 'bigint') return `0x${value.toString(16)}`;
    return value instanceof Map ? Object.fromEntries(value) : value;
  });
}

const marker = /^\s*\/\/\s*\^/;

function hasMarker(dts: string): boolean {
  return dts.split('\n').some((it) => marker.test(it));
}

function withoutMarkers(dts: string): string {
  return dts
    .split('\n')
    .filter((it) => !marker.test(it))
    .join('\n');
}

function code(dts: string): string {
  const lines = dts
    .replace(/^[ \t]*\n/, '')
    .trimEnd()
    .split('\n');
  const depths = lines.filter((it) => it.trim() !== '').map((it) => it.search(/\S/));
  const depth = Math.min(...depths);
  return ['```dts', ...lines.map((it) => it.slice(depth)), '```'].join('\n');
}

function silencing({ id }: RuleText): string {
  if (id.startsWith('suppress/'))
    return `In the settings: \`"dts-chosen.rules": { "${id}": "off" }\`.`;
  return [
    'On the line of the finding or the line above:',
    `\`\`\`dts\n// dts-chosen: ignore ${id} -- why it is right here\n\`\`\``,
    `Everywhere: \`"dts-chosen.rules": { "${id}": "off" }\` in the settings, \`--rule ${id}=off\` on the command line.`,
  ].join('\n\n');
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !/^(Xen|Linux)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
