/** What rules found, and which of it is told: findings silenced by others and repeated ones are left out. */
import { memo } from '../base/memo';
import { isSpan, isStretch } from '../preprocessor/locate';
import type { Place } from '../preprocessor/problem';
import type { Span } from '../preprocessor/token-stream';
import type { Severity } from '../text/severity';
import type { DeviceTree } from '../tree/dt-node';
import type { Fix, SourceEdit } from './fix';
import type { Finding, Rule, RuleText } from './rule';

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

export interface Found {
  readonly rule: RuleText;
  readonly finding: Finding;
  readonly diagnostic: RawDiagnostic;
}

/** A finding of a rule. */
export function foundBy(rule: RuleText, finding: Finding): Found {
  const kept = withEnds(finding);
  return { rule, finding: kept, diagnostic: diagnosticOf(rule, kept) };
}

/** Keeps only the ends of nodes: what stands between them may change while the finding holds. */
function withEnds(finding: Finding): Finding {
  const { at, related, fixes } = finding;
  return {
    ...finding,
    at: endsOf(at),
    ...(related && { related: related.map((it) => ({ ...it, at: endsOf(it.at) })) }),
    ...(fixes && { fixes: fixes.map((it) => ({ ...it, edits: it.edits.map(editAtEnds) })) }),
  };
}

function editAtEnds(edit: SourceEdit): SourceEdit {
  const at = endsOf(edit.at);
  return edit.kind === 'move-before'
    ? { ...edit, at, before: endsOf(edit.before) }
    : { ...edit, at };
}

function endsOf(place: Place): Place {
  if (!isStretch(place)) return place;
  const { head, tail } = place;
  return tail === undefined ? { head } : { head, tail };
}

/** A mistake in one rule must not cost the findings of the others: it is told, and the run goes on. */
export function survive(
  rule: RuleText,
  tree: DeviceTree,
  report: (found: Found) => void,
  run: () => void,
): void {
  try {
    run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `this rule failed, please report it: ${reason}`;
    report(foundBy(rule, { at: tree.root.at, severity: 'information', message }));
  }
}

/** What is told of all that was found, in the same order. */
export function toldOf(found: readonly Found[], rules: readonly Rule[]): readonly RawDiagnostic[] {
  return withoutRepeats(withoutSilenced(found, rules)).map((it) => it.diagnostic);
}

/** Leaves out what stands at a node where a rule that it requires, directly or not, has spoken. */
function withoutSilenced(found: readonly Found[], rules: readonly Rule[]): readonly Found[] {
  const { required, silencers } = requirementsOf(rules);
  const failed = new Map<string, Set<string>>();
  for (const { rule, finding } of found) {
    if (finding.node === undefined || !silencers.has(rule.id)) continue;
    const nodes = failed.get(rule.id);
    if (nodes === undefined) failed.set(rule.id, new Set([finding.node]));
    else nodes.add(finding.node);
  }
  if (failed.size === 0) return found;
  return found.filter(({ rule, finding: { node } }) => {
    if (node === undefined) return true;
    return !required.get(rule.id)?.some((id) => failed.get(id)?.has(node));
  });
}

interface Requirements {
  /** For each rule with requirements, all rules that silence it. */
  readonly required: ReadonlyMap<string, readonly string[]>;
  readonly silencers: ReadonlySet<string>;
}

const requirementsOf = memo((rules: readonly Rule[]): Requirements => {
  const direct = new Map(rules.map((it) => [it.id, it.requires ?? []]));
  const required = new Map<string, readonly string[]>();
  for (const rule of rules) {
    const seen = new Set<string>();
    const pending = [...(rule.requires ?? [])];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      pending.push(...(direct.get(id) ?? []));
    }
    if (seen.size > 0) required.set(rule.id, [...seen]);
  }
  return { required, silencers: new Set([...required.values()].flat()) };
});

/** Leaves out what a binding schema says of a property, or of its absence, when a rule has said it already. */
function withoutRepeats(found: readonly Found[]): readonly Found[] {
  if (!found.some(isOfSchema)) return found;
  const others = found.filter((it) => !isOfSchema(it)).map((it) => it.finding);
  const byNode = groupsOf(others, (it) => it.node);
  const isSaidWithin = placesOf(others);
  return found.filter((it) => {
    if (!isOfSchema(it)) return true;
    const { missing, node, within } = it.finding;
    if (missing !== undefined)
      return !byNode.get(node)?.some((other) => other.message.includes(missing));
    return within === undefined || !isSaidWithin(within);
  });
}

function isOfSchema({ rule }: Found): boolean {
  return rule.id.startsWith('schema/');
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

function diagnosticOf(rule: RuleText, finding: Finding): RawDiagnostic {
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
