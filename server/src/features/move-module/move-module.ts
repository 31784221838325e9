/**
 * The refactoring *move module into domain*: a boot module's text, wherever its blocks stand, becomes one child node of
 * a domain, with its comments and labels, its `reg` in the domain's cells and its unit address right. All edits come
 * from one snapshot; what cannot be moved as text is refused with the reason.
 */
import type { FileId } from '../../lexer/token-chunk';
import { linesOf } from '../../lexer/source-file';
import { inheritedCells } from '../../memory/cells';
import { positionAt } from '../../text/line-index';
import { fileName } from '../../text/path';
import type { TextEdit } from '../../text/text-range';
import { baseName, childrenOf, type NodeRef } from '../../tree/node-ref';
import type { Analysis, Snapshot } from '../../workspace/snapshot';
import type { FileEdits } from '../code-action';
import { adaptReg, writtenReg, type WrittenReg } from './adapt-reg';
import { areConditionsWhole, conditionsAt } from './conditions';
import { addProperties, appendNode } from './insertion';
import { mergedText, type MergedText } from './merged-text';
import { newDomainText } from './new-domain';
import { pathReferences, type WrittenReference } from './path-references';
import { removalRange } from './statement-text';
import { writtenBlock, type Files, type Refusal, type WrittenBlock } from './written-block';

export type Move =
  | {
      readonly edits: FileEdits;
      /** The name of the new domain in its file as the edits leave it. */
      readonly renames?: { readonly file: FileId; readonly offset: number };
    }
  | Refusal;

export interface MovableModule {
  readonly analysis: Analysis;
  readonly node: NodeRef;
  readonly blocks: readonly WrittenBlock[];
  readonly reg?: WrittenReg;
  readonly files: Files;
  /** `&{/path}` references outside of its blocks that must follow it. */
  readonly references: readonly WrittenReference[];
  /** Its text under its new name and with `reg` in these cells; worked out once for each pair. */
  textFor(counts: Counts): Moved | Refusal;
}

interface Counts {
  readonly address: number;
  readonly size: number;
}

interface Moved extends MergedText {
  /** The node's full name, its unit address mended. */
  readonly name: string;
}

/** Finds the text of a module, or says why it cannot be moved. */
export function movableModule(
  snapshot: Snapshot,
  analysis: Analysis,
  node: NodeRef,
): MovableModule | Refusal {
  const files = (id: FileId) => snapshot.file(id);
  const blocks: WrittenBlock[] = [];
  for (const syntax of node.node.definitions) {
    const block = writtenBlock(syntax, files);
    if ('refusal' in block) return block;
    blocks.push(block);
  }
  if (blocks[0]?.syntax.target.kind !== 'name')
    return { refusal: 'nothing in the source names it' };
  const reg = writtenReg(analysis.tree, node);
  const references = pathReferences(analysis, blocks, node.path, files);
  const texts = new Map<string, Moved | Refusal>();
  const textFor = (counts: Counts) => {
    const key = `${counts.address} ${counts.size}`;
    const text = texts.get(key) ?? movedText(node, blocks, reg, counts, files);
    texts.set(key, text);
    return text;
  };
  return { analysis, node, blocks, files, references, textFor, ...(reg && { reg }) };
}

/** Moves a module to the end of an existing domain. */
export function moveIntoDomain(module: MovableModule, domain: NodeRef): Move {
  const target = insertionBlock(domain, module);
  if ('refusal' in target) return target;
  const cells = cellsIn(module, domain);
  const moved = module.textFor(cells);
  if ('refusal' in moved) return { refusal: `${moved.refusal} (in ${domain.node.name})` };
  if (domain.node.children.has(moved.name))
    return { refusal: `${domain.node.name} already has a node ${moved.name}` };
  const insertions = [
    ...(cells.missing.length > 0 ? [addProperties(target, cells.missing)] : []),
    appendNode(target, moved.text, moved.indentation),
  ];
  return withRemovals(module, target, insertions, `${domain.path}/${moved.name}`);
}

/** Moves a module into a new domain of that name at the end of `chosen`. */
export function moveIntoNewDomain(module: MovableModule, chosen: NodeRef, name: string): Move {
  const target = insertionBlock(chosen, module);
  if ('refusal' in target) return target;
  const counts = module.reg?.counts ?? { address: 2, size: 2 };
  const moved = module.textFor(counts);
  if ('refusal' in moved) return moved;
  const text = newDomainText(name, counts, moved.text, moved.indentation);
  const insertion = appendNode(target, text, { ...moved.indentation, base: '' });
  const move = withRemovals(module, target, [insertion], `${chosen.path}/${name}/${moved.name}`);
  if ('refusal' in move) return move;
  const { file } = target;
  const before = (move.edits.get(file.id) ?? []).slice(
    0,
    move.edits.get(file.id)?.indexOf(insertion),
  );
  const shift = before.reduce(
    (sum, { range, newText }) => sum + newText.length - (range.end - range.start),
    0,
  );
  const offset = insertion.range.start + shift + insertion.newText.indexOf(`${name} {`);
  return { ...move, renames: { file: file.id, offset } };
}

