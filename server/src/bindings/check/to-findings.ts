/**
 * Failures of keywords → findings about nodes, properties and items, worded for people. A failure that two parts of a
 * schema report in the same words is one finding. Absent and unknown members are reported on the node, the latter with
 * the member's name.
 */
import type { BindingFinding } from '../binding-node';
import type { Catalogue } from '../catalogue';
import { isDecodedNode, type Decoded, type DecodedNode } from '../decode/decoded';
import type { LoadedSchema } from '../schema';
import type { Failure } from './failure';
import { explanationOf } from './property-texts';
import { wordsFor } from './wording';

export interface JudgedNode {
  readonly catalogue: Catalogue;
  readonly schema: LoadedSchema;
  readonly instance: DecodedNode;
  /** Full path of the judged node. */
  readonly path: string;
}

/** The findings, in the order of the failures. */
export function toFindings(
  judged: JudgedNode,
  failures: readonly Failure[],
): readonly BindingFinding[] {
  const findings = new Map<string, BindingFinding>();
  for (const failure of failures.flatMap(oneEachName)) {
    const finding = toFinding(judged, failure);
    const key = [finding.path, finding.property, finding.item, finding.message].join('\0');
    if (!findings.has(key)) findings.set(key, finding);
  }
  return [...findings.values()];
}

/** `unevaluatedProperties` names all members at once. */
function oneEachName(failure: Failure): readonly Failure[] {
  const names = failure.params['names'];
  if (!Array.isArray(names)) return [failure];
  return names.map((name: unknown) => ({
    ...failure,
    params: { ...failure.params, additionalProperty: name },
  }));
}

function toFinding(judged: JudgedNode, failure: Failure): BindingFinding {
  const place = placeOf(judged, failure);
  const missing = failure.params['missingProperty'];
  const explanation = explanationOf(judged.catalogue, {
    schema: judged.schema,
    origin: judged.catalogue.compiler.originOf(failure),
    property: typeof missing === 'string' ? missing : place.property,
  });
  const consequence = explanation?.consequence;
  return {
    ...place,
    ...(typeof missing === 'string' ? { missing } : {}),
    keyword: failure.keyword,
    message: wordsFor(failure, explanation?.form),
    schemaId: judged.schema.id,
    schemaTitle: judged.schema.title,
    ...(consequence === undefined ? {} : { consequence }),
  };
}

type Place = Pick<BindingFinding, 'path' | 'property' | 'item'>;

function placeOf(judged: JudgedNode, failure: Failure): Place {
  const steps = failure.instancePath.split('/').slice(1).map(decodeStep);
  const member = failure.params['additionalProperty'];
  if (typeof member === 'string') steps.push(member);
  let path = judged.path;
  let node = judged.instance;
  for (const [index, step] of steps.entries()) {
    const value = node.get(step);
    if (!isDecodedNode(value)) {
      const item = itemAt(value, steps.slice(index + 1).map(Number));
      return { path, property: step, ...(item === undefined ? {} : { item }) };
    }
    path = path === '/' ? `/${step}` : `${path}/${step}`;
    node = value;
  }
  return { path };
}

function decodeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Index of the number or string that the steps lead to, counted through all rows. */
function itemAt(value: Decoded | undefined, steps: readonly number[]): number | undefined {
  const [row, column] = steps;
  if (row === undefined || !Array.isArray(value)) return undefined;
  const rows: readonly Decoded[] = value;
  const before = rows.slice(0, row).reduce<number>((sum, it) => sum + lengthOf(it), 0);
  return before + (column ?? 0);
}

function lengthOf(value: Decoded): number {
  return Array.isArray(value) ? value.length : 1;
}
