/**
 * The nodes and labels that a file writes, to be found by name from anywhere. They are told by the tokens of the file
 * alone: no context is read for them, and inactive text has its own.
 */
import { memo } from '../base/memo';
import type { SourceFile } from '../lexer/source-file';
import type { TextRange } from '../text/text-range';
import type { ChunkMarks } from './highlight/chunk-marks';
import { fileMarks } from './highlight/file-marks';
import { unpackBrace, unpackMarks, type Mark } from './highlight/mark';

export interface FileSymbol {
  /** `serial@9000000`, `uart0`. */
  readonly name: string;
  readonly kind: 'node' | 'label';
  readonly range: TextRange;
  /** The blocks around it as they are written: `/ soc`, `&i2c0`; "" at the top. */
  readonly container: string;
}

/** The symbols of a file whose names hold the letters of the query in order, in any case. */
export function symbolsMatching(file: SourceFile, query: string): readonly FileSymbol[] {
  const letters = query.toLowerCase();
  return symbolsOf(file).filter((it) => holdsInOrder(it.name.toLowerCase(), letters));
}

function holdsInOrder(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const symbolsOf = memo((file: SourceFile): readonly FileSymbol[] => {
  const walk: Walk = { symbols: [], blocks: [], name: '' };
  let start = 0;
  for (const marks of fileMarks(file)) {
    addSymbols(walk, marks, start);
    start += marks.chunk.text.length;
  }
  return walk.symbols;
});

interface Walk {
  readonly symbols: FileSymbol[];
  /** The names of the open blocks. */
  readonly blocks: string[];
  /** The name that the next block will have. */
  name: string;
}

function addSymbols(walk: Walk, { braces, chunk, marks }: ChunkMarks, start: number): void {
  const { blocks, symbols } = walk;
  let brace = 0;
  const passBraces = (to: number) => {
    for (; brace < braces.length; brace++) {
      const { from, isOpen } = unpackBrace(braces[brace] ?? 0);
      if (from >= to) return;
      if (isOpen) blocks.push(walk.name);
      else blocks.pop();
    }
  };
  for (const mark of unpackMarks(marks)) {
    passBraces(mark.from);
    const text = chunk.text.slice(mark.from, mark.to);
    const isTop = text === '/' || (isReference(mark) && startsLine(chunk.text, mark.from));
    // Branches of a conditional may open a block twice: what stands at the top shows where it ends.
    if (isTop) blocks.length = 0;
    if (isReference(mark) || isNode(mark)) walk.name = nameAt(chunk.text, mark);
    if (!isLabel(mark) && (!isNode(mark) || text === '/')) continue;
    const kind = isLabel(mark) ? 'label' : 'node';
    const name = isLabel(mark) ? text : walk.name;
    const range = { start: start + mark.from, end: start + mark.from + name.length };
    symbols.push({ name, kind, range, container: blocks.join(' ') });
  }
  passBraces(Infinity);
}

function isNode({ kind, modifier }: Mark): boolean {
  return kind === 'class' && modifier === undefined;
}

function isLabel({ kind, modifier }: Mark): boolean {
  return kind === 'variable' && modifier === 'declaration';
}

function isReference({ kind, modifier }: Mark): boolean {
  return kind === 'variable' && modifier === undefined;
}

function startsLine(text: string, at: number): boolean {
  return at === 0 || /[\r\n]/.test(text[at - 1] ?? '');
}

/** The name with its unit address, which is a mark of its own. */
function nameAt(text: string, { from, to }: Mark): string {
  const behind = text[to] === '@' ? /^@[\w,.+-]*/.exec(text.slice(to, to + longestAddress)) : null;
  return text.slice(from, to) + (behind?.[0] ?? '');
}

const longestAddress = 100;
