/**
 * Nodes that make sense below the node at hand: a block for each kind of child that its schemas know, named as Xen's
 * documents name it (Xen docs/misc/arm/device-tree/booting.txt and its neighbours), and the standard children of the
 * root (Devicetree Specification 3).
 */
import { compatiblesAt, type CompatibleOffer } from '../../bindings/knowledge/compatible-knowledge';
import { compatibleMarkdown } from '../binding-docs';
import { placeAt, placeOfChild } from '../binding-place';
import type { CompletionItem } from './completion-item';
import { sortKey, type InputOf } from './completion-input';

/** How a child with a compatible string is usually named; `#` stands for a free number, a final `@` wants an address. */
const usualNames: ReadonlyMap<string, string> = new Map([
  ['xen,domain', 'domU#'],
  ['xen,vcpu', 'vcpu#'],
  ['xen,cpupool', 'cpupool#'],
  ['xen,evtchn-v1', 'evtchn#'],
  ['xen,domain-shared-memory-v1', 'shared-mem@'],
]);

const rootChildren: ReadonlyMap<string, string> = new Map([
  ['chosen', 'what firmware and the board’s author chose: console, command lines, boot modules'],
  ['aliases', 'short names of nodes'],
  ['memory@', 'RAM'],
  ['reserved-memory', 'RAM that is set aside'],
  ['cpus', 'the processors'],
]);

/** Blocks that can be begun here; empty at the top level. */
export function nodeNameItems(input: InputOf<'statement'>): readonly CompletionItem[] {
  const { snapshot, position, state } = input;
  const place = placeAt(position);
  if (place === undefined || state.typed.startsWith('/')) return [];
  const rest = position.file.text.slice(state.range.end, state.range.end + 200);
  if (/^\s*[={;:@]/.test(rest)) return [];
  if (place.path.length === 0) return rootItems(input);
  const offers = compatiblesAt(snapshot.catalogue, placeOfChild(place, 'node'));
  return offers
    .filter((it) => it.deprecated === undefined)
    .flatMap((it, i) => childItem(input, it, i));
}

function rootItems({ position, state }: InputOf<'statement'>): readonly CompletionItem[] {
  const known = [...(position.node?.node.children.keys() ?? [])];
  return [...rootChildren]
    .filter(([name]) => name.endsWith('@') || !known.includes(name))
    .map(([name, detail], i): CompletionItem => {
      const head = name.endsWith('@') ? name : `${name} {\n\t`;
      const newText = name.endsWith('@') ? `${name} {\n\t\n};` : `${head}\n};`;
      return {
        label: name,
        kind: 'node',
        detail,
        edit: { range: state.range, newText, cursor: head.length },
        filterText: name,
        sortText: `${sortKey(4)}${sortKey(i)}`,
      };
    });
}

/** A block with the complete list of compatible strings; generic strings alone make no child worth offering. */
function childItem(
  { position, state }: InputOf<'statement'>,
  offer: CompatibleOffer,
  rank: number,
): readonly CompletionItem[] {
  const isModule = offer.value.startsWith('multiboot,');
  const usual = isModule ? 'module@' : usualNames.get(offer.value);
  if (usual === undefined || (isModule && offer.list.length < 2)) return [];
  const taken = position.node?.node.children ?? new Map<string, unknown>();
  const name = numbered(usual, (it) => taken.has(it));
  const list = offer.list.map((it) => `"${it}"`).join(', ');
  const reg = isModule ? '\n\treg = <>;' : '';
  const head = name.endsWith('@') ? name : `${name} {\n\tcompatible = ${list};\n\t`;
  const newText = name.endsWith('@')
    ? `${name} {\n\tcompatible = ${list};${reg}\n};`
    : `${head}\n};`;
  return [
    {
      label: `${name} ${offer.value}`,
      kind: 'node',
      detail: offer.meaning,
      documentation: compatibleMarkdown(offer),
      edit: { range: state.range, newText, cursor: head.length },
      filterText: `${name} ${offer.value}`,
      sortText: `${sortKey(4)}${sortKey(rank)}`,
    },
  ];
}

/** The name with the first free number in place of its `#`; domains count from 1 as Xen does, all others from 0. */
function numbered(name: string, isTaken: (name: string) => boolean): string {
  if (!name.endsWith('#')) return name;
  const stem = name.slice(0, -1);
  let number = stem === 'domU' ? 1 : 0;
  while (isTaken(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}
