/** A tree in plain lists, so that two can be compared with the order of their entries and the syntax they name. */
import type { Place } from '../../server/src/preprocessor/problem';
import type { DeviceTree, DtNode, DtProperty } from '../../server/src/tree/dt-node';

/** Numbers for objects: the same object has the same number. */
export function numbering(): (it: object) => number {
  const numbers = new Map<object, number>();
  return (it) => {
    const number = numbers.get(it) ?? numbers.size;
    numbers.set(it, number);
    return number;
  };
}

type Numbering = ReturnType<typeof numbering>;

/** All that a tree says; spans and syntax as numbers. */
export function treeSummary(tree: DeviceTree, number: Numbering): unknown {
  return {
    ...tree,
    root: nodeSummary(tree.root, number),
    bootCpu: tree.bootCpu && nodeSummary(tree.bootCpu, number),
    memReserves: tree.memReserves.map(number),
    dangling: tree.dangling.map(({ text, from, to }) => [text, from, to]),
    problems: tree.problems.map((it) => [
      it.code,
      it.severity,
      it.message,
      placeSummary(it.at, number),
      it.related?.map(({ at, message }) => [placeSummary(at, number), message]),
    ]),
  };
}

/** References to a fragment's target path are made where they are needed: only what they span is the same. */
function placeSummary(at: Place, number: Numbering): unknown {
  return 'from' in at ? [number(at.stream), at.from, at.to] : number(at);
}

/** All that a node says, with what is below it. */
export function nodeSummary(node: DtNode, number: Numbering): unknown {
  return {
    ...node,
    labels: node.labels.map(number),
    at: number(node.at),
    definitions: node.definitions.map(number),
    properties: [...node.properties].map(([name, it]) => [name, propertySummary(it, number)]),
    children: [...node.children].map(([name, it]) => [name, nodeSummary(it, number)]),
    deletions: node.deletions.map((it) => [
      it.kind,
      it.name,
      number(it.at),
      it.was &&
        (it.kind === 'node' ? nodeSummary(it.was, number) : propertySummary(it.was, number)),
    ]),
  };
}

/** All that a property says. */
export function propertySummary(property: DtProperty, number: Numbering): unknown {
  return {
    ...property,
    labels: property.labels.map(number),
    at: number(property.at),
    definitions: property.definitions.map(number),
    parts: property.parts.map((it) => ({ kind: it.kind, from: it.from, to: it.to })),
  };
}

/** The paths of what is the same in both trees and yet not the same object. */
export function notShared(old: DtNode, now: DtNode): readonly string[] {
  const found: string[] = [];
  compareNodes(old, now, '', numbering(), found);
  return found;
}

/** Whether the two nodes say the same. */
function compareNodes(
  old: DtNode,
  now: DtNode,
  path: string,
  number: Numbering,
  found: string[],
): boolean {
  const text = (it: unknown) => JSON.stringify(it);
  for (const [name, it] of now.properties) {
    const before = old.properties.get(name);
    if (before === undefined || before === it) continue;
    if (text(propertySummary(before, number)) === text(propertySummary(it, number)))
      found.push(`${path}:${name}`);
  }
  let areChildrenSame = old.children.size === now.children.size;
  const names = [...old.children.keys()];
  for (const [i, [name, it]] of [...now.children].entries()) {
    const before = old.children.get(name);
    const isSame =
      before !== undefined &&
      (before === it || compareNodes(before, it, `${path}/${name}`, number, found));
    areChildrenSame &&= isSame && names[i] === name;
  }
  if (areChildrenSame && old.children !== now.children) found.push(`${path}: children`);
  const own = (it: DtNode) => text(nodeSummary({ ...it, children: new Map() }, number));
  const properties = ({ properties: map }: DtNode) =>
    text([...map.values()].map((it) => propertySummary(it, number)));
  if (old.properties !== now.properties && properties(old) === properties(now))
    found.push(`${path}: properties`);
  const isSame = areChildrenSame && own(old) === own(now);
  if (isSame && old !== now) found.push(`${path}: node`);
  return isSame;
}
