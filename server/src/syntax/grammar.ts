/**
 * The grammar: from tokens to statements, never failing. One function per statement of dtc's grammar (dt-parser.y), open
 * nodes on a list of their own so that nesting costs no stack. Recovery is three words: report once, skip to the
 * next statement, go on. What was skipped becomes an `ErrorSyntax`, so every token belongs to something.
 */
import { TokenKind } from '../lexer/token-kind';
import type { LabelSyntax, NameSyntax, NodeTarget } from './ast';
import { columnOf } from './balance';
import {
  describeHere,
  gapHere,
  kindAt,
  report,
  spanFrom,
  spanHere,
  touches,
  type Cursor,
} from './cursor';
import {
  readDeleteNode,
  readDeleteProperty,
  readMemReserve,
  reportPropertyAfterNode,
} from './directives';
import { keywordHere, readLabels, readName, readReference, skipKeyword, startsName } from './names';
import {
  addLeaf,
  closeAtEnd,
  closeByColumn,
  closeNode,
  innermost,
  openNode,
  skip,
  type Body,
  type NodeHead,
} from './open-nodes';
import { expectSemicolon, isStatementEnd, startsLine } from './recovery';
import { readValue } from './value';

/** Reads statements until the end of the stream, every node closed. */
export function readAll(cursor: Cursor, bodies: Body[]): void {
  while (!isAtEnd(cursor, bodies)) readOne(cursor, bodies);
}

/** Whether all is read and every node closed. */
export function isAtEnd({ at, stream }: Cursor, bodies: readonly Body[]): boolean {
  return at >= stream.length && bodies.length <= 1;
}

/** Reads one statement, or the beginning or the end of a node; moves the cursor, or closes a node. */
export function readOne(cursor: Cursor, bodies: Body[]): void {
  const before = cursor.at;
  const depth = bodies.length;
  step(cursor, bodies);
  if (cursor.at === before && bodies.length === depth && before < cursor.stream.length)
    skip(cursor, innermost(bodies));
}

/** Reads one statement, or the end of a node. */
function step(cursor: Cursor, bodies: Body[]): void {
  const kind = kindAt(cursor);
  if (kind === TokenKind.end) return closeAtEnd(cursor, bodies);
  if (kind === TokenKind.closeBrace) return closeNode(cursor, bodies);
  const from = cursor.at;
  if (kind === TokenKind.ampersand || (kind === TokenKind.slash && isOpenNext(cursor)))
    closeByColumn(cursor, bodies, columnOf(cursor.stream, from), from);
  const isTop = bodies.length === 1;
  const body = innermost(bodies);
  const keyword = keywordHere(cursor);
  const labels = readLabels(cursor);
  const inner = labels.length > 0 ? keywordHere(cursor) : keyword;
  if (inner !== undefined) return readKeyword(cursor, bodies, inner, labels, from);
  if (kindAt(cursor) === TokenKind.slash && isTop) return readRoot(cursor, bodies, labels, from);
  if (kindAt(cursor) === TokenKind.ampersand)
    return readReferenceNode(cursor, bodies, labels, from);
  if (startsName(cursor)) return readNamed(cursor, bodies, labels, from, false);
  if (kindAt(cursor) === TokenKind.semicolon) {
    report(
      cursor,
      'syntax/unexpected-token',
      'there is nothing before this ";": remove it',
      spanHere(cursor),
    );
    cursor.at++;
    addLeaf(cursor, body, { kind: 'error', ...spanFrom(cursor, from) });
    return;
  }
  const isBrace = kindAt(cursor) === TokenKind.openBrace;
  if (isBrace && cursor.balance === 'open') return strayBrace(cursor, body, from);
  const expected = isTop
    ? 'expected "/ {", "&label {" or a directive'
    : 'expected a property, a node or "}"';
  report(
    cursor,
    'syntax/unexpected-token',
    `${expected}, found ${describeHere(cursor)}`,
    spanHere(cursor),
  );
  skip(cursor, body, from, isBrace);
}

/** A `{` without a name where some `}` is missing: what follows belongs to the node around it. */
function strayBrace(cursor: Cursor, body: Body, from: number): void {
  const message = 'there is no name before this "{", and no "}" for it: remove it';
  report(cursor, 'syntax/unexpected-token', message, spanHere(cursor));
  cursor.at++;
  addLeaf(cursor, body, { kind: 'error', ...spanFrom(cursor, from) }, true);
}

function isOpenNext(cursor: Cursor): boolean {
  return kindAt(cursor, 1) === TokenKind.openBrace;
}

