/**
 * Nodes that make sense below the node at hand: a block for each kind of child that its schemas know, named as Xen's
 * documents name it (Xen docs/misc/arm/device-tree/booting.txt and its neighbours), and the standard children of the
 * root (Devicetree Specification 3).
 */
import { textBetween } from '../../lexer/source-file';
import { compatiblesAt, type CompatibleOffer } from '../../bindings/knowledge/compatible-knowledge';
import { compatibleMarkdown } from '../binding-docs';
import { placeAt, placeOfChild } from '../binding-place';
import type { CompletionItem } from './completion-item';
import { sortKey, type InputOf } from './completion-input';
import { isGeneric, usualName } from './usual-names';

interface RootChild {
  /** A final `@` wants an address, and the cursor goes behind it. */
  readonly name: string;
  readonly detail: string;
  readonly body: readonly string[];
}

const rootChildren: readonly RootChild[] = [
  { name: 'chosen', detail: 'console, command lines, boot modules and domains', body: [] },
  { name: 'aliases', detail: 'short names of nodes', body: [] },
  { name: 'memory@', detail: 'RAM', body: ['device_type = "memory";', 'reg = <>;'] },
  {
    name: 'reserved-memory',
    detail: 'RAM that is set aside',
    body: ['#address-cells = <2>;', '#size-cells = <2>;', 'ranges;'],
  },
  { name: 'cpus', detail: 'the processors', body: ['#address-cells = <1>;', '#size-cells = <0>;'] },
];

/** Blocks that can be begun here; empty at the top level. */
export function nodeNameItems(input: InputOf<'statement'>): readonly CompletionItem[] {
  const { snapshot, position, state } = input;
  const place = placeAt(position);
  if (place === undefined || state.typed.startsWith('/')) return [];
  const rest = textBetween(position.file, state.range.end, state.range.end + 200);
  if (/^\s*[={;:@]/.test(rest)) return [];
  if (place.path.length === 0) return rootItems(input);
  const offers = compatiblesAt(snapshot.catalogue, placeOfChild(place, 'node'));
  return offers
    .filter((it) => it.deprecated === undefined)
    .flatMap((it, i) => childItem(input, it, i));
}

function rootItems({ position, state }: InputOf<'statement'>): readonly CompletionItem[] {
  const known = [...(position.node?.node.children.keys() ?? [])];
  return rootChildren
    .filter(({ name }) => name.endsWith('@') || !known.includes(name))
    .map(({ name, detail, body }, i): CompletionItem => ({
      label: name,
      kind: 'node',
      detail,
      edit: { range: state.range, ...blockText(name, body) },
      filterText: name,
      sortText: `${sortKey(4)}${sortKey(i)}`,
    }));
}

/** A block; the cursor goes behind a name that wants an address, else to a new line at the end. */
function blockText(name: string, body: readonly string[]): { newText: string; cursor: number } {
  const lines = body.map((it) => `\n\t${it}`).join('');
  if (name.endsWith('@')) return { newText: `${name} {${lines}\n};`, cursor: name.length };
  const head = `${name} {${lines}\n\t`;
  return { newText: `${head}\n};`, cursor: head.length };
}

/** A block with the complete list of compatible strings; generic strings alone make no child worth offering. */
function childItem(
  { position, state }: InputOf<'statement'>,
  offer: CompatibleOffer,
  rank: number,
): readonly CompletionItem[] {
  const usual = usualName(offer.value);
  if (usual === undefined || isGeneric(offer.value)) return [];
  const isModule = usual === 'module@';
  const taken = position.node?.node.children ?? new Map<string, unknown>();
  const name = numbered(usual, (it) => taken.has(it));
  const list = offer.list.map((it) => `"${it}"`).join(', ');
  const body = [`compatible = ${list};`, ...(isModule ? ['reg = <>;'] : [])];
  return [
    {
      label: `${name} ${offer.value}`,
      kind: 'node',
      detail: offer.meaning,
      documentation: compatibleMarkdown(offer),
      edit: { range: state.range, ...blockText(name, body) },
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
