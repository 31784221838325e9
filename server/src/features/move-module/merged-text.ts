/**
 * One text for a node that several blocks write, as dtc would merge them (livetree.c merge_nodes): a later value takes
 * the place of the earlier one, what is new comes behind the properties, child nodes come last. The first block keeps
 * its text, comments and layout; the later ones are worked into it.
 */
import { sourceFile, textBetween } from '../../lexer/source-file';
import { chunkItems } from '../../preprocessor/chunk-items';
import { applyTextEdits } from '../../rules/apply-edits';
import type { PropertySyntax } from '../../syntax/ast';
import type { TextEdit, TextRange } from '../../text/text-range';
import { reindent, stepOf, type Indentation } from './indentation';
import { commentsIn, indentAt, removalRange } from './statement-text';
import {
  verbatimRange,
  type Files,
  type Refusal,
  type WrittenBlock,
  type WrittenStatement,
} from './written-block';

export interface MergedText {
  /** With its comments and its last line end; as indented as the first block was. */
  readonly text: string;
  readonly indentation: Indentation;
}

export interface Changes {
  /** The node's full name. */
  readonly name: string;
  /** A property whose value is replaced. */
  readonly value?: { readonly of: PropertySyntax; readonly text: string };
}

interface Piece {
  readonly block: WrittenBlock;
  readonly statement: WrittenStatement;
}

/** The text of a node written by `blocks`, oldest first. */
export function mergedText(
  blocks: readonly WrittenBlock[],
  changes: Changes,
  files: Files,
): MergedText | Refusal {
  const [first, ...later] = blocks;
  if (first === undefined) return { refusal: 'nothing writes it' };
  const refusal = refusalOf(first, later);
  if (refusal !== undefined) return refusal;
  const winners = winningProperties(blocks);
  const edits = [
    ...headerEdits(first, later, changes, files),
    ...propertyEdits(first, winners, changes, files),
    ...appendedEdits(first, later, winners, changes, files),
  ];
  const { start, end } = first.extent.hasLines ? first.extent : first.range;
  const shifted = edits
    .map(({ range, newText }) => ({
      range: { start: range.start - start, end: range.end - start },
      newText,
    }))
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const own = applyTextEdits(textBetween(first.file, start, end), shifted);
  const text = later.flatMap((it) => looseComments(it, first)).join('') + own;
  return { text, indentation: indentationOf(first) };
}

/** How a block is indented, and what one step in it is. */
export function indentationOf(block: WrittenBlock): Indentation {
  const inner = block.statements.find((it) => it.extent.hasLines);
  return {
    base: indentAt(block.file, block.range.start),
    step: stepOf(block.file, block.range.start, inner?.range.start),
  };
}

function refusalOf(first: WrittenBlock, later: readonly WrittenBlock[]): Refusal | undefined {
  const children = new Set(childNames(first));
  for (const block of later) {
    const { start, end } = block.extent;
    const text = sourceFile(block.file.id, textBetween(block.file, start, end));
    if (text.chunks.some((it) => chunkItems(it).length > 0))
      return { refusal: 'a later block that adds to it holds preprocessor directives' };
    for (const { syntax } of block.statements)
      if (syntax.kind === 'delete-node' || syntax.kind === 'omit-node')
        return { refusal: 'a later block deletes or marks child nodes of it' };
    for (const name of childNames(block)) {
      if (children.has(name)) return { refusal: `several blocks write its child node ${name}` };
      children.add(name);
    }
  }
  return undefined;
}

function childNames(block: WrittenBlock): readonly string[] {
  return block.statements.flatMap(({ syntax }) =>
    syntax.kind === 'node' && syntax.target.kind === 'name' ? [syntax.target.text] : [],
  );
}

/** The last definition of each property that no later block deletes. */
function winningProperties(blocks: readonly WrittenBlock[]): ReadonlyMap<string, Piece> {
  const winners = new Map<string, Piece>();
  for (const block of blocks) {
    for (const statement of block.statements) {
      const { syntax } = statement;
      if (syntax.kind === 'property') winners.set(syntax.name.text, { block, statement });
      else if (syntax.kind === 'delete-property') winners.delete(syntax.target.text);
    }
  }
  return winners;
}

/** The new name, and in front of it the labels that later blocks gave. */
function headerEdits(
  first: WrittenBlock,
  later: readonly WrittenBlock[],
  changes: Changes,
  files: Files,
): readonly TextEdit[] {
  const range = verbatimRange(first.syntax.target, files);
  if (range === undefined) return [];
  const labels = later.flatMap((it) => it.syntax.labels.map((label) => `${label.name}: `));
  return [{ range, newText: labels.join('') + changes.name }];
}

