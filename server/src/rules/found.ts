/** What rules found; which of it is told is for `told.ts`. */
import { isStretch } from '../preprocessor/locate';
import type { Place } from '../preprocessor/problem';
import type { Severity } from '../text/severity';
import type { DeviceTree } from '../tree/dt-node';
import type { Fix, SourceEdit } from './fix';
import type { Finding, RuleText } from './rule';

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

/** What a rule has found: what can be told of it, and what decides whether that is done. */
export interface Found extends RawDiagnostic, Pick<Finding, 'missing' | 'within'> {
  readonly rule: RuleText;
}

/** A finding of a rule. Of nodes it keeps only the ends: what stands between may change while the finding holds. */
export function foundBy(rule: RuleText, finding: Finding): Found {
  const { at, fixes = none, missing, node, related = none, within } = finding;
  return {
    rule,
    code: rule.id,
    severity: finding.severity ?? rule.severity,
    message: finding.message,
    at: endsOf(at),
    related: related.map((it) => ({ ...it, at: endsOf(it.at) })),
    fixes: fixes.map((it) => ({ ...it, edits: it.edits.map(editAtEnds) })),
    tags: finding.tags ?? none,
    ...(node !== undefined && { node }),
    ...(missing !== undefined && { missing }),
    ...(within !== undefined && { within }),
  };
}

const none: readonly never[] = [];

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