function readKeyword(
  cursor: Cursor,
  bodies: Body[],
  keyword: string,
  labels: readonly LabelSyntax[],
  from: number,
): void {
  const isTop = bodies.length === 1;
  const body = innermost(bodies);
  switch (keyword) {
    case 'dts-v1':
    case 'plugin':
      if (!isTop || labels.length > 0) return misplaced(cursor, body, keyword, from);
      skipKeyword(cursor);
      expectSemicolon(cursor, `/${keyword}/`);
      addLeaf(cursor, body, {
        kind: 'version',
        isPlugin: keyword === 'plugin',
        ...spanFrom(cursor, from),
      });
      return;
    case 'memreserve':
      if (!isTop) return misplaced(cursor, body, keyword, from);
      return readMemReserve(cursor, body, labels, from);
    case 'delete-node':
      return readDeleteNode(cursor, body, isTop, from);
    case 'delete-property':
      return readDeleteProperty(cursor, body, isTop, from);
    case 'omit-if-no-ref':
      return readOmit(cursor, bodies, labels, from);
    default:
      return misplaced(cursor, body, keyword, from);
  }
}

function misplaced(cursor: Cursor, body: Body, keyword: string, from: number): void {
  const known = ['dts-v1', 'plugin', 'memreserve', 'bits', 'incbin', 'include'].includes(keyword);
  const message = known
    ? `/${keyword}/ does not belong here`
    : `dtc knows no directive /${keyword}/`;
  const at = cursor.at;
  skipKeyword(cursor);
  report(
    cursor,
    known ? 'syntax/misplaced' : 'syntax/unexpected-token',
    message,
    spanFrom(cursor, at),
  );
  skip(cursor, body, from);
}

function readOmit(
  cursor: Cursor,
  bodies: Body[],
  labels: readonly LabelSyntax[],
  from: number,
): void {
  skipKeyword(cursor);
  const isTop = bodies.length === 1;
  if (isTop && kindAt(cursor) === TokenKind.ampersand) {
    const target = readReference(cursor);
    if (target === undefined) return skip(cursor, innermost(bodies), from);
    expectSemicolon(cursor, 'the reference');
    addLeaf(cursor, innermost(bodies), { kind: 'omit-node', target, ...spanFrom(cursor, from) });
    return;
  }
  const all = [...labels, ...readLabels(cursor)];
  if (!isTop && startsName(cursor)) return readNamed(cursor, bodies, all, from, true);
  report(
    cursor,
    'syntax/missing-value',
    `expected ${isTop ? 'a &reference' : 'a node'} behind /omit-if-no-ref/, found ${describeHere(cursor)}`,
    spanHere(cursor),
  );
  skip(cursor, innermost(bodies), from);
}

function readRoot(
  cursor: Cursor,
  bodies: Body[],
  labels: readonly LabelSyntax[],
  from: number,
): void {
  const target: NodeTarget = { kind: 'root', ...spanHere(cursor) };
  cursor.at++;
  const [label] = labels;
  if (label !== undefined)
    report(
      cursor,
      'syntax/misplaced',
      `dtc takes no label on "/ {": write ${label.name}: &{/} { … };`,
      label,
    );
  if (kindAt(cursor) === TokenKind.openBrace)
    return openNode(cursor, bodies, { from, labels, target, isOmittable: false });
  withoutBrace(cursor, bodies, { from, labels, target, isOmittable: false }, '"/"');
}

function readReferenceNode(
  cursor: Cursor,
  bodies: Body[],
  labels: readonly LabelSyntax[],
  from: number,
): void {
  const body = innermost(bodies);
  if (labels[1] !== undefined)
    report(cursor, 'syntax/misplaced', 'dtc takes only one label before a reference', labels[1]);
  const target = readReference(cursor);
  if (target === undefined) return skip(cursor, body, from);
  if (bodies.length > 1)
    report(
      cursor,
      'syntax/misplaced',
      'a node by reference stands outside all nodes: close the one around it first',
      target,
    );
  if (kindAt(cursor) === TokenKind.openBrace)
    return openNode(cursor, bodies, { from, labels, target, isOmittable: false });
  withoutBrace(cursor, bodies, { from, labels, target, isOmittable: false }, 'the reference');
}

/** A node whose `{` is not there: its lines may show that it was meant. */
function withoutBrace(cursor: Cursor, bodies: Body[], head: NodeHead, what: string): void {
  const isOdd = isDeeper(cursor, head.from);
  if (isOdd && cursor.balance === 'closed') return openWithoutBrace(cursor, bodies, head, what);
  const message = `expected "{" behind ${what}, found ${describeHere(cursor)}`;
  report(cursor, 'syntax/unexpected-token', message, spanHere(cursor));
  skip(cursor, innermost(bodies), head.from, isOdd);
}

