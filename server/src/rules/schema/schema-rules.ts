/**
 * One rule for each keyword of the binding schemas: the findings of `bindings/validate` at the property, the cell or
 * the node that they are about. A finding is an error only where the schema says that Xen refuses the node, and Xen
 * is who reads the tree; a schema that is silent about it warns.
 */
import type { BindingFinding } from '../../bindings/binding-node';
import type { Catalogue } from '../../bindings/catalogue';
import { describeProperty } from '../../bindings/knowledge/property-knowledge';
import { validateTree } from '../../bindings/validate';
import { memo2 } from '../../base/memo';
import { isNewest, isSince, xenVersions } from '../../model/target';
import type { Place } from '../../preprocessor/problem';
import type { Severity } from '../../text/severity';
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import { nodeAt, type NodeRef } from '../../tree/node-ref';
import { cellsOf, stringsOf } from '../../tree/value';
import type { Finding, Rule, RuleInput } from '../rule';
import { bindingTreeOf } from './binding-tree';
import { schemaExamples } from './examples';
import { keywords, type Keyword } from './keywords';
import { bindingFindingsAt } from './node-findings';
import { placeContextOf, schemaFixes } from './schema-fixes';

/** `schema/required` and its like. */
export const schemaRules: readonly Rule[] = keywords.map(schemaRule);

function schemaRule({ keyword, name, summary, why }: Keyword): Rule {
  return {
    id: `schema/${name}`,
    severity: 'warning',
    summary,
    why,
    source: 'the binding schemas in schemas/, read as dt-schema reads them',
    examples: (schemaExamples[name] ?? []).map((it) => ({ ...it, target: 'xen' })),
    check(input, report) {
      if (input.catalogue === undefined) return;
      for (const finding of findingsOf(input.catalogue, input.tree).get(keyword) ?? []) {
        const found = placed(input, finding, input.catalogue);
        if (found !== undefined) report(found);
      }
    },
    partAt,
  };
}

/** The findings of one node by the rule. */
function partAt(at: NodeRef, input: RuleInput): ReadonlyMap<string, readonly Finding[]> {
  const { catalogue, tree } = input;
  const findings = catalogue === undefined ? [] : bindingFindingsAt(catalogue, tree, at);
  if (catalogue === undefined || findings.length === 0) return nobody;
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const found = placed(input, finding, catalogue);
    if (found === undefined) continue;
    const rule = ruleNames.get(finding.keyword) ?? 'schema/type';
    const list = byRule.get(rule);
    if (list === undefined) byRule.set(rule, [found]);
    else list.push(found);
  }
  return byRule;
}

const nobody: ReadonlyMap<string, readonly Finding[]> = new Map();

const ruleNames = new Map(keywords.map((it) => [it.keyword, `schema/${it.name}`]));

/** The findings of all schemas by the keyword that failed, computed once for a tree. */
const findingsOf = memo2((catalogue: Catalogue, tree: DeviceTree) => {
  const byKeyword = new Map<string, BindingFinding[]>();
  for (const finding of validateTree(catalogue, bindingTreeOf(tree))) {
    const key = known.has(finding.keyword) ? finding.keyword : 'type';
    const list = byKeyword.get(key) ?? [];
    list.push(finding);
    byKeyword.set(key, list);
  }
  return byKeyword;
});

const known = new Set(keywords.map((it) => it.keyword));

function placed(
  input: RuleInput,
  finding: BindingFinding,
  catalogue: Catalogue,
): Finding | undefined {
  const { tree, isFragment, target } = input;
  const ref = nodeAt(tree, finding.path);
  if (ref === undefined || (isAboutXen(finding) && target.xen === undefined)) return undefined;
  const { missing } = finding;
  // What is missing may be given elsewhere, or is there and could not be read.
  if (missing !== undefined && (isFragment || ref.node.properties.has(missing))) return undefined;
  if (isFragment && addresses.has(finding.property ?? '')) return undefined;
  const property =
    finding.property === undefined ? undefined : ref.node.properties.get(finding.property);
  if (isTooNew(input, finding, ref, catalogue)) return undefined;
  const fixes = schemaFixes(catalogue, tree, finding, ref);
  return {
    at: placeOf(tree, finding, ref, property),
    message: messageOf(finding),
    severity: severityOf(input, finding),
    node: ref.path,
    ...(missing !== undefined && { missing }),
    ...(property && { within: property.at }),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** Their rows are cut by the cell counts of a parent, which a fragment's includer may give. */
const addresses: ReadonlySet<string> = new Set(['reg', 'ranges', 'dma-ranges']);

/** What the schema describes is read by Xen alone. */
function isAboutXen({ schemaId }: BindingFinding): boolean {
  return /\/schemas\/(?:xen|boot)\//.test(schemaId);
}

function messageOf({ property, message, consequence }: BindingFinding): string {
  const isNamed = property === undefined || message.includes(`"${property}"`);
  const otherwise =
    consequence === undefined ? '' : `, otherwise ${consequence.text.replace(/\.$/, '')}`;
  return `${isNamed ? '' : `"${property}": `}${message}${otherwise}`;
}

function severityOf({ target }: RuleInput, { consequence }: BindingFinding): Severity {
  return consequence?.kind === 'refused' && target.xen !== undefined ? 'error' : 'warning';
}

/** Whether the reader is an older Xen than the first that reads the property. */
function isTooNew(
  { target, tree }: RuleInput,
  { property }: BindingFinding,
  ref: NodeRef,
  catalogue: Catalogue,
) {
  if (property === undefined || target.xen === undefined) return false;
  if (isNewest(target.xen.version)) return false;
  const since = describeProperty(catalogue, placeContextOf(tree, ref), property)?.since;
  const first = xenVersions.find((it) => since === `Xen ${it}`);
  return first !== undefined && !isSince(target.xen.version, first);
}

/** The string or cell at fault, else the property, else a child node, else the node. */
function placeOf(
  tree: DeviceTree,
  { property: name, item }: BindingFinding,
  { node }: NodeRef,
  property: DtProperty | undefined,
): Place {
  if (property === undefined)
    return (name === undefined ? undefined : node.children.get(name)?.at) ?? node.at;
  if (item === undefined) return property.at;
  const hasStrings = property.parts.some((it) => it.kind === 'string' || it.kind === 'path');
  const items = hasStrings ? stringsOf(tree, property) : cellsOf(tree, property);
  return items?.[item]?.at ?? property.at;
}
