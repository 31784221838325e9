/** A composed node in words: where it is in the tree, what it is to Xen, its phandle, and which blocks write it. */
import { kindLabel } from '../../model/boot-module';
import { hex } from '../../memory/format-number';
import type { NodeRef } from '../../tree/node-ref';
import type { Snapshot } from '../../workspace/snapshot';
import { describeChosen } from './describe-boot-args';
import { describeDomain } from './describe-domain';
import { placeText } from './describe-places';
import { describeRanges } from './describe-reg';
import { bullets, code, codeBlock, paragraphs } from './markdown';
import type { Subject } from './subject';

/** Blocks that are listed. */
const mostBlocks = 12;

/** What a node is; `docs` is what the bindings say about it. */
export function describeNode(subject: Subject, docs: string | undefined): string | undefined {
  const { snapshot, node: ref } = subject;
  const { node } = ref;
  const labels = node.labels.map((it) => `${it.name}: `).join('');
  const phandle = subject.phandle();
  const reg = node.properties.get('reg');
  return paragraphs([
    codeBlock(`${labels}${ref.path}`),
    xenRole(subject),
    reg && describeRanges(subject, reg),
    docs,
    phandle === undefined ? undefined : `phandle ${code(hex(phandle))}`,
    blocks(snapshot, ref),
  ]);
}

/** What Xen takes the node for. */
function xenRole({ model, target, node: { node } }: Subject): string | undefined {
  if (target.xen === undefined) return undefined;
  if (model.isXenBoot && model.chosen?.node === node) return describeChosen(model);
  const module = model.modules.find((it) => it.node.node === node);
  if (module !== undefined) {
    const owner = module.domain ? `domain ${code(module.domain.node.name)}` : 'dom0';
    const how =
      module.decidedBy === 'position'
        ? ': the node does not say so, Xen goes by the order of such modules'
        : '';
    return `Boot module of ${owner}: ${kindLabel(module.kind)}${how}.`;
  }
  const domain = model.domains.find((it) => it.node.node === node);
  if (domain !== undefined) return describeDomain(model, domain);
  const passed = model.passedBy.find((it) => it.node.node === node);
  return passed && `Boot module that Xen does not see: it is ${passed.because}.`;
}

function blocks(snapshot: Snapshot, { node }: NodeRef): string | undefined {
  const places = node.definitions.slice(0, mostBlocks).map((it) => placeText(snapshot, it.target));
  const [first] = places;
  if (places.length === 1) return first && `Written at ${first}.`;
  const more = node.definitions.length - places.length;
  const lines = places.map((it) => it ?? 'unknown place');
  if (lines.length === 0) return undefined;
  return paragraphs([
    'Written by, oldest first:',
    bullets(more > 0 ? [...lines, `and ${more} more`] : lines),
  ]);
}
