/**
 * The shapes of Devicetree source as dtc's grammar knows them (dtc dt-parser.y), with every node naming the
 * stretch of tokens that it covers. Syntax carries no meaning: labels are not resolved, macros are already
 * expanded, and what could not be parsed stays as an `ErrorSyntax` so that no token is lost.
 */
import type { Problem } from '../preprocessor/problem';
import type { TokenSequence } from '../preprocessor/token-sequence';
import type { Span } from '../preprocessor/token-stream';

export interface FileSyntax {
  readonly kind: 'file';
  readonly statements: readonly Statement[];
  /** All tokens of the file; those of its statements, one after the other. */
  readonly sequence: TokenSequence;
}

export type Statement =
  | VersionSyntax
  | MemReserveSyntax
  | NodeSyntax
  | PropertySyntax
  | DeleteNodeSyntax
  | DeletePropertySyntax
  | OmitNodeSyntax
  | ErrorSyntax;

/** Every statement but a node: its tokens lie in one stream, one after the other. */
export type LeafStatement = Exclude<Statement, NodeSyntax>;

/** What the parser had to say about a statement; absent where it had nothing to say. */
export interface Reported {
  readonly problems?: readonly Problem[];
  /** Were the braces of the file in another balance, the statement might have ended elsewhere (see `balance.ts`). */
  readonly isOdd?: true;
}

/** `/dts-v1/;` or `/plugin/;` */
export interface VersionSyntax extends Span, Reported {
  readonly kind: 'version';
  readonly isPlugin: boolean;
}

/** `/memreserve/ address size;` in bytes. */
export interface MemReserveSyntax extends Span, Reported {
  readonly kind: 'memreserve';
  readonly labels: readonly LabelSyntax[];
  readonly address: bigint;
  readonly size: bigint;
}

/** `[labels] name { … };`, `/ { … };` or `[label] &reference { … };` */
export interface NodeSyntax extends Reported {
  readonly kind: 'node';
  readonly labels: readonly LabelSyntax[];
  readonly target: NodeTarget;
  /** `/omit-if-no-ref/` stands before it. */
  readonly isOmittable: boolean;
  readonly statements: readonly Statement[];
  /** Its first tokens, from the labels to the `{`, which is missing unless `hasBrace`. */
  readonly head: Span;
  readonly hasBrace: boolean;
  /** The `}` and its `;`; absent when the node is not closed. */
  readonly tail?: Span;
  /** What was wrong behind the statements; `problems` is what was wrong in the head. */
  readonly tailProblems?: readonly Problem[];
  /** How many tokens it has in all. */
  readonly width: number;
  /** Something in it, or the node itself, has problems. */
  readonly hasProblems: boolean;
  /** How many statements in it, the node itself included, are odd. */
  readonly oddities: number;
}

export type NodeTarget = ({ readonly kind: 'root' } & Span) | NameSyntax | ReferenceSyntax;

/** A node or property name: several tokens that touch, joined. */
export interface NameSyntax extends Span {
  readonly kind: 'name';
  readonly text: string;
}

export interface LabelSyntax extends Span {
  readonly kind: 'label';
  /** Without the colon. */
  readonly name: string;
}

/** `&label`, `&{/path}`. */
export interface ReferenceSyntax extends Span {
  readonly kind: 'reference';
  readonly form: 'label' | 'path';
  /** The label, or the path without braces. */
  readonly text: string;
}

export interface PropertySyntax extends Span, Reported {
  readonly kind: 'property';
  readonly labels: readonly LabelSyntax[];
  readonly name: NameSyntax;
  /** Absent for `name;`. */
  readonly value?: ValueSyntax;
}

export interface ValueSyntax extends Span {
  readonly kind: 'value';
  readonly parts: readonly ValuePart[];
  /** Labels on positions of the value. */
  readonly labels: readonly LabelSyntax[];
}

export type ValuePart = CellsPart | StringPart | BytesPart | ReferencePart | IncbinPart;

/** `<…>` or `/bits/ N <…>`. A reference holds all ones in `values` until phandles are known. */
export interface CellsPart extends Span {
  readonly kind: 'cells';
  readonly bits: 8 | 16 | 32 | 64;
  /** One number per cell: below 2^53 exact as `number` for up to 32 bits, `bigint` for 64. */
  readonly values: readonly (number | bigint)[];
  /** The token of the first cell; see `cellSpan` for the others. */
  readonly first: number;
  /** From and to of each cell, two numbers per cell; absent when each is one token and nothing stands between. */
  readonly extents?: readonly number[];
  readonly references: readonly CellReference[];
  /** Indexes of cells whose value could not be told (broken text). */
  readonly unknown: readonly number[];
}

export interface CellReference {
  /** Which cell of the group. */
  readonly index: number;
  readonly reference: ReferenceSyntax;
}

export interface StringPart extends Span {
  readonly kind: 'string';
  /** The bytes without the final NUL, one code unit (0–255) per byte: UTF-8 stays as bytes. */
  readonly bytes: string;
}

/** `[…]` */
export interface BytesPart extends Span {
  readonly kind: 'bytes';
  readonly bytes: readonly number[];
}

/** `&reference` outside angle brackets: the node's path as a string. */
export interface ReferencePart extends Span {
  readonly kind: 'path';
  readonly reference: ReferenceSyntax;
}

/** `/incbin/ ("file")` or `/incbin/ ("file", offset, length)`, both in bytes. */
export interface IncbinPart extends Span {
  readonly kind: 'incbin';
  readonly path: string;
  readonly pathSpan: Span;
  readonly offset?: bigint;
  readonly length?: bigint;
}

/** `/delete-node/ name;` or `/delete-node/ &reference;` */
export interface DeleteNodeSyntax extends Span, Reported {
  readonly kind: 'delete-node';
  readonly target: NameSyntax | ReferenceSyntax;
}

/** `/delete-property/ name;` */
export interface DeletePropertySyntax extends Span, Reported {
  readonly kind: 'delete-property';
  readonly target: NameSyntax;
}

/** `/omit-if-no-ref/ &reference;` */
export interface OmitNodeSyntax extends Span, Reported {
  readonly kind: 'omit-node';
  readonly target: ReferenceSyntax;
}

/** Tokens that fit no rule; the problem that goes with them says why. */
export interface ErrorSyntax extends Span, Reported {
  readonly kind: 'error';
}