function openWithoutBrace(cursor: Cursor, bodies: Body[], head: NodeHead, what: string): void {
  report(cursor, 'syntax/unexpected-token', `expected "{" behind ${what}`, gapHere(cursor));
  openNode(cursor, bodies, head, false);
}

/** Whether the cursor stands at the start of a line that is indented deeper than the statement's. */
function isDeeper(cursor: Cursor, from: number): boolean {
  const outer = columnOf(cursor.stream, from);
  const here = columnOf(cursor.stream, cursor.at);
  return outer !== undefined && here !== undefined && here > outer;
}

/** A node or a property: what follows the name decides. */
function readNamed(
  cursor: Cursor,
  bodies: Body[],
  labels: readonly LabelSyntax[],
  from: number,
  isOmittable: boolean,
): void {
  const isTop = bodies.length === 1;
  const body = innermost(bodies);
  const name = readWholeName(cursor);
  const kind = kindAt(cursor);
  if (kind === TokenKind.openBrace) {
    if (isTop)
      report(
        cursor,
        'syntax/misplaced',
        `"${name.text}" is no top-level node: write it inside "/ { … };" or as &label`,
        name,
      );
    return openNode(cursor, bodies, { from, labels, target: name, isOmittable });
  }
  if (isOmittable)
    report(cursor, 'syntax/misplaced', '/omit-if-no-ref/ applies to nodes only', name);
  if (isTop) {
    report(cursor, 'syntax/misplaced', `"${name.text}" stands outside all nodes`, name);
    return skip(cursor, body, from);
  }
  if (kind === TokenKind.equals) return readProperty(cursor, body, labels, name, from);
  if (
    kind === TokenKind.semicolon ||
    startsLine(cursor) ||
    kind === TokenKind.closeBrace ||
    kind === TokenKind.end
  ) {
    const isOdd = startsName(cursor) && isDeeper(cursor, from);
    const head = { from, labels, target: name, isOmittable };
    if (isOdd && cursor.balance === 'closed')
      return openWithoutBrace(cursor, bodies, head, `"${name.text}"`);
    if (body.hasNode) reportPropertyAfterNode(cursor, from);
    expectSemicolon(cursor, `"${name.text}"`);
    const property = { kind: 'property', labels, name, ...spanFrom(cursor, from) } as const;
    return addLeaf(cursor, body, property, isOdd);
  }
  if (kind === TokenKind.openParen && touches(cursor)) {
    report(cursor, 'syntax/undefined-macro', `no macro "${name.text}" is defined here`, name);
    return skip(cursor, body, from);
  }
  report(
    cursor,
    'syntax/unexpected-token',
    `expected "=", ";" or "{" behind "${name.text}", found ${describeHere(cursor)}`,
    spanHere(cursor),
  );
  skip(cursor, body, from);
}

/** A name, also when blanks tear its unit address off: `serial @4000 {` can only mean one thing. */
function readWholeName(cursor: Cursor): NameSyntax {
  const name = readName(cursor);
  if (kindAt(cursor) !== TokenKind.at || startsLine(cursor)) return name;
  const from = cursor.at;
  const rest = readName(cursor);
  if (kindAt(cursor) !== TokenKind.openBrace) {
    cursor.at = from;
    return name;
  }
  const text = name.text + rest.text;
  report(cursor, 'syntax/unexpected-token', `a node name holds no blanks: write "${text}"`, rest);
  return { kind: 'name', text, ...spanFrom(cursor, name.from) };
}

function readProperty(
  cursor: Cursor,
  body: Body,
  labels: readonly LabelSyntax[],
  name: NameSyntax,
  from: number,
): void {
  if (body.hasNode) reportPropertyAfterNode(cursor, from);
  cursor.at++;
  const value = readValue(cursor);
  endProperty(cursor, value.parts.length > 0);
  const { stream, at: to } = cursor;
  addLeaf(cursor, body, { kind: 'property', labels, name, value, stream, from, to });
}

/** The `;` of a property. Without it, only what is left of the line is dropped. */
function endProperty(cursor: Cursor, hasValue: boolean): void {
  if (kindAt(cursor) === TokenKind.semicolon) {
    cursor.at++;
    return;
  }
  if (hasValue) {
    const canGoOn =
      startsLine(cursor) ||
      kindAt(cursor) === TokenKind.closeBrace ||
      kindAt(cursor) === TokenKind.end;
    if (canGoOn)
      report(cursor, 'syntax/missing-semicolon', 'expected ";" behind the value', gapHere(cursor));
    else
      report(
        cursor,
        'syntax/unexpected-token',
        `expected "," or ";" behind the value, found ${describeHere(cursor)}`,
        spanHere(cursor),
      );
  }
  while (!isStatementEnd(cursor)) cursor.at++;
  if (kindAt(cursor) === TokenKind.semicolon) cursor.at++;
}