/** What becomes of the first block's own properties. */
function propertyEdits(
  first: WrittenBlock,
  winners: ReadonlyMap<string, Piece>,
  changes: Changes,
  files: Files,
): readonly TextEdit[] {
  return first.statements.flatMap((statement): readonly TextEdit[] => {
    const { syntax, range, extent } = statement;
    if (syntax.kind !== 'property') return [];
    const winner = winners.get(syntax.name.text);
    if (winner === undefined) return [{ range: removalRange(first.file, extent), newText: '' }];
    if (winner.statement === statement) return valueEdit(syntax, changes, files);
    return [
      {
        range,
        newText: commentsOf(winner, first) + pieceText(winner, changes, files, first, false),
      },
    ];
  });
}

/** The comments around a statement, one line each: they go above where the statement takes another one's place. */
function commentsOf({ block, statement }: Piece, first: WrittenBlock): string {
  const { base, step } = indentationOf(first);
  const inner = base + step;
  const { range, extent } = statement;
  const around = commentsIn(block.file, extent).filter(
    ({ start, end }) => end <= range.start || start >= range.end,
  );
  return around
    .map(({ start, end }) => `${textBetween(block.file, start, end)}\n${inner}`)
    .join('');
}

/** The comments of a later block that belong to none of its statements, one line each, indented as the first block. */
function looseComments(block: WrittenBlock, first: WrittenBlock): readonly string[] {
  const { base } = indentationOf(first);
  return commentsIn(block.file, block.extent)
    .filter(
      ({ start }) =>
        !block.statements.some(({ extent }) => extent.start <= start && start < extent.end),
    )
    .map(({ start, end }) => {
      const text = textBetween(block.file, start, end);
      const from = { base: indentAt(block.file, start), step: indentationOf(block).step };
      return `${base}${reindent(from.base + text, from, indentationOf(first)).trimStart()}\n`;
    });
}

/** What the later blocks add: properties behind the first block's last property, nodes at its end. */
function appendedEdits(
  first: WrittenBlock,
  later: readonly WrittenBlock[],
  winners: ReadonlyMap<string, Piece>,
  changes: Changes,
  files: Files,
): readonly TextEdit[] {
  const known = new Set(first.statements.flatMap(({ syntax }) => nameOf(syntax)));
  const properties = [...winners.values()].filter(
    ({ block, statement }) =>
      block !== first && !nameOf(statement.syntax).some((it) => known.has(it)),
  );
  const nodes = later.flatMap((block) =>
    block.statements
      .filter((it) => it.syntax.kind === 'node')
      .map((statement): Piece => ({ block, statement })),
  );
  const lastProperty = first.statements.findLast((it) => it.syntax.kind !== 'node');
  const last = first.statements[first.statements.length - 1];
  return [
    ...appended(first, lastProperty, properties, changes, files),
    ...appended(first, last, nodes, changes, files),
  ];
}

function nameOf(syntax: WrittenStatement['syntax']): readonly string[] {
  return syntax.kind === 'property' ? [syntax.name.text] : [];
}

function appended(
  first: WrittenBlock,
  behind: WrittenStatement | undefined,
  pieces: readonly Piece[],
  changes: Changes,
  files: Files,
): readonly TextEdit[] {
  if (pieces.length === 0) return [];
  const lines = pieces.map((it) => pieceText(it, changes, files, first, true));
  const at = behind?.extent.hasLines ? behind.extent.end : (behind?.range.end ?? first.body.start);
  const range = { start: at, end: at };
  if (behind?.extent.hasLines) return [{ range, newText: lines.join('') }];
  const joined = lines
    .join('')
    .trim()
    .replace(/\s*\n\s*/g, ' ');
  return [{ range, newText: ` ${joined}${behind ? '' : ' '}` }];
}

/** A later block's statement, indented as the first block's; with its comments and line end when `isWhole`. */
function pieceText(
  { block, statement }: Piece,
  changes: Changes,
  files: Files,
  first: WrittenBlock,
  isWhole: boolean,
): string {
  const { syntax, range, extent } = statement;
  const isLines = isWhole && extent.hasLines;
  const own: TextRange = isLines ? extent : range;
  const edits = syntax.kind === 'property' ? valueEdit(syntax, changes, files) : [];
  const shifted = edits.map((it) => ({
    range: { start: it.range.start - own.start, end: it.range.end - own.start },
    newText: it.newText,
  }));
  const text = applyTextEdits(textBetween(block.file, own.start, own.end), shifted);
  const target = indentationOf(first);
  const from = { base: indentAt(block.file, range.start), step: indentationOf(block).step };
  const to = { base: target.base + target.step, step: target.step };
  const moved = reindent(isLines ? text : from.base + text, from, to);
  if (isLines) return moved.endsWith('\n') ? moved : `${moved}\n`;
  return isWhole ? `${moved}\n` : moved.trimStart();
}

function valueEdit(syntax: PropertySyntax, changes: Changes, files: Files): readonly TextEdit[] {
  if (changes.value?.of !== syntax || syntax.value === undefined) return [];
  const range = verbatimRange(syntax.value, files);
  return range === undefined ? [] : [{ range, newText: changes.value.text }];
}
