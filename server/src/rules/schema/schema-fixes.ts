/** The fixes of schema findings: the allowed value or the known name that was probably meant. */
import type { BindingFinding } from '../../bindings/binding-node';
import type { Catalogue } from '../../bindings/catalogue';
import type { PlaceContext } from '../../bindings/knowledge/applied-parts';
import { describeProperty, propertiesAt } from '../../bindings/knowledge/property-knowledge';
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { compatiblesOf, stringsOf, type StringItem } from '../../tree/value';
import type { Fix } from '../fix';
import { nearestName } from '../nearest-name';
import { renameProperty } from '../source-edits';

/** What the catalogue proposes instead of the value or name at fault; at most one fix. */
export function schemaFixes(
  catalogue: Catalogue,
  tree: DeviceTree,
  finding: BindingFinding,
  ref: NodeRef,
): readonly Fix[] {
  const name = finding.property;
  const property = name === undefined ? undefined : ref.node.properties.get(name);
  if (property === undefined) return [];
  if (isAboutName(finding)) return renameFix(catalogue, tree, property, ref);
  return valueFix(catalogue, tree, { finding, property, ref });
}

function isAboutName({ keyword, message }: BindingFinding): boolean {
  return (
    /^(additional|unevaluated)Properties$/.test(keyword) || message.startsWith('unknown property')
  );
}

function renameFix(
  catalogue: Catalogue,
  tree: DeviceTree,
  property: DtProperty,
  ref: NodeRef,
): readonly Fix[] {
  const known = propertiesAt(catalogue, placeContextOf(tree, ref)).map((it) => it.name);
  const nearest = nearestName(
    property.name,
    known.filter((it) => !ref.node.properties.has(it)),
  );
  if (nearest === undefined) return [];
  return [{ title: `Rename to "${nearest}"`, edits: renameProperty(property, nearest) }];
}

interface WrongValue {
  readonly finding: BindingFinding;
  readonly property: DtProperty;
  readonly ref: NodeRef;
}

function valueFix(
  catalogue: Catalogue,
  tree: DeviceTree,
  { finding, property, ref }: WrongValue,
): readonly Fix[] {
  const found = stringAt(tree, property, finding.item);
  if (found === undefined || found.isEmbedded) return [];
  const knowledge = describeProperty(catalogue, placeContextOf(tree, ref), property.name);
  const allowed = knowledge?.values.flatMap((it) => (typeof it.value === 'string' ? it.value : []));
  const nearest = nearestName(found.text, allowed ?? []);
  if (nearest === undefined) return [];
  const text = `"${nearest}"`;
  return [{ title: `Change to ${text}`, edits: [{ kind: 'replace', at: found.at, text }] }];
}

function stringAt(
  tree: DeviceTree,
  property: DtProperty,
  item: number | undefined,
): StringItem | undefined {
  if (!property.parts.every((it) => it.kind === 'string')) return undefined;
  const strings = stringsOf(tree, property) ?? [];
  return item === undefined && strings.length > 1 ? undefined : strings[item ?? 0];
}

/** Where a node is, as the schemas ask. */
export function placeContextOf(tree: DeviceTree, ref: NodeRef): PlaceContext {
  const way: NodeRef[] = [];
  for (let at = ref; at.parent !== undefined; at = at.parent) way.unshift(at);
  if (way.length === 0) return { path: [], compatibles: [compatiblesOf(tree, ref)] };
  return {
    path: way.map((it) => it.node.name),
    compatibles: way.map((it) => compatiblesOf(tree, it)),
  };
}
