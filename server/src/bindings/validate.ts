/**
 * What the schemas say about a tree. The verdict of a node depends on the node, on the facts it inherits and on the
 * catalogue, on nothing else; equal nodes under equal facts are judged once. Facts: dt-schema's walk (dt_validate.py),
 * including which failures a disabled node is forgiven.
 */
import { memo } from '../base/memo';
import type { BindingFinding, BindingNode } from './binding-node';
import type { Catalogue } from './catalogue';
import type { Failure } from './check/failure';
import { toFindings } from './check/to-findings';
import { isDecodedNode, withMember, type Decoded, type DecodedNode } from './decode/decoded';
import { disabledBy, factsBelow, rootFacts, type InheritedFacts } from './decode/inherited-facts';
import type { LoadedSchema } from './schema';

/** All findings, top down in the order of the tree. */
export function validateTree(catalogue: Catalogue, root: BindingNode): readonly BindingFinding[] {
  const findings: BindingFinding[] = [];
  const visit = (node: BindingNode, facts: InheritedFacts): void => {
    if (node.name.startsWith('__')) return;
    findings.push(...validateNode(catalogue, node, facts));
    for (const child of node.children) visit(child, factsBelow(node, facts, child.name));
  };
  visit(root, factsOfRoot(root));
  return findings;
}

/** The facts for the root, computed once for a tree. */
export const factsOfRoot = memo(rootFacts);

/** Findings about this node, as far as its own schemas reach; not those of the schemas of its children. */
export function validateNode(
  catalogue: Catalogue,
  node: BindingNode,
  facts: InheritedFacts,
): readonly BindingFinding[] {
  if (isExampleWrapper(node)) return [];
  const decoded = catalogue.decode(node, facts);
  const isDisabled = disabledBy(node) ?? facts.isDisabled;
  const verdicts = verdictsOf(catalogue)(decoded);
  const before = verdicts.get(facts.path);
  if (before?.isDisabled === isDisabled) return before.findings;
  const findings = judge(catalogue, { node, facts, decoded, isDisabled });
  verdicts.set(facts.path, { isDisabled, findings });
  return findings;
}

interface Verdict {
  readonly isDisabled: boolean;
  readonly findings: readonly BindingFinding[];
}

const verdictsOf = memo((_catalogue: Catalogue) =>
  memo((_node: DecodedNode) => new Map<string, Verdict>()),
);

/** A decoded node, and what decides how it is judged. */
interface Judged {
  readonly node: BindingNode;
  readonly facts: InheritedFacts;
  readonly decoded: DecodedNode;
  readonly isDisabled: boolean;
}

function judge(catalogue: Catalogue, judged: Judged): readonly BindingFinding[] {
  return judgeInstance(catalogue, judged, named(judged.decoded, judged.node));
}

/** The node as its own schemas see it: it knows its name. */
function named(decoded: DecodedNode, node: BindingNode): DecodedNode {
  return withMember(decoded, '$nodename', [nodeNameOf(node)]);
}

/** The name by which schemas know a node. */
export function nodeNameOf({ name }: BindingNode): string {
  return name === '' ? '/' : name;
}

/** What the schemas say of a decoded node, however it was decoded, that knows its own name as `$nodename`. */
export function judgeInstance(
  catalogue: Catalogue,
  judged: Omit<Judged, 'decoded'>,
  instance: DecodedNode,
): readonly BindingFinding[] {
  const name = nodeNameOf(judged.node);
  return schemasFor(catalogue, name, instance).flatMap((schema) => {
    const failures = catalogue.compiler
      .check(schema, instance)
      .filter((it) => !isForgiven(it, judged.isDisabled));
    return toFindings({ catalogue, schema, instance, path: judged.facts.path }, failures);
  });
}

/** The schemas that apply to a decoded node, which knows its own name. */
function schemasFor(
  catalogue: Catalogue,
  name: string,
  instance: DecodedNode,
): readonly LoadedSchema[] {
  const compatibles = stringsOf(instance.get('compatible'));
  const described = catalogue.selects.byCompatible(compatibles);
  const selected = catalogue.selects.selected(
    { name, compatibles, has: (it) => instance.has(it) },
    (schema, select) => catalogue.compiler.holds(schema, select, instance),
  );
  return described === undefined ? selected : [described, ...selected];
}

/** A binding's example is wrapped in a node that is not itself judged. */
export function isExampleWrapper(node: BindingNode): boolean {
  return node.name.includes('example-') || node.children.some((it) => it.name === 'example-0');
}

/** A disabled node may be incomplete: the board that enables it fills in the rest. */
function isForgiven(failure: Failure, isDisabled: boolean): boolean {
  const status = isDecodedNode(failure.value) ? failure.value.get('status') : undefined;
  if (!isDisabled && !stringsOf(status).includes('disabled')) return false;
  return [failure, ...failure.branches.flat()].some(isAboutAbsence);
}

function isAboutAbsence(failure: Failure): boolean {
  const steps = failure.schemaPath.split('/');
  return steps.includes('required') || steps.includes('unevaluatedProperties');
}

function stringsOf(value: Decoded | undefined): readonly string[] {
  if (!Array.isArray(value)) return [];
  const list: readonly unknown[] = value;
  return list.filter((it) => typeof it === 'string');
}
