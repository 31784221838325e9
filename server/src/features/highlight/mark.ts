/** What the words of a source file are, for colouring: standard names, so that every editor's theme knows them. */

/** What a stretch of text is. The order is that of the legend that clients are given. */
export const markKinds = [
  'comment',
  'keyword',
  'macro',
  'parameter',
  'class',
  'property',
  'variable',
  'number',
  'string',
] as const;

export type MarkKind = (typeof markKinds)[number];

/** What is done to it: a label or macro is declared, a node or property deleted. */
export const markModifiers = ['declaration', 'modification'] as const;

export type MarkModifier = (typeof markModifiers)[number];

/** A stretch of a chunk, in code units from the chunk's start. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly kind: MarkKind;
  readonly modifier?: MarkModifier;
}

/** A `{` or `}` of a block. */
export interface BraceMark {
  readonly from: number;
  readonly isOpen: boolean;
}

/** Marks are kept by the ten thousand: three numbers each. */
const numbersPerMark = 3;
const kindBits = 8;

/** Packs marks; `unpackMarks` gives them back. */
export function packMarks(marks: readonly Mark[]): Uint32Array {
  const packed = new Uint32Array(marks.length * numbersPerMark);
  let at = 0;
  for (const { from, kind, modifier, to } of marks) {
    const done = modifier === undefined ? 0 : markModifiers.indexOf(modifier) + 1;
    packed[at++] = from;
    packed[at++] = to;
    packed[at++] = markKinds.indexOf(kind) + (done << kindBits);
  }
  return packed;
}

/** The marks of a chunk, one by one. */
export function* unpackMarks(packed: Uint32Array): Generator<Mark> {
  for (let at = 0; at < packed.length; at += numbersPerMark) {
    const from = packed[at] ?? 0;
    const to = packed[at + 1] ?? 0;
    const code = packed[at + 2] ?? 0;
    const kind = markKinds[code & ((1 << kindBits) - 1)] ?? 'comment';
    const modifier = markModifiers[(code >> kindBits) - 1];
    yield modifier === undefined ? { from, to, kind } : { from, to, kind, modifier };
  }
}

/** Packs braces: where each is, and whether it opens. */
export function packBraces(braces: readonly BraceMark[]): Uint32Array {
  return Uint32Array.from(braces, ({ from, isOpen }) => from * 2 + Number(isOpen));
}

/** A brace that `packBraces` has packed. */
export function unpackBrace(packed: number): BraceMark {
  return { from: Math.floor(packed / 2), isOpen: packed % 2 === 1 };
}
