/** `docs/rules/coverage.md`: row by row which rule tells what Xen does, or why none can. */
import type { RuleText } from '../../../server/src/rules/rule';
import { reasons, sharedRows } from './reasons';
import { rowGroups, type RowGroup, type Sight } from './rows';

const sights: Readonly<Record<Sight, string>> = {
  static: 'source',
  board: 'board',
  both: 'source, board',
  boot: 'boot files',
};

type Rules = ReadonlyMap<string, RuleText>;

/** The rule that tells a row. */
function tellerOf(rules: Rules, id: string): RuleText | undefined {
  return rules.get(sharedRows.get(id) ?? id);
}

function byId(rules: readonly RuleText[]): Rules {
  return new Map(rules.map((it) => [it.id, it]));
}

/** Rows that neither a rule nor a reason answers. */
export function openRows(rules: readonly RuleText[]): readonly string[] {
  const known = byId(rules);
  return rowGroups
    .flatMap((it) => it.rows)
    .map(([id]) => id)
    .filter((id) => tellerOf(known, id) === undefined && !reasons.has(id));
}

/** Rows whose reason, or whose other rule, stands beside a rule of that name: one of the two is left over. */
export function rowsToldTwice(rules: readonly RuleText[]): readonly string[] {
  return rules.map((it) => it.id).filter((id) => reasons.has(id) || sharedRows.has(id));
}

/** The page. */
export function coveragePage(rules: readonly RuleText[]): string {
  const known = byId(rules);
  const all = rowGroups.flatMap((it) => it.rows);
  const told = (rows: RowGroup['rows']) =>
    rows.filter(([id]) => tellerOf(known, id) !== undefined).length;
  const seen = (sight: Sight) => all.filter((it) => it[1] === sight);
  const share = (sight: Sight) => `${told(seen(sight))} of ${seen(sight).length}`;
  return `${[
    '# What Xen does, and which rule tells it',
    `Xen's sources from 4.12 to 4.22 show ${all.length} ways to react to a devicetree: a panic, a module that is dropped, a property that is ignored. Rules tell ${told(all)} of them: ${share('static')} that the source alone shows, ${share('both')} that it shows for the most part, and ${share('board')} that need facts about the board or about how Xen is built, from the \`board\` section of \`.dts-chosen.json\`; without it such rules are silent. The rest has its reason below.`,
    ...rowGroups.flatMap((group) => [`## ${group.title}`, table(group, known)]),
  ].join('\n\n')}\n`;
}

function table({ rows }: RowGroup, known: Rules): string {
  const lines = rows.map(([id, sight]) => {
    const rule = tellerOf(known, id);
    const link = rule && `[${rule.id}](${rule.id}.md)`;
    const name = link === undefined ? id : rule?.id === id ? link : `${id}: by ${link}`;
    const text = rule?.summary ?? `No rule: ${reasons.get(id) ?? ''}`;
    const facts = [rule?.severity ?? '–', releases(rule), sights[sight]];
    return `| ${[name, ...facts, text.replaceAll('|', '\\|')].join(' | ')} |`;
  });
  return [
    '| rule | severity | Xen | seen in | what |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

/** `4.17 on`, `4.19 to 4.20`; empty for every release. */
function releases(rule: RuleText | undefined): string {
  const { since, until } = rule ?? {};
  if (since === undefined) return until === undefined ? '' : `to ${until}`;
  return until === undefined ? `${since} on` : `${since} to ${until}`;
}
