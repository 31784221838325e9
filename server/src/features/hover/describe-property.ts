/** A composed property in words: its final value, what the value says, and who wrote and overrode it. */
import { formatSize } from '../../memory/format-number';
import { domainCompatible, listsInAnyCase } from '../../model/xen-names';
import { readU64, valueOf } from '../../model/xen-property';
import { spanText } from '../../preprocessor/token-stream';
import type { PropertySyntax } from '../../syntax/ast';
import type { DtProperty } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { compatiblesOf } from '../../tree/value';
import type { Snapshot } from '../../workspace/snapshot';
import { describeReaders } from './describe-boot-args';
import { placeText } from './describe-places';
import { describeRanges } from './describe-reg';
import { bullets, code, codeBlock, paragraphs } from './markdown';
import type { Subject } from './subject';

/** Value, meaning and history of a property; `docs` is what the bindings say about it. */
export function describeProperty(
  subject: Subject,
  property: DtProperty,
  docs: string | undefined,
): string | undefined {
  const { snapshot, target, model, node } = subject;
  const winner = property.definitions[property.definitions.length - 1];
  return paragraphs([
    winner && codeBlock(statementText(winner)),
    describeRanges(subject, property) ?? domainMemory(subject, property),
    target.xen && describeReaders(model, node, property),
    docs,
    history(snapshot, node, property),
  ]);
}

function statementText({ name, value }: PropertySyntax): string {
  return value ? `${name.text} = ${spanText(value)};` : `${name.text};`;
}

/** A domain's `memory` counts KiB (Xen docs/misc/arm/device-tree/booting.txt). */
function domainMemory(
  { model: { tree }, node }: Subject,
  property: DtProperty,
): string | undefined {
  if (property.name !== 'memory') return undefined;
  if (!listsInAnyCase(compatiblesOf(tree, node), domainCompatible)) return undefined;
  const kib = valueOf(readU64(tree, node, 'memory'));
  return kib === undefined ? undefined : `${formatSize(kib * 1024n)} (${kib} KiB).`;
}

/** Who wrote it, newest first; one writer needs no list. */
function history(snapshot: Snapshot, node: NodeRef, property: DtProperty): string | undefined {
  const writers = property.definitions
    .map((it, i) => {
      const place = placeText(snapshot, it) ?? 'unknown place';
      const isLast = i === property.definitions.length - 1;
      const value = it.value ? code(spanText(it.value)) : 'present';
      return isLast ? `${value}: ${place}` : `~~${value}~~ overridden: ${place}`;
    })
    .reverse();
  const deletions = node.node.deletions.flatMap((it) =>
    it.kind === 'property' && it.name === property.name
      ? [`deleted before: ${placeText(snapshot, it.at) ?? 'unknown place'}`]
      : [],
  );
  const place = property.definitions[0] && placeText(snapshot, property.definitions[0]);
  if (writers.length + deletions.length < 2) return place && `Written at ${place}.`;
  return paragraphs(['Written by, newest first:', bullets([...writers, ...deletions])]);
}
