/** The keywords of the language where a statement can begin or a value goes on (dtc dtc-lexer.l, dt-parser.y). */
import type { CompletionItem } from './completion-item';
import { sortKey, type InputOf } from './completion-input';

interface Keyword {
  readonly label: string;
  readonly detail: string;
  /** `|` marks where the cursor goes. */
  readonly text: string;
}

const topKeywords: readonly Keyword[] = [
  { label: '/dts-v1/', detail: 'the version of the format; comes first', text: '/dts-v1/;' },
  { label: '/plugin/', detail: 'makes the file an overlay', text: '/plugin/;' },
  { label: '/memreserve/', detail: 'address and size that are never RAM', text: '/memreserve/ |;' },
  { label: '/include/', detail: 'another file, read by dtc itself', text: '/include/ "|"' },
  { label: '/delete-node/', detail: 'takes a node away', text: '/delete-node/ &|;' },
  {
    label: '/omit-if-no-ref/',
    detail: 'keeps a node only if it is referred to',
    text: '/omit-if-no-ref/ &|;',
  },
  { label: '/ { }', detail: 'the root node', text: '/ {\n\t|\n};' },
];

const nodeKeywords: readonly Keyword[] = [
  { label: '/delete-node/', detail: 'takes a child node away', text: '/delete-node/ |;' },
  { label: '/delete-property/', detail: 'takes a property away', text: '/delete-property/ |;' },
  {
    label: '/omit-if-no-ref/',
    detail: 'keeps the node only if it is referred to',
    text: '/omit-if-no-ref/ ',
  },
  { label: '/include/', detail: 'another file, read by dtc itself', text: '/include/ "|"' },
];

const valueKeywords: readonly Keyword[] = [
  { label: '/bits/', detail: 'cells of 8, 16, 32 or 64 bits', text: '/bits/ | <>' },
  { label: '/incbin/', detail: 'the bytes of a file', text: '/incbin/("|")' },
];

/** Keywords for the place. */
export function keywordItems({
  position,
  state,
}: InputOf<'statement' | 'value'>): readonly CompletionItem[] {
  if (state.kind === 'value') return state.needsComma ? [] : itemsOf(valueKeywords, state.range);
  const isTop = position.blocks.length === 0 && !isInsideIncluded(position);
  if (!isTop) return itemsOf(nodeKeywords, state.range);
  // Only here: the text of a large file is put together for who asks for it.
  const { text } = position.file;
  const top = topKeywords.filter(({ label }) => label !== '/dts-v1/' || !text.includes(label));
  return itemsOf(top, state.range);
}

/** In a file that is included inside of a node the top is not the tree's top. */
function isInsideIncluded(position: InputOf<'statement'>['position']): boolean {
  return position.node !== undefined;
}

function itemsOf(
  keywords: readonly Keyword[],
  range: CompletionItem['edit']['range'],
): readonly CompletionItem[] {
  return keywords.map(({ label, detail, text }): CompletionItem => {
    const cursor = text.indexOf('|');
    const newText = text.replace('|', '');
    return {
      label,
      kind: 'keyword',
      detail,
      edit: { range, newText, ...(cursor >= 0 && { cursor }) },
      filterText: label,
      sortText: `${sortKey(9)}${label}`,
    };
  });
}