function movedText(
  node: NodeRef,
  blocks: readonly WrittenBlock[],
  reg: WrittenReg | undefined,
  counts: Counts,
  files: Files,
): Moved | Refusal {
  const first = reg?.entries[0];
  const name = first ? `${baseName(node.node.name)}@${first.start.toString(16)}` : node.node.name;
  const adapted = reg ? adaptReg(reg, counts, files) : undefined;
  if (adapted?.kind === 'refused') return { refusal: adapted.reason };
  const definitions = reg?.property.definitions ?? [];
  const of = definitions[definitions.length - 1];
  const value = adapted?.kind === 'rewritten' && of ? { of, text: adapted.text } : undefined;
  const merged = mergedText(blocks, { name, ...(value && { value }) }, files);
  return 'refusal' in merged ? merged : { ...merged, name };
}

/** The cells of the domain's children, and the lines that must be added so that they are declared there. */
function cellsIn(
  { analysis: { tree }, reg }: MovableModule,
  domain: NodeRef,
): Counts & { readonly missing: readonly string[] } {
  const inherited = inheritedCells(tree, domain) ?? { address: 2, size: 2 };
  const hasChildren = childrenOf(domain).some((it) => it.node.properties.has('reg'));
  const isDeclared = (name: string) => domain.node.properties.has(name);
  const areFree = !hasChildren && !isDeclared('#address-cells') && !isDeclared('#size-cells');
  const counts = areFree && reg !== undefined ? reg.counts : inherited;
  const missing = [
    ...(isDeclared('#address-cells') ? [] : [`#address-cells = <${counts.address}>;`]),
    ...(isDeclared('#size-cells') ? [] : [`#size-cells = <${counts.size}>;`]),
  ];
  return { address: counts.address, size: counts.size, missing };
}

/** The block that takes the text: the first that can be edited, preferably not a `&reference` block. */
function insertionBlock(node: NodeRef, module: MovableModule): WrittenBlock | Refusal {
  const named = node.node.definitions.filter((it) => it.target.kind === 'name');
  const others = node.node.definitions.filter((it) => it.target.kind !== 'name');
  let refusal = `nothing in the source writes ${node.path}`;
  for (const syntax of [...named, ...others]) {
    const block = writtenBlock(syntax, module.files);
    if (!('refusal' in block)) return block;
    refusal = `${node.node.name}: ${block.refusal}`;
  }
  return { refusal };
}

function withRemovals(
  module: MovableModule,
  target: WrittenBlock,
  insertions: readonly TextEdit[],
  newPath: string,
): Move {
  const refusal = conditionRefusal(module, target);
  if (refusal !== undefined) return refusal;
  const edits = new Map<FileId, TextEdit[]>();
  const add = (file: FileId, edit: TextEdit) => {
    const known = edits.get(file);
    if (known === undefined) edits.set(file, [edit]);
    else known.push(edit);
  };
  for (const { file, extent } of module.blocks)
    add(file.id, { range: removalRange(file, extent), newText: '' });
  for (const edit of insertions) add(target.file.id, edit);
  for (const { file, range, below } of module.references)
    add(file, { range, newText: `&{${newPath}${below}}` });
  for (const list of edits.values()) {
    list.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
    if (list.some((edit, i) => edit.range.start < (list[i - 1]?.range.end ?? 0)))
      return { refusal: 'its text and the domain overlap in the source' };
  }
  return { edits };
}

/** Text under an `#if` would hold without it in its new place, unless that place is under the same one. */
function conditionRefusal({ blocks }: MovableModule, target: WrittenBlock): Refusal | undefined {
  const there = new Set(conditionsAt(target.file, target.body.end).map((it) => it.start));
  for (const { file, range } of blocks) {
    const lost = conditionsAt(file, range.start).find(
      ({ start }) => file.id !== target.file.id || !there.has(start),
    );
    if (lost === undefined && areConditionsWhole(file, range)) continue;
    const { line } = positionAt(linesOf(file), lost?.start ?? range.start);
    const where = `${fileName(file.id)}:${line + 1}`;
    return lost === undefined
      ? { refusal: `an #if begins or ends inside it (${where})` }
      : { refusal: `it stands under an ${lost.name} (${where})` };
  }
  return undefined;
}
